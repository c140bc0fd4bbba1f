import type { Claims } from "../../docs/claims/claims.ts";
import type { ExampleTrace, SpecTrace } from "../../docs/claims/make-claims.ts";
import { makeClaims } from "../../docs/claims/make-claims.ts";
import type { Example, Plan } from "../../plan/plan.ts";
import type { Coverage, FileSpans, ProgramTrace } from "../../verdict/coverage.ts";
import { judgePrograms } from "../../verdict/judge-programs.ts";
import { drawsFor } from "../../verdict/judge-verdict.ts";
import type { Sandbox, SandboxLevel } from "../../verdict/sandbox.ts";
import type { Snapshot, Workspace } from "../../verdict/workspace.ts";
import { helperFiles, hiddenFromJudge } from "../hidden-from-judge.ts";
import { inTurns } from "../in-turns.ts";
import type { Progress, World } from "../ports.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import { loadedFiles } from "../receipts/loaded-files.ts";
import { trySandbox } from "../try-sandbox.ts";
import type { KeptTrace, TraceKey } from "./claims-cache.ts";
import { openClaimsCache, traceKey } from "./claims-cache.ts";

/** What tracing needs beside the world. */
export interface Tracer {
  readonly coverage: Coverage;
  /** greenbar's own version: a trace of another one is made anew. */
  readonly version: string;
}

export interface TracedProject {
  readonly claims: Claims;
  /** Level of the sandbox; null when nothing had to be run. */
  readonly sandbox: SandboxLevel | null;
}

