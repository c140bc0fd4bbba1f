import type { Plan } from "../../plan/plan.ts";
import { redactSpec, withoutHoldOuts } from "../../plan/hold-outs.ts";
import type { Bench } from "../../loop/attempt.ts";
import type { Files } from "../../loop/files.ts";
import { fingerprint } from "../../loop/files.ts";
import { permitWrite } from "../../loop/permission.ts";
import type { Permission } from "../../loop/permission.ts";
import { renderSuite } from "../../suite/render-suite.ts";
import type { Suite } from "../../suite/suite.ts";
import type { WarmRunner } from "../../verdict/runner.ts";
import type { Sandbox } from "../../verdict/sandbox.ts";
import type { Snapshot, Workspace } from "../../verdict/workspace.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { missingExportsOf } from "../red-gate.ts";
import { outcomesByExample, suiteJob } from "../suite-run.ts";
import { askOnce } from "../verdict-on.ts";
import { agentFiles } from "./agent-files.ts";
import { loopVerdict, measured } from "./loop-verdict.ts";
import type { Reach } from "./reach.ts";

/** The copy that an agent works in, and how its work is judged. */
export interface CopyBench extends Pick<Bench, "feedback" | "verdict" | "fingerprint"> {
  readonly files: Files;
  readonly workspace: Workspace;
  /** Plans and spec texts without the hold-outs: all that the agent sees. */
  readonly visible: readonly { readonly plan: Plan; readonly text: string }[];
  readonly permitImports: (path: string, text: string) => Promise<Permission>;
  /**
   * The agent's files as the last verdict had them, by path. What lies in the copy may be other by now: code that
   * was run there may still be running.
   */
  judged(): ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** What the agent is shown of each spec, and the suite rendered from just that. */
export function visibleSpecs(
  project: Project,
  heldOut: ReadonlySet<string>,
): { readonly plan: Plan; readonly text: string; readonly suite: Suite }[] {
  return project.specs.map(({ spec, plan }) => {
    const shown = withoutHoldOuts(plan, heldOut);
    return {
      plan: shown,
      text: redactSpec(spec.text, plan, heldOut),
      suite: renderSuite(shown, project.settings),
    };
  });
}

/**
 * Opens the bench on a workspace that holds what `visibleSpecs` gives. Feedback comes from a warm runner in that
 * copy; the verdict from fresh copies of the project with the agent's own files put over them, so that nothing
 * else that happened in the workspace counts.
 */
export function openCopyBench(
  world: World,
  project: Project,
  at: {
    readonly workspace: Workspace;
    readonly snapshot: Snapshot;
    readonly sandbox: Sandbox;
    readonly heldOut: ReadonlySet<string>;
    readonly reach: Reach;
    /** A file that no tool would have written lies in the copy: it counts for nothing. Called once for each reason. */
    readonly onLeftOut: (path: string, reason: string) => Promise<void>;
  },
): CopyBench {
  const shown = visibleSpecs(project, at.heldOut);
  const suites = shown.map(({ suite }) => suite);
  const plans = shown.map(({ plan }) => plan);
  const files = world.workspaceFiles(at.workspace.dir);
  const mayWrite = (path: string) => permitWrite(path, at.reach.rules).is === "allow";
  const permitImports = at.reach.imports(files);
  const job = suiteJob(suites, {
    workspace: at.workspace,
    sandbox: at.sandbox,
    config: project.config,
    missingExports: missingExportsOf(plans),
  });
  let runner: Promise<WarmRunner> | null = null;
  const told = new Set<string>();
  let judged: ReadonlyMap<string, string> = new Map();
  const take = async () => {
    const { taken, leftOut } = await agentFiles(files, at.snapshot, at.reach.rules, permitImports);
    for (const { path, reason } of leftOut) {
      if (told.has(reason)) continue;
      told.add(reason);
      await at.onLeftOut(path, reason);
    }
    return { taken, problems: leftOut.map(({ reason }) => reason) };
  };
  return {
    files,
    workspace: at.workspace,
    visible: shown,
    permitImports,
    judged: () => judged,
    fingerprint: () => fingerprint(files, mayWrite),
    feedback: async (signal) => {
      const warm = await (runner ??= world.runner.open(job));
      const report = await warm.rerun(signal);
      return measured(plans, report, outcomesByExample(suites, report));
    },
    verdict: async (signal) => {
      const { taken, problems } = await take();
      const verdict = await askOnce(world, project, {
        snapshot: at.snapshot,
        overlay: taken,
        sandbox: at.sandbox,
        seed: world.seed(),
        signal,
      });
      judged = taken;
      const said = loopVerdict(
        project.specs.map(({ plan }) => plan),
        verdict,
        at.heldOut,
      );
      return { ...said, problems: [...said.problems, ...problems] };
    },
    close: async () => {
      await (await runner)?.close();
    },
  };
}
