import { randomBytes } from "node:crypto";
import { join, relative } from "node:path";
import type { RunJob } from "./batches.ts";
import type { JudgeSetting } from "./judge-setting.ts";
import { suiteEnvironment } from "../vitest/suite-environment.ts";
import { putFiles, secretName } from "./launch.ts";
import { readText, viteProblem } from "./loader.ts";
import { ownPrograms } from "./own-programs.ts";
import type { TransformedModule, ViteJob, ViteSays } from "./vite-main.ts";

/** Milliseconds after which a Vite that has not transformed everything is left for Vitest. */
const transformMs = 20_000;

/** A line of output holds one module, so this bounds it as well. */
const outputBytes = 8 * 1024 * 1024;

/** What the judge's child is given in place of the generated module's address; it has its own word for the shape. */
export interface Transformed {
  /** File URL of the project's `vite/module-runner`, as the child sees it. */
  readonly runner: string;
  /** URL of the generated module. */
  readonly entry: string;
  /** By the URL that they import each other with. */
  readonly modules: Readonly<Record<string, TransformedModule>>;
}

export interface ToTransform {
  /** Text of the generated module. */
  readonly module: string;
  /** The settings file, relative to the root; null when there is none. */
  readonly config: string | null;
}

/**
 * The generated module and all that it imports, as the project's own Vite transforms them on its own settings; null
 * when something among them calls for Vitest itself, or cannot be transformed. Settings are code: Vite runs in the
 * sandbox, in a process that runs no subject.
 */
export async function transformByVite(
  setting: JudgeSetting,
  { workspace, sandbox, wallMs, trace }: RunJob,
  { module, config }: ToTransform,
  signal: AbortSignal | undefined,
): Promise<Transformed | null> {
  const mounts = setting.mountsFor(workspace, sandbox.level);
  const own = ownPrograms(sandbox.level, setting.child);
  const name = secretName();
  const file = `${name}.programs.ts`;
  const cache = `${name}.cache`;
  const nonce = randomBytes(24).toString("base64url");
  const entry = `/${file}`;
  const input: ViteJob = {
    nonce,
    root: mounts.root,
    entry,
    config,
    temp: join(mounts.root, cache),
    ownVitest: setting.ownVitest,
    ...(trace && { maps: true }),
  };
  const said: ViteSays[] = [];
  const dispose = await putFiles(workspace.dir, { [file]: module }, [cache]);
  try {
    await sandbox.launch(
      {
        argv: [setting.node, own.vite],
        workspace: mounts.workspace,
        cwd: mounts.root,
        reads: [...mounts.reads, ...setting.reads, ...own.reads],
        env: suiteEnvironment(sandbox.level === "bubblewrap" ? "/tmp" : mounts.root),
        input: JSON.stringify(input),
        limits: { wallMs: Math.min(wallMs, transformMs), outputBytes },
        onLine: (line) => {
          if (line.startsWith(`${nonce} `)) said.push(JSON.parse(line.slice(nonce.length)) as ViteSays);
        },
      },
      signal,
    );
  } finally {
    await dispose();
  }
  signal?.throwIfAborted();
  const textOf = (path: string): string | null =>
    path === file ? module : readText(join(workspace.dir, path));
  return toTransformed(said, entry, ({ file: path }) => {
    const shown = relative(mounts.root, path);
    return viteProblem(shown, textOf(shown)) === null;
  });
}

/** What was said, when it is whole and every module of it fits. */
function toTransformed(
  said: readonly ViteSays[],
  entry: string,
  fits: (module: TransformedModule) => boolean,
): Transformed | null {
  const runner = said.find((line) => line.at === "runner");
  if (runner === undefined || said.at(-1)?.at !== "done") return null;
  const modules = said.filter((line) => line.at === "module");
  // A query asks for something else than the module as it is written.
  if (modules.some(({ url, module }) => /[?#\0]/.test(url) || !fits(module))) return null;
  return {
    runner: runner.url,
    entry,
    modules: Object.fromEntries(modules.map(({ url, module }) => [url, module])),
  };
}