interface TraceOptions {
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Which code the examples of a project's specs execute. Each spec's examples run once, in a fresh copy, as the judge
 * runs them; a spec whose text and code have not changed since it was traced is not run again. No verdict comes of it.
 */
export async function traceProject(
  world: World,
  { coverage, version }: Tracer,
  project: Project,
  options: TraceOptions,
): Promise<TracedProject> {
  const { config, root } = project;
  const snapshot = await world.workspaces("none").snapshot(root, { copy: config.copy });
  const tree = createTree(world, snapshot);
  const cache = await openClaimsCache(world.disk);
  const { vitest, node } = await world.tools();
  const made = [version, vitest.version, vitest.from, String(node)];
  const specs = await Promise.all(
    project.specs.map(async (read) => {
      const key = await keyOf(project, read, tree, made);
      return { read, key, kept: cache.find(read.plan.spec, key) };
    }),
  );
  const wanted = specs.filter(({ kept }) => kept === null).length;
  const sandbox = wanted === 0 ? null : await trySandbox(world, config, options.signal);
  let done = 0;
  const traces = await inTurns(specs, 2, async ({ read, key, kept }) => {
    if (kept !== null || sandbox === null) return { read, trace: kept ?? emptyTrace };
    const trace = await traceSpec({ world, coverage, project, snapshot, sandbox, options }, read.plan);
    if (isWhole(read.plan, trace)) cache.keep(read.plan.spec, key, trace);
    options.progress?.("what the examples execute", ++done, wanted);
    return { read, trace };
  });
  if (wanted > 0) await cache.save();
  const specTraces = await Promise.all(traces.map(({ read, trace }) => specTrace(read.plan, trace, tree)));
  const paths = [...new Set(specTraces.flatMap(({ seen }) => seen.map(({ path }) => path)))];
  const texts = await Promise.all(paths.map(async (path) => [path, (await tree.read(path)) ?? ""] as const));
  return { claims: makeClaims(specTraces, new Map(texts)), sandbox: sandbox?.level ?? null };
}

/** Whether it would come out the same again: what was late or lost might not. */
function isWhole({ requirements }: Plan, { examples }: KeptTrace): boolean {
  return requirements
    .flatMap((requirement) => requirement.examples)
    .every(({ id, body }) => body.is === "unbound" || examples.get(id)?.is === "traced");
}

const emptyTrace: KeptTrace = { loader: "node", seen: [], load: [], examples: new Map() };

/** The project's files as they were listed, and what modules of it load. */
interface Tree {
  readonly files: Snapshot["files"];
  read(path: string): Promise<string | null>;
  loads(roots: readonly string[]): Promise<readonly string[]>;
}

function createTree(world: World, { files }: Snapshot): Tree {
  const paths = new Set(files.map(({ path }) => path));
  const texts = new Map<string, Promise<string | null>>();
  const read = (path: string): Promise<string | null> => {
    const text = texts.get(path) ?? world.disk.read(path);
    texts.set(path, text);
    return text;
  };
  const loaded = new Map<string, Promise<readonly string[]>>();
  return {
    files,
    read,
    loads(roots) {
      const key = JSON.stringify(roots.toSorted());
      const found = loaded.get(key) ?? loadedFiles(roots, (path) => paths.has(path), read);
      loaded.set(key, found);
      return found;
    },
  };
}

async function keyOf(
  { config, bins }: Project,
  { spec, plan: { subjects, helpers = [], requirements } }: ReadSpec,
  tree: Tree,
  made: readonly string[],
): Promise<TraceKey> {
  const hasConsole = requirements.some(({ examples }) => examples.some(({ kind }) => kind === "console"));
  const commands = hasConsole ? [...bins.values()].map((path) => path.replace(/^\.\//, "")) : [];
  const roots = [...[...subjects, ...helpers].map(({ path }) => path), ...commands];
  const folders = [config.specs, config.tests, ".greenbar"].map((folder) =>
    folder.replace(/^\.\//, "").replace(/\/$/, ""),
  );
  const isOwn = (path: string): boolean =>
    folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return traceKey(spec.text, made, tree.files, new Set(await tree.loads(roots)), isOwn);
}

interface At {
  readonly world: World;
  readonly coverage: Coverage;
  readonly project: Project;
  readonly snapshot: Snapshot;
  readonly sandbox: Sandbox;
  readonly options: TraceOptions;
}

async function traceSpec(at: At, plan: Plan): Promise<KeptTrace> {
  const { coverage, project, sandbox, options } = at;
  const examples = plan.requirements.flatMap((requirement) => requirement.examples);
  const judged = judgePrograms(examples, await drawsFor(examples));
  const programs = judged.flatMap(({ program }) => (program === null ? [] : [program]));
  const { timeouts } = project.config;
  const traced =
    programs.length === 0
      ? null
      : await inCopy(at, (workspace) =>
          coverage.trace(
            { workspace, sandbox, programs, programMs: timeouts.example, wallMs: timeouts.run },
            options.signal,
          ),
        );
  const seen: FileSpans[] = [...(traced?.seen ?? [])];
  const byExample = new Map<string, ProgramTrace>();
  for (const { example, program } of judged) {
    if (example.body.is === "console") {
      const { seen: alsoSeen, program: ran } = await traceConsole(at, example);
      seen.push(...alsoSeen.filter(({ path }) => !seen.some((one) => one.path === path)));
      byExample.set(example.id, ran);
    } else {
      const ran = program === null ? undefined : traced?.programs.get(program.key);
      byExample.set(example.id, ran ?? { is: "untraced", why: untracedWhy(example) });
    }
  }
  return { loader: traced?.loader ?? "node", seen, load: traced?.load ?? [], examples: byExample };
}

function untracedWhy({ body }: Example): string {
  return body.is === "unbound" ? `nothing of it can be run: ${body.why}` : "it was not run";
}

async function traceConsole(at: At, { body }: Example) {
  const { coverage, world, project, sandbox, options } = at;
  const commands = body.is === "console" ? body.commands.map(({ command }) => command) : [];
  const commandMs = project.config.timeouts.example * 2;
  return inCopy(at, (workspace) =>
    coverage.traceCommands(
      world.shell,
      { workspace, sandbox, bins: project.bins, commands, commandMs },
      options.signal,
    ),
  );
}

/** A copy as the judge gets it. */
async function inCopy<T>(
  { world, project, snapshot, sandbox }: At,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const plans = project.specs.map(({ plan }) => plan);
  const specs = plans.map(({ spec }) => spec);
  const omit = hiddenFromJudge(project.config, specs, helperFiles(plans));
  const workspace = await world.workspaces(sandbox.level).copy(snapshot, { omit });
  try {
    return await work(workspace);
  } finally {
    await workspace.dispose();
  }
}

async function specTrace(plan: Plan, { seen, load, examples }: KeptTrace, tree: Tree): Promise<SpecTrace> {
  const all = plan.requirements.flatMap((requirement) => requirement.examples);
  const found = await Promise.all(
    all.map(async ({ id, uses }): Promise<ExampleTrace> => {
      const loads = await tree.loads([...new Set(uses.map(({ subject }) => subject))]);
      return { id, loads, trace: examples.get(id) ?? { is: "untraced", why: "it was not run" } };
    }),
  );
  // What an alias or a package's name leads to is not known from the text: any of them may have loaded it.
  const reached = new Set(found.flatMap(({ loads }) => loads));
  const others = seen.map(({ path }) => path).filter((path) => !reached.has(path));
  return {
    examples: found.map((one) => ({ ...one, loads: [...one.loads, ...others] })),
    seen,
    load,
  };
}
