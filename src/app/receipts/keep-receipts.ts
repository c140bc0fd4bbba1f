import * as z from "zod";
import { hashText } from "../../loop/hash.ts";
import type { RunState } from "../../loop/state.ts";
import { chooseHoldOuts } from "../../plan/hold-outs.ts";
import type { ReceiptClaims } from "../../verdict/receipt.ts";
import { printReceipt, receiptPath, receiptsFolder } from "../../verdict/receipt.ts";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { Snapshot } from "../../verdict/workspace.ts";
import type { FileChange, World } from "../ports.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import type { Tree } from "./tree-facts.ts";
import { factsOf } from "./tree-facts.ts";

/** A run that ended green and waits to be applied. */
export interface GreenRun {
  readonly id: string;
  readonly state: RunState;
  /** The project as the run found it. */
  readonly snapshot: Snapshot;
  /** Level of sandbox of the run's present session. */
  readonly sandbox: SandboxLevel;
  readonly worksIn: "copy" | "tree";
}

/**
 * Puts the receipts of a green run into its folder, where applying it finds them, now or later: they speak of the
 * files that were judged, whatever has become of the project since. None where it cannot be said any more what was
 * judged.
 */
export async function keepReceipts(world: World, project: Project, run: GreenRun): Promise<void> {
  const tree = await judgedTree(world, project, run);
  const tools = await world.tools();
  const receipts =
    tree === null
      ? []
      : await Promise.all(
          project.specs.map(async (spec): Promise<readonly [string, string]> => {
            const facts = await factsOf(project, spec, tree, tools);
            const text = printReceipt({ facts, claims: claimsOf(project, spec, run) });
            return [receiptPath(facts.spec, project.config.specs), text];
          }),
        );
  const path = keptAt(run.id);
  const before = await world.disk.read(path);
  const after = `${JSON.stringify(Object.fromEntries(receipts), null, 2)}\n`;
  if (before !== after) await world.disk.write([{ path, before, after }]);
}

/**
 * The receipts that a run keeps, as changes to the project; none where it keeps none.
 *
 * @throws UserError when its file cannot be read.
 */
export async function receiptChanges(
  disk: Pick<World["disk"], "read">,
  run: string,
): Promise<readonly FileChange[]> {
  const text = await disk.read(keptAt(run));
  if (text === null) return [];
  const changes = await Promise.all(
    Object.entries(readKept(text, run)).map(async ([path, after]) => ({
      path,
      before: await disk.read(path),
      after,
    })),
  );
  return changes.filter(({ before, after }) => before !== after);
}

function keptAt(run: string): string {
  return `.greenbar/runs/${run}/receipts.json`;
}

/** Only what stands in the folder of receipts is written from it. */
const kept = z.record(z.string().startsWith(`${receiptsFolder}/`), z.string());

function readKept(text: string, run: string): Readonly<Record<string, string>> {
  try {
    return kept.parse(JSON.parse(text));
  } catch (error) {
    throw new UserError(4, `${keptAt(run)} cannot be read: ${(error as Error).message}`, {
      advice: ["Delete it: the result is then written without a receipt."],
      cause: error,
    });
  }
}

/** The files that the green verdict spoke of; null when that is no longer known. */
async function judgedTree(world: World, project: Project, run: GreenRun): Promise<Tree | null> {
  const { id, state, snapshot, worksIn } = run;
  if (worksIn === "tree") {
    // Whoever edits the project itself may have gone on: the verdict's own fingerprint tells.
    const { files, hash } = await world
      .workspaces(run.sandbox)
      .snapshot(project.root, { copy: project.config.copy });
    if (state.verdict?.code !== hashText(hash)) return null;
    return { files, read: (path) => world.disk.read(path) };
  }
  if (state.started?.snapshot !== snapshot.hash) return null;
  const proposed = new Map(state.proposal?.files.map(({ path, postHash }) => [path, postHash]));
  const workspace = world.workspaceFiles(world.runs.workspaceDir(id));
  return {
    files: [
      ...snapshot.files.filter(({ path }) => !proposed.has(path)),
      ...[...proposed].flatMap(([path, hash]) => (hash === null ? [] : [{ path, hash }])),
    ],
    read: async (path) => {
      if (!proposed.has(path)) return world.disk.read(path);
      const read = await workspace.read(path);
      return read.is === "file" ? read.text : null;
    },
  };
}

function claimsOf(project: Project, { plan }: ReadSpec, run: GreenRun): ReceiptClaims {
  const { state, sandbox, worksIn } = run;
  const hasHeld = (id: string) => project.lock.examples.get(id)?.held === true;
  const examples = plan.requirements.flatMap((requirement) => requirement.examples).length;
  return {
    // A run that went on elsewhere is worth what its weaker session was.
    sandbox: state.started?.sandbox === "none" ? "none" : sandbox,
    agent: state.started?.agent ?? "",
    model: state.started?.model ?? null,
    holdOuts: worksIn === "tree" ? "visible" : chooseHoldOuts(plan, hasHeld).size,
    examples,
    // Green is that every example holds, in the suite and before the judge.
    passed: examples,
  };
}
