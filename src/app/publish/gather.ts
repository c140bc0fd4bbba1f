import { posix } from "node:path";
import picomatch from "picomatch";
import { readHistory, historyOfSpec } from "../../docs/site/history.ts";
import type { History } from "../../docs/site/history.ts";
import { pagePaths, sourcePaths } from "../../docs/site/paths.ts";
import type { PageReceipt, Site, SourcePage, SpecPage } from "../../docs/site/site.ts";
import type { Claims } from "../../docs/claims/claims.ts";
import { whyFile } from "../../docs/claims/why-file.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { LockEntry } from "../../verdict/lock.ts";
import { receiptsFolder } from "../../verdict/receipt.ts";
import type { RequirementStatus } from "../../verdict/statuses.ts";
import { check } from "../check.ts";
import type { Progress, World } from "../ports.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import { readProject } from "../read-project.ts";
import type { ReceiptReader } from "../receipts/receipt-stands.ts";
import { createReceiptReader } from "../receipts/receipt-stands.ts";
import { readStatus } from "../status.ts";
import { UserError } from "../user-error.ts";
import type { Commits } from "./ports.ts";
import type { TreePipeline } from "./tree-pipeline.ts";

/** What is wanted of a site, and what it is made with. */
export interface SiteWanted {
  /** Specs as typed by the person; none means all. */
  readonly specs: readonly string[];
  /** Run a check first, so that the pages say what holds now. */
  readonly isChecked: boolean;
  /** Commits to look back over, at most; null: none. */
  readonly history: number | null;
  /** Styles and scripts by name, the user's over ours. */
  readonly assets: ReadonlyMap<string, string>;
  /** Says what the examples execute, where that is wanted. */
  readonly trace?: (project: Project) => Promise<Claims>;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

export interface Gathered {
  readonly site: Site;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Everything that the pages of a project are made from. Nothing is written; nothing of the project is run unless a
 * check is asked for.
 *
 * @throws UserError as `readProject` and `check` do, and when the history is wanted and git cannot tell it.
 */
export async function gatherSite(
  world: World & { readonly pipeline: TreePipeline },
  commits: Commits,
  wanted: SiteWanted,
): Promise<Gathered> {
  const { progress } = wanted;
  progress?.("reading the specs");
  const project = await readProject(world, wanted.specs);
  const { specs } = await readStatus(world, wanted.specs);
  const known = new Map(specs.map((one) => [one.spec, one.requirements]));
  const checked = wanted.isChecked
    ? await check(world, {
        specs: wanted.specs,
        ...(progress !== undefined && { progress }),
        ...(wanted.signal !== undefined && { signal: wanted.signal }),
      })
    : null;
  const judged = Map.groupBy(checked?.requirements ?? [], ({ spec }) => spec);
  const history = wanted.history === null ? null : await historyFrom(commits, wanted.history);
  const receipts = await receiptsOf(world, project);
  const claims = wanted.trace === undefined ? null : await wanted.trace(project);
  const sources =
    claims === null ? new Map<string, string>() : await sourcesOf(world, claims, project.config.copy);
  const pages = project.specs.map((read): SpecPage => {
    const path = read.plan.spec;
    return {
      spec: read.spec,
      tree: world.pipeline.treeOf(read.spec),
      plan: read.plan,
      suite: read.suite,
      judged: judged.has(path) ? "check" : "status",
      statuses: inOrder(read, judged.get(path) ?? known.get(path) ?? []),
      lock: lockOf(read, project),
      receipt: receipts.get(path) ?? null,
      history: history === null ? null : historyOfSpec(history, path, examplesOf(read)),
      ...(claims !== null && {
        claims: { examples: claims.examples, untraced: claims.untraced, sources },
      }),
    };
  });
  const site: Site = {
    shared: {
      name: await nameOf(world),
      pages: pagePaths(
        project.specs.map(({ plan }) => plan.spec),
        project.config.specs,
      ),
      ...(claims !== null && { sources: sourcePaths([...sources.keys()]) }),
      judged: judged.size > 0 ? "check" : "status",
      templates: project.settings.templates,
    },
    pages,
    history,
    ...(claims !== null && { sources: sourcePagesOf(claims, sources, project) }),
    assets: wanted.assets,
  };
  return { site, diagnostics: checked?.diagnostics ?? project.diagnostics };
}

async function historyFrom(commits: Commits, most: number): Promise<History> {
  const found = await commits.moments(most);
  if (!("problem" in found)) return readHistory(found);
  throw new UserError(4, `the history cannot be read: ${found.problem}`, {
    advice: [
      "It comes from the commits of a git repository. Without --history the site is made all the same.",
    ],
  });
}

/** A page finds a requirement's status by its place in the plan. */
function inOrder({ plan }: ReadSpec, statuses: readonly RequirementStatus[]): readonly RequirementStatus[] {
  const byId = new Map(statuses.map((status) => [status.id, status]));
  return plan.requirements.flatMap(({ id }) => byId.get(id) ?? []);
}

function examplesOf({ plan }: ReadSpec): readonly string[] {
  return plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id));
}

