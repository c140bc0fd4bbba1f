import type { SpecPage } from "../../docs/site/site.ts";
import type { RequirementStatus } from "../../verdict/statuses.ts";
import { countStatuses } from "../../verdict/statuses.ts";
import type { check } from "../check.ts";
import { createPipeline } from "../pipeline.ts";
import type { Progress, World } from "../ports.ts";
import type { TreePipeline } from "../publish/tree-pipeline.ts";
import { dueSpecs } from "./due-specs.ts";
import type { WatchEvent } from "./events.ts";
import type { Judged } from "./judged.ts";
import { judgedOf, siteNow } from "./judged.ts";
import type { LiveSite } from "./live-site.ts";
import type { Look } from "./look.ts";
import { takeLook } from "./look.ts";
import { statusChanges } from "./status-changes.ts";

export interface WatchSettings {
  /** Specs as typed by the person; none means all. */
  readonly specs: readonly string[];
  /** The gate; fresh copies and processes each time. */
  readonly check: typeof check;
  /** Styles and scripts of the site. */
  readonly assets: () => Promise<ReadonlyMap<string, string>>;
  /** The site that is served, and who is told which of its files changed; null where none is. */
  readonly served: {
    readonly site: LiveSite;
    /** The reload script, by its path in the site. */
    readonly script: string;
    readonly tell: (paths: readonly string[]) => void;
  } | null;
  readonly tell: (event: WatchEvent) => void;
  readonly progress?: Progress;
  /** Puts an error into words; null for a bug, which ends the watch. */
  readonly explain: (
    error: unknown,
  ) => { readonly message: string; readonly advice: readonly string[] } | null;
}

export interface Watch {
  /** Looks again, at what these files may have changed. */
  changed(paths: readonly string[]): void;
  /** Rejects when the watch cannot go on; settles once it is closed. */
  readonly ended: Promise<void>;
  /** Breaks off what is under way; settles when nothing of it runs any more. */
  close(): Promise<void>;
}

/**
 * Keeps site and terminal as the files are: one look after the other, one check at a time. A change that affects a
 * spec breaks off the check that is under way; what that one was to check is checked with the rest.
 */
export function startWatch(
  world: World & { readonly pipeline: TreePipeline },
  settings: WatchSettings,
): Watch {
  const ending = Promise.withResolvers<void>();
  let pending: ReadonlySet<string> | null = null;
  let isClosed = false;
  let queue = Promise.resolve();
  let last: Look | null = null;
  let due: ReadonlySet<string> = new Set();
  let running: {
    readonly specs: ReadonlySet<string>;
    readonly abort: AbortController;
    over: Promise<void>;
  } | null = null;
  const judged = new Map<string, Judged>();
  let shown: ReadonlyMap<string, SpecPage> = new Map();
  let told: ReadonlyMap<string, RequirementStatus> = new Map();

  enqueue();
  return {
    changed(paths) {
      pending = pending === null ? null : new Set([...pending, ...paths]);
      enqueue();
    },
    ended: ending.promise,
    async close() {
      isClosed = true;
      await stopCheck();
      await queue;
      await stopCheck();
      ending.resolve();
    },
  };

  function enqueue(): void {
    queue = queue.then(lookAgain).catch((error: unknown) => ending.reject(error));
  }

  async function lookAgain(): Promise<void> {
    const paths = pending;
    if (isClosed || paths?.size === 0) return;
    pending = new Set();
    let look: Look;
    try {
      look = await takeLook(world, {
        specs: settings.specs,
        paths: paths === null ? null : [...paths].toSorted(),
        lockBefore: last?.lock ?? null,
        assets: settings.assets,
      });
    } catch (error) {
      // What changed is looked at again together with what mends it.
      pending = paths === null || pending === null ? null : new Set([...paths, ...pending]);
      return tellProblem(error);
    }
    last = look;
    forgetGone(look);
    const next = dueSpecs(look.project, due, look.affected, settings.specs.length > 0);
    due = next.due;
    if (look.affected.some((spec) => due.has(spec)) && !isClosed) {
      await stopCheck();
      const diagnostics = look.project.diagnostics.filter(({ severity }) => severity === "error");
      settings.tell({ type: "changed", paths: look.paths, specs: next.check, diagnostics });
      if (next.check.length > 0) startCheck(next.check);
    }
    publish();
  }

  function forgetGone({ project }: Look): void {
    const there = new Set(project.specs.map(({ plan }) => plan.spec));
    for (const spec of judged.keys()) if (!there.has(spec)) judged.delete(spec);
    told = new Map([...told].filter(([, { spec }]) => there.has(spec)));
  }

  async function stopCheck(): Promise<void> {
    running?.abort.abort();
    await running?.over;
  }

  function startCheck(specs: readonly string[]): void {
    const abort = new AbortController();
    const own = { specs: new Set(specs), abort, over: Promise.resolve() };
    running = own;
    own.over = runCheck(specs, abort.signal)
      .catch((error: unknown) => ending.reject(error))
      .finally(() => {
        if (running === own) running = null;
      });
  }

  async function runCheck(specs: readonly string[], signal: AbortSignal): Promise<void> {
    const { check, progress } = settings;
    try {
      // A pipeline of its own: that of the looks remembers all specs, and would forget them for these few.
      const checked = await check(
        { ...world, pipeline: createPipeline() },
        { specs, signal, ...(progress !== undefined && { progress }) },
      );
      if (signal.aborted || last === null) return;
      // A spec was broken after it was looked at: the look that is to come says so.
      if (checked.diagnostics.some(({ severity }) => severity === "error")) return;
      const bySpec = Map.groupBy(checked.requirements, ({ spec }) => spec);
      for (const page of last.site.pages) {
        const spec = page.plan.spec;
        if (checked.specs.includes(spec)) judged.set(spec, judgedOf(page, bySpec.get(spec) ?? []));
      }
      due = new Set([...due].filter((spec) => !checked.specs.includes(spec)));
      running = null;
      publish();
      const changes = statusChanges(told, checked.requirements);
      const known = [...told].filter(([, { spec }]) => !checked.specs.includes(spec));
      told = new Map([...known, ...checked.requirements.map((one) => [one.id, one] as const)]);
      settings.tell({
        type: "checked",
        specs: checked.specs,
        outcome: checked.outcome,
        endedWhy: checked.endedWhy,
        changes,
        summary: countStatuses(
          [...shown.values()]
            .filter(({ plan }) => !plan.draft || judged.has(plan.spec))
            .flatMap(({ statuses }) => statuses),
        ),
        holdOuts: "visible",
      });
    } catch (error) {
      if (signal.aborted) return;
      running = null;
      publish();
      tellProblem(error);
    }
  }

  function publish(): void {
    if (last === null || isClosed) return;
    const site = siteNow(last.site, judged, shown, running?.specs ?? new Set());
    shown = new Map(site.pages.map((page) => [page.plan.spec, page]));
    if (settings.served === null) return;
    const { served } = settings;
    const changed = served.site.show({ ...site, shared: { ...site.shared, live: served.script } });
    if (changed.length > 0) served.tell(changed);
  }

  function tellProblem(error: unknown): void {
    const said = settings.explain(error);
    if (said === null) throw error;
    settings.tell({ type: "problem", message: said.message, advice: said.advice });
  }
}
