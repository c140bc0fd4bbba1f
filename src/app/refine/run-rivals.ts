import { posix } from "node:path";
import { guardLoops } from "../../loop/mutants/guard-loops.ts";
import type { Helper } from "../../plan/plan.ts";
import { parseFile } from "../../spec/javascript.ts";
import type { ExampleUse } from "../../plan/plan.ts";
import type { Judge, JudgeProgram, ProgramAnswer } from "../../verdict/judge.ts";
import type { Sandbox } from "../../verdict/sandbox.ts";
import type { Snapshot, Workspace, Workspaces } from "../../verdict/workspace.ts";
import type { AskedCall } from "./asked-call.ts";
import type { Rival } from "./rivals.ts";

/** Where rivals are run: like a verdict, in a fresh copy and the sandbox, but once. It is no evidence of anything. */
export interface RivalGround {
  readonly judge: Judge;
  readonly workspaces: Workspaces;
  readonly snapshot: Snapshot;
  readonly sandbox: Sandbox;
  /** True for a path that the copy must lack. */
  readonly omit: (path: string) => boolean;
  /** Milliseconds for all of them. */
  readonly wallMs: number;
  /** A module's text; null where it is not there. */
  readonly read: (path: string) => Promise<string | null>;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds for one program of a rival. Its loops are counted, so that little else takes long. */
const rivalMs = 400;

/** The judge gives up on a batch after a few that do not end; the rest is asked again, without these. */
const mostRounds = 3;

/**
 * Runs programs side by side in one copy of the project, a list for each rival. What did not answer is not in the
 * result. One rival that cannot even be loaded takes all with it that are loaded together: then they are halved until it
 * stands alone.
 */
export async function runRivals(
  rivals: readonly Rival[],
  programs: readonly (readonly JudgeProgram[])[],
  { subject, helpers }: Pick<AskedCall, "subject" | "helpers">,
  ground: RivalGround,
): Promise<ReadonlyMap<number, ProgramAnswer>> {
  if (programs.every(({ length }) => length === 0)) return new Map();
  const put = new Map(rivals.map(({ text }, at) => [besideOf(subject, at), guardLoops(text, subject)]));
  for (const helper of helpers) {
    const text = await ground.read(helper.path);
    if (text === null) continue;
    for (const at of rivals.keys()) put.set(besideOf(helper.path, at), helperOf(text, helper, subject, at));
  }
  const workspace = await ground.workspaces.copy(ground.snapshot, { omit: ground.omit, put });
  try {
    const known = new Map<number, ProgramAnswer>();
    await askTogether(programs, known, workspace, ground);
    return known;
  } finally {
    await workspace.dispose();
  }
}

async function askTogether(
  programs: readonly (readonly JudgeProgram[])[],
  known: Map<number, ProgramAnswer>,
  workspace: Workspace,
  ground: RivalGround,
): Promise<void> {
  const { judge, sandbox, wallMs, signal } = ground;
  const all = programs.flat();
  for (let round = 0; round < mostRounds; round += 1) {
    const open = all.filter(({ key }) => !known.has(key));
    if (open.length === 0) break;
    const runs = [{ workspace, seed: 1 + round }];
    const [answers] = await judge.ask({ runs, sandbox, programs: open, programMs: rivalMs, wallMs }, signal);
    for (const [key, answer] of answers?.programs ?? []) if (!isUnreached(answer)) known.set(key, answer);
  }
  if (programs.length < 2 || !all.every(({ key }) => known.get(key)?.is === "unloadable")) return;
  for (const { key } of all) known.delete(key);
  const half = Math.ceil(programs.length / 2);
  await askTogether(programs.slice(0, half), known, workspace, ground);
  await askTogether(programs.slice(half), known, workspace, ground);
}

/** What an example or a call uses, the rival in the subject's place. */
export function usesOf(
  uses: readonly ExampleUse[],
  { subject, helpers }: Pick<AskedCall, "subject" | "helpers">,
  at: number,
): readonly ExampleUse[] {
  const replaced = new Set([subject, ...helpers.map(({ path }) => path)]);
  return uses.map((use) =>
    replaced.has(use.subject) ? { ...use, subject: besideOf(use.subject, at) } : use,
  );
}

function isUnreached(answer: ProgramAnswer): boolean {
  return answer.is === "timeout" && answer.message !== undefined;
}

/** Beside the module, so that what it imports is found as ever. */
function besideOf(path: string, at: number): string {
  const dot = path.lastIndexOf(".");
  return `${path.slice(0, dot)}.rival-${at}${path.slice(dot)}`;
}

/** The helper with the rival in the place of the subject that it imports. */
function helperOf(text: string, { path }: Helper, subject: string, at: number): string {
  const parsed = parseFile(text, path, { sourceType: "module" });
  if (!parsed.ok) return text;
  const { staticImports, staticExports } = parsed.module;
  const requests = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? [])),
  ];
  const wanted = withoutEnding(subject);
  return requests
    .filter(({ value }) => withoutEnding(posix.join(posix.dirname(path), value)) === wanted)
    .toSorted((a, b) => b.start - a.start)
    .reduce((whole, { start, end, value }) => {
      const rival = besideOf(value.includes(".", value.lastIndexOf("/")) ? value : `${value}.`, at);
      return `${whole.slice(0, start)}${JSON.stringify(rival.replace(/\.$/, ""))}${whole.slice(end)}`;
    }, text);
}

function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}
