import { randomBytes } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Shell, ShellJob } from "../../verdict/console.ts";
import type { FileSpans, Span, TracedCommands } from "../../verdict/coverage.ts";
import type { Sandbox } from "../../verdict/sandbox.ts";
import { errorCode } from "../error-code.ts";
import type { JudgeSetting } from "../judge/judge-setting.ts";
import { readText } from "../judge/loader.ts";
import { inOrder } from "./source-map.ts";
import { ranSpans } from "./v8-ranges.ts";

/**
 * What commands execute of the project, as Node itself writes it down when a process ends (`NODE_V8_COVERAGE`). A
 * process does not say what it did while it loaded, so all of it is the commands'.
 */
export async function traceCommands(
  setting: Pick<JudgeSetting, "mountsFor">,
  shell: Shell,
  job: ShellJob,
  signal: AbortSignal | undefined,
): Promise<TracedCommands> {
  const { root } = setting.mountsFor(job.workspace, job.sandbox.level);
  const name = `greenbar-${randomBytes(9).toString("hex")}.coverage`;
  const [inside, folder] = [join(root, name), join(job.workspace.dir, name)];
  try {
    await shell.run({ ...job, sandbox: withVariable(job.sandbox, inside) }, signal);
    const reports = await readReports(folder);
    const found = reports.flatMap(({ result }) =>
      result.flatMap(({ url, functions }) => spansOf(url, functions, root, job.workspace.dir)),
    );
    if (reports.length === 0) {
      return { seen: [], program: { is: "untraced", why: "none of its processes said what ran" } };
    }
    const executed = [...Map.groupBy(found, ({ path }) => path)].map(([path, all]) => ({
      path,
      spans: inOrder(all.flatMap(({ spans }) => spans)),
    }));
    return {
      seen: executed.map(({ path }) => ({
        path,
        spans: [[0, found.find((one) => one.path === path)?.length ?? 0]] satisfies Span[],
      })),
      program: { is: "traced", executed },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function withVariable(sandbox: Sandbox, folder: string): Sandbox {
  return {
    level: sandbox.level,
    prove: (signal) => sandbox.prove(signal),
    launch: (program, signal) =>
      sandbox.launch({ ...program, env: { ...program.env, NODE_V8_COVERAGE: folder } }, signal),
  };
}

interface Report {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly { startOffset: number; endOffset: number; count: number }[];
    }[];
  }[];
}

async function readReports(folder: string): Promise<readonly Report[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  });
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), "utf8")) as Report),
  );
}

function spansOf(
  url: string,
  functions: Report["result"][number]["functions"],
  root: string,
  dir: string,
): readonly (FileSpans & { readonly length: number })[] {
  const file = url.startsWith("file://") ? fileURLToPath(url) : "";
  if (!file.startsWith(`${root}/`)) return [];
  const path = file.slice(root.length + 1);
  const text = path.includes("node_modules/") ? null : readText(join(dir, path));
  if (text === null) return [];
  const ranges = functions.map(({ ranges: all }) =>
    all.map(({ startOffset, endOffset, count }) => [startOffset, endOffset, count] as const),
  );
  return [{ path, spans: ranSpans(ranges), length: text.length }];
}
