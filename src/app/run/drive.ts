import type { Ledger } from "../../ledger/ledger.ts";
import { chooseHoldOuts } from "../../plan/hold-outs.ts";
import type { Agent } from "../../loop/agent.ts";
import type { Files } from "../../loop/files.ts";
import { createHands } from "../../loop/hands.ts";
import type { Pace } from "../../loop/pace.ts";
import type { WriteRules } from "../../loop/permission.ts";
import { costOf, priceOf } from "../../loop/prices.ts";
import type { RunLoop } from "../../loop/run-loop.ts";
import { runLoop } from "../../loop/run-loop.ts";
import type { Sandbox } from "../../verdict/sandbox.ts";
import type { Snapshot, Workspace } from "../../verdict/workspace.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import { openCopyBench, visibleSpecs } from "./copy-bench.ts";
import { proposedFiles } from "./proposal.ts";
import { readReach } from "./reach.ts";
import type { RunOptions } from "./run-options.ts";
import { openTreeBench } from "./tree-bench.ts";

interface Drive extends RunOptions {
  readonly id: string;
  readonly ledger: Ledger;
  readonly snapshot: Snapshot;
  readonly sandbox: Sandbox;
  readonly pace: Pace;
}

/** Drives an agent in a copy of the project without the hold-outs; a green result becomes a proposal. */
export async function driveCopy(world: World, project: Project, drive: Drive): Promise<void> {
  const { ledger, snapshot, sandbox } = drive;
  const heldOut = heldOutIds(project);
  const reach = await readReach(world.disk, project, snapshot);
  const { rules } = reach;
  const workspace = await openWorkspace(world, project, drive, heldOut);
  const bench = openCopyBench(world, project, {
    workspace,
    snapshot,
    sandbox,
    heldOut,
    reach,
    onLeftOut: (path, reason) =>
      ledger.record({ type: "edit-denied", call: `left-out ${path}`, path, reason }),
  });
  try {
    const agent = await makeAgent(project, drive, bench.files);
    await runLoop({
      ...base(project, drive, rules, bench.visible),
      ...bench,
      agent,
      hands: (needs) =>
        createHands({
          files: bench.files,
          roots: [project.root, workspace.dir],
          rules,
          permitImports: bench.permitImports,
          ...needs,
        }),
    });
    if (ledger.state().outcome === "green") {
      await ledger.record({ type: "proposal", files: proposedFiles(snapshot, bench.judged()) });
    }
  } finally {
    await bench.close();
  }
}

/** Drives a person's own edits in the project itself. */
export async function driveTree(world: World, project: Project, drive: Drive): Promise<void> {
  const { rules } = await readReach(world.disk, project, drive.snapshot);
  const files = world.workspaceFiles(project.root);
  const agent = await makeAgent(project, drive, files);
  const visible = project.specs.map(({ plan, spec }) => ({ plan, text: spec.text }));
  await runLoop({
    ...base(project, drive, rules, visible),
    ...openTreeBench(world, project, drive.sandbox),
    agent,
    hands: () => ({
      tools: [],
      execute: () => Promise.reject(new Error("a hand-off has no tools")),
    }),
  });
  // The person's edits are in the project already: what is left to write is that the examples have held.
  if (drive.ledger.state().outcome === "green") await drive.ledger.record({ type: "proposal", files: [] });
}

function makeAgent({ settings }: Project, { agent, pace }: Drive, files: Files): Promise<Agent> {
  return agent.make({ files, templates: settings.templates, stopping: pace.stopping });
}

function base(
  project: Project,
  { ledger, signal, pace, onLive, agent }: Drive,
  rules: WriteRules,
  visible: readonly { readonly plan: Project["specs"][number]["plan"]; readonly text: string }[],
): Omit<RunLoop, "agent" | "hands" | "feedback" | "verdict" | "fingerprint"> {
  const requirements = visible.flatMap(({ plan, text }) =>
    plan.requirements.map((requirement) => ({ requirement, plan, text })),
  );
  const price = agent.model === null ? null : priceOf(agent.model, project.config.prices);
  return {
    ledger,
    signal,
    pace,
    live: onLive,
    elapsedMs: () => ledger.elapsedMs(),
    cost: (usage) => (agent.model === null ? 0 : costOf(usage, price)),
    requirements: requirements.map(({ requirement }) => requirement.id),
    brief: (id) => {
      const found = requirements.find(({ requirement }) => requirement.id === id);
      if (found === undefined) throw new Error(`there is no requirement ${id}`);
      const { requirement, plan, text } = found;
      const { title, place } = requirement;
      const endLine = Math.max(
        place.endLine,
        ...requirement.examples.map((example) => example.place.endLine),
      );
      return {
        requirement: { id, title, spec: plan.spec, line: place.line, endLine },
        specText: text,
        plan,
        subjects: plan.subjects.map(({ path }) => path),
        writable: rules.allowed,
      };
    },
  };
}

function heldOutIds({ specs, lock }: Project): ReadonlySet<string> {
  const hasHeld = (id: string) => lock.examples.get(id)?.held === true;
  return new Set(specs.flatMap(({ plan }) => [...chooseHoldOuts(plan, hasHeld)]));
}

/** The copy of an earlier session, or a new one: only the specs of this run, redacted, and their suites. */
async function openWorkspace(
  world: World,
  project: Project,
  { id, snapshot, sandbox, ledger }: Drive,
  heldOut: ReadonlySet<string>,
): Promise<Workspace> {
  const workspaces = world.workspaces(sandbox.level);
  const at = world.runs.workspaceDir(id);
  const isResumed = ledger.state().requirement !== null;
  const existing = isResumed ? await workspaces.reopen(project.root, at) : null;
  if (existing !== null) return existing;
  if (isResumed) {
    throw new UserError(4, `the workspace of run ${id} is gone`, {
      advice: ["Start over with `greenbar run --fresh`."],
    });
  }
  const { specs, tests } = project.config;
  const isInside = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
  const put = new Map(
    visibleSpecs(project, heldOut).flatMap(({ plan, text, suite }) => [
      [plan.spec, text] as const,
      [suite.path, suite.text] as const,
    ]),
  );
  return workspaces.copy(snapshot, {
    at,
    put,
    omit: (path) => isInside(path, specs) || isInside(path, tests) || isInside(path, ".greenbar"),
  });
}
