import { readSiteAssets } from "../../../src/adapters/site/site-assets.ts";
import { readTemplates } from "../../../src/adapters/templates.ts";
import { createPipeline } from "../../../src/app/pipeline.ts";
import { createTreePipeline } from "../../../src/app/publish/tree-pipeline.ts";
import type { History } from "../../../src/docs/site/history.ts";
import { historyOfSpec } from "../../../src/docs/site/history.ts";
import { pagePaths } from "../../../src/docs/site/paths.ts";
import type { Site, SpecPage } from "../../../src/docs/site/site.ts";
import type { Example } from "../../../src/plan/plan.ts";
import type { SuiteSettings } from "../../../src/suite/suite.ts";
import type { LockEntry } from "../../../src/verdict/lock.ts";
import { textHash } from "../../../src/verdict/lock.ts";
import { requirementStatuses } from "../../../src/verdict/status.ts";

const templates = await readTemplates();
const assets = await readSiteAssets({ read: () => Promise.resolve(null), list: () => Promise.resolve([]) });

/** What came instead, by the line of the spec. */
export type Failing = Readonly<Record<number, { readonly expected: string; readonly actual: string }>>;

export interface SiteOptions {
  /** By the spec's path. */
  readonly failing?: Readonly<Record<string, Failing>>;
  /** As after `status`: nothing was run. */
  readonly isUnjudged?: boolean;
  readonly history?: History;
  readonly page?: Partial<SpecPage>;
}

/**
 * A site of these specs, by path, as a check would find them that sees everything hold but what is said to fail. The
 * statuses are worked out by the same code as ever.
 */
export function siteOf(texts: Readonly<Record<string, string>>, options: SiteOptions = {}): Site {
  const { failing = {}, isUnjudged = false, history = null } = options;
  const pipeline = createTreePipeline(createPipeline());
  const settings: SuiteSettings = {
    testsFolder: "test/specs",
    specsFolder: "specs",
    importExtension: "ts",
    templates,
  };
  const specs = Object.entries(texts).map(([file, text]) => pipeline.parse(text, file));
  const plans = pipeline.compile(specs, {
    packageName: null,
    bins: ["harbour"],
    modules: new Map(),
    specsFolder: "specs",
    defaultSubjects: [],
  });
  const pages = plans.map((plan, at): SpecPage => {
    const spec = specs[at];
    if (spec === undefined) throw new Error("there is a plan without a spec");
    const suite = pipeline.render(plan, settings);
    const tests = new Map(suite.tests.map(({ example, hash }) => [example, hash]));
    const examples = plan.requirements.flatMap((requirement) => requirement.examples);
    const lock = new Map(examples.map((example) => [example.id, entryOf(example, tests)]));
    const statuses = requirementStatuses(plan, {
      suite: isUnjudged ? null : new Map(examples.map(({ id }) => [id, { is: "passed" as const }])),
      judge: isUnjudged
        ? null
        : new Map(examples.map((example) => [example.id, verdictOf(example, failing[plan.spec] ?? {})])),
      lock: { examples: lock, suites: new Map() },
      tests,
      edits: new Map(),
    });
    return {
      spec,
      tree: pipeline.treeOf(spec),
      plan,
      suite,
      judged: isUnjudged ? "status" : "check",
      statuses,
      lock,
      receipt: null,
      history:
        history === null
          ? null
          : historyOfSpec(
              history,
              plan.spec,
              examples.map(({ id }) => id),
            ),
      ...options.page,
    };
  });
  const shared = {
    name: "harbour",
    pages: pagePaths(Object.keys(texts), "specs"),
    judged: isUnjudged ? ("status" as const) : ("check" as const),
    templates,
  };
  return { shared, pages, history, assets };
}

function entryOf(example: Example, tests: ReadonlyMap<string, string>): LockEntry {
  const red = example.kind === "unbound" ? "unbound" : "notImplemented";
  return { text: textHash(example), test: tests.get(example.id) ?? "", red, held: true };
}

function verdictOf({ id, place }: Example, failing: Failing) {
  const found = failing[place.line];
  return found === undefined
    ? { example: id, status: "passed" as const, reason: null, message: null }
    : { example: id, status: "failed" as const, reason: "assertion", message: "another value", ...found };
}
