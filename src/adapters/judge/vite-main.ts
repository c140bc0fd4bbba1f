/**
 * The program that transforms for the judge: the project's own Vite, on the project's own settings, in a process
 * of its own. It runs none of the modules that it transforms, and says what it made of the generated module and
 * of all that this imports.
 */
import { readFileSync, realpathSync, writeSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { createViteServer } from "vitest/node";
import { errorCode } from "../error-code.ts";
import { refuseConfigInDependencies } from "../vitest/child-vitest.ts";
import { findVitest, readVitest } from "../vitest/find-vitest.ts";

/** What the parent gives on standard input. Paths are absolute, as this process sees them. */
export interface ViteJob {
  readonly nonce: string;
  readonly root: string;
  /** URL of the generated module. */
  readonly entry: string;
  /** The settings file, relative to the root; null when there is none. */
  readonly config: string | null;
  /** Folder that may be written and is thrown away. */
  readonly temp: string;
  readonly ownVitest: string;
  /** Each module ends with its source map. */
  readonly maps?: true;
}

/** What is said on standard output, a line each, after the nonce. */
export type ViteSays =
  | { readonly at: "runner"; readonly url: string }
  | { readonly at: "module"; readonly url: string; readonly module: TransformedModule }
  | { readonly at: "done" }
  /** There is something that this way is not for. */
  | { readonly at: "unfit"; readonly why: string };

export interface TransformedModule {
  readonly code: string;
  /** Absolute path, as this process sees it. */
  readonly file: string;
  readonly id: string;
  readonly url: string;
}

/** Nobody looks at a stack here. The second name is an option that the type of this method leaves out. */
const withoutMap = { startOffset: 0, inlineSourceMap: false };
const withMap = { startOffset: 0 };

const job = JSON.parse(readFileSync(0, "utf8")) as ViteJob;

try {
  await transformAll();
  say({ at: "done" });
} catch (error) {
  say({ at: "unfit", why: error instanceof Error ? error.message : String(error) });
}
// At once: neither Vite's own end nor what a settings file has started is waited for.
process.kill(process.pid, "SIGKILL");

async function transformAll(): Promise<void> {
  process.chdir(job.root);
  const { index, runner } = findVite();
  refuseConfigInDependencies();
  const vite = (await import(index)) as { createServer: typeof createViteServer };
  say({ at: "runner", url: runner });
  const server = await vite.createServer({
    root: job.root,
    configFile: job.config === null ? false : join(job.root, job.config),
    mode: "test",
    appType: "custom",
    base: "/",
    cacheDir: job.temp,
    logLevel: "silent",
    clearScreen: false,
    server: { middlewareMode: true, watch: null, ws: false, hmr: false, preTransformRequests: false },
    optimizeDeps: { noDiscovery: true, include: [] },
  });
  const { ssr } = server.environments;
  const queue = [job.entry];
  const seen = new Set(queue);
  for (let url = queue.pop(); url !== undefined; url = queue.pop()) {
    const module = await ssr.fetchModule(url, undefined, job.maps === true ? withMap : withoutMap);
    if (!("code" in module) || module.file === null) throw new Error(`${url} is left to Node`);
    const { code, file, id } = module;
    say({ at: "module", url, module: { code, file, id, url: module.url } });
    for (const next of ssr.moduleGraph.getModuleById(id)?.transformResult?.deps ?? []) {
      if (isBuiltin(next) || seen.has(next)) continue;
      if (!next.startsWith("/")) throw new Error(`${next} is left to Node`);
      seen.add(next);
      queue.push(next);
    }
  }
}

/** The Vite of the project's Vitest, or of greenbar's when it has none; the first one with a module runner is 6. */
function findVite(): { readonly index: string; readonly runner: string } {
  const own = findVitest(job.root);
  const vitest = own.is === "absent" ? readVitest(job.ownVitest) : own;
  if (vitest.is !== "found") throw new Error("there is no Vitest that can be used");
  const path = createRequire(join(vitest.packageDir, "package.json")).resolve("vite/package.json");
  const { exports } = JSON.parse(readFileSync(path, "utf8")) as { exports: Record<string, unknown> };
  const fileOf = (name: string): string => {
    const file = importedFile(exports[name]);
    if (file === null) throw new Error(`Vite has no ${name}`);
    return pathToFileURL(join(dirname(realpathSync(path)), file)).href;
  };
  return { index: fileOf("."), runner: fileOf("./module-runner") };
}

/** The file that an import gets, of one entry of a package's `exports`. */
function importedFile(entry: unknown): string | null {
  if (typeof entry === "string") return entry;
  if (typeof entry !== "object" || entry === null) return null;
  const { import: imported, default: otherwise } = entry as Record<string, unknown>;
  return importedFile(imported ?? otherwise);
}

function say(what: ViteSays): void {
  const bytes = Buffer.from(`\n${job.nonce} ${JSON.stringify(what)}\n`);
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      // A full pipe that is non-blocking: its reader needs a moment.
      if (errorCode(error) !== "EAGAIN") throw error;
    }
  }
}