function lockOf(read: ReadSpec, { lock }: Project): ReadonlyMap<string, LockEntry> {
  return new Map(
    examplesOf(read).flatMap((id) => {
      const entry = lock.examples.get(id);
      return entry === undefined ? [] : [[id, entry] as const];
    }),
  );
}

/** The receipts that there are, by spec. A project without any is not looked through. */
async function receiptsOf(world: World, project: Project): Promise<ReadonlyMap<string, PageReceipt>> {
  if ((await world.disk.list(receiptsFolder, ".json")).length === 0) return new Map();
  const reader = createReceiptReader(world, project);
  const found = await Promise.all(
    project.specs.map(async (spec) => {
      const receipt = await receiptOf(reader, spec);
      return receipt === null ? [] : [[spec.plan.spec, receipt] as const];
    }),
  );
  return new Map(found.flat());
}

async function receiptOf(reader: ReceiptReader, spec: ReadSpec): Promise<PageReceipt | null> {
  const read = await reader.read(spec);
  if (read === null) return null;
  const { stands, differs } = await reader.stands(spec);
  const { receipt } = read;
  const said =
    receipt === null ? null : { ...receipt.claims, vitest: receipt.facts.vitest, node: receipt.facts.node };
  return { path: read.path, stands, differs, said };
}

/** Of the plans only those are asked that have an example in the file: most files are some specs' own. */
function sourcePagesOf(
  claims: Claims,
  sources: ReadonlyMap<string, string>,
  { specs }: Project,
): readonly SourcePage[] {
  return [...sources].map(([path, text]) => {
    const lines = [...(claims.files.get(path)?.lines.values() ?? [])];
    const ids = new Set(lines.flatMap(({ examples, users = [] }) => [...examples, ...users]));
    const plans = specs.filter((read) => examplesOf(read).some((id) => ids.has(id)));
    return {
      file: whyFile(
        claims,
        plans.map(({ plan }) => plan),
        { path, text, only: null },
      ),
      text,
    };
  });
}

/** What is built, and ignored by git, is executed too; nobody reads it. */
async function sourcesOf(
  world: World,
  { examples }: Claims,
  built: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const isBuilt = picomatch([...built]);
  const paths = new Set([...examples.values()].flatMap((claims) => claims.map(({ path }) => path)));
  const texts = await Promise.all(
    [...paths]
      .filter((path) => !isBuilt(path))
      .map(async (path) => [path, await world.disk.read(path)] as const),
  );
  const found = texts.filter((entry): entry is [string, string] => entry[1] !== null);
  return new Map(found.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** What package.json calls the project, else its folder. */
async function nameOf({ disk }: Pick<World, "disk">): Promise<string> {
  // readProject has refused what is no JSON.
  const json = JSON.parse((await disk.read("package.json")) ?? "{}") as { name?: unknown };
  return typeof json.name === "string" && json.name !== "" ? json.name : posix.basename(disk.root);
}
