import { readPlainCall } from "../../loop/plain-call.ts";
import type { Example } from "../../plan/plan.ts";
import { textHash } from "../../verdict/lock.ts";
import type { RedEvidence } from "../../verdict/red-evidence.ts";
import type { Sandbox } from "../../verdict/sandbox.ts";
import type { Snapshot } from "../../verdict/workspace.ts";
import type { Read } from "../examples/problems-with.ts";
import { editedDisk } from "../lint/edited-disk.ts";
import type { Progress, World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { readProject } from "../read-project.ts";
import { runOnSubjects, runRedGate } from "../red-gate.ts";
import { refuseWithoutVitest } from "../refuse-without-vitest.ts";
import { trySandbox } from "../try-sandbox.ts";
import type { CheckedDraft } from "./check-draft.ts";
import { withEdit } from "./place-draft.ts";
import type { OnPresentCode, Refusal, SeenExample } from "./proposal.ts";
import { refuse } from "./proposal.ts";

/** A proposal whose examples were all seen red; a wording or a question, which has none. */
export interface Proven {
  readonly checked: CheckedDraft;
  readonly seen: readonly SeenExample[];
}

export interface ProofIo {
  readonly progress?: Progress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sees the examples of each proposal red against the stub, by the red gate, and runs them on the code as it is. What
 * proposals say together is run together, as far as they fit into one document; what then does not go to its end is
 * run alone. A proposal's code is a model's: without a sandbox only plain calls with plain values are run.
 *
 * @param before - the spec as it stands; all proposals were checked against it.
 */
export async function proveDrafts(
  world: World,
  before: Read,
  checked: readonly CheckedDraft[],
  reread: (text: string) => Read,
  io: ProofIo,
): Promise<{ readonly proven: readonly Proven[]; readonly refused: readonly Refusal[] }> {
  const idle = checked.filter(({ examples }) => examples.length === 0);
  const proven: Proven[] = idle.map((each) => ({ checked: each, seen: [] }));
  const toRun = checked.filter(({ examples }) => examples.length > 0);
  if (toRun.length === 0) return { proven, refused: [] };
  const project = await readProject(world, [before.spec.file]);
  const sandbox = await trySandbox(world, project.config, io.signal);
  const refused: Refusal[] = [];
  const mayRun = toRun.filter((each) => {
    if (sandbox.level !== "none" || project.config.unsandboxed || each.examples.every(isPlain)) return true;
    refused.push(
      refuse(
        each.draft,
        "needs-sandbox",
        "its code runs in a sandbox only: `greenbar doctor` says what mends that",
      ),
    );
    return false;
  });
  const snapshot = await world
    .workspaces(sandbox.level)
    .snapshot(project.root, { copy: project.config.copy });
  const at: Ground = { world, spec: before.spec.file, snapshot, sandbox, ...io };
  const verdicts = new Map<CheckedDraft, Proof>();
  for (const batch of batchesOf(before, mayRun, reread)) {
    for (const [each, proof] of await prove(at, before, batch)) verdicts.set(each, proof);
  }
  // In the order in which they were given.
  for (const each of mayRun) {
    const proof = verdicts.get(each);
    if (proof === undefined) continue;
    if ("seen" in proof) proven.push({ checked: each, seen: proof.seen });
    else refused.push(refuse(each.draft, "not-red", proof.why));
  }
  return { proven, refused };
}

type Proof = { readonly seen: readonly SeenExample[] } | { readonly why: string };

interface Ground extends ProofIo {
  readonly world: World;
  readonly spec: string;
  readonly snapshot: Snapshot;
  readonly sandbox: Sandbox;
}

/** A row or sentence whose every step is `name(values…)`: nothing of it is code of the proposer's. */
function isPlain({ kind, body }: Example): boolean {
  return (
    (kind === "row" || kind === "sentence") &&
    body.is === "steps" &&
    body.steps.every(
      (step) =>
        step.do === "check" && readPlainCall(step.expression.source.replace(/^await\s+/u, "")) !== null,
    )
  );
}

/** Proposals that fit into one document with no error and no example less; as few documents as that takes. */
function batchesOf(
  before: Read,
  checked: readonly CheckedDraft[],
  reread: (text: string) => Read,
): readonly (readonly CheckedDraft[])[] {
  // Most often they do, and need not be tried one by one.
  if (checked.length > 0 && fits(before, checked, reread)) return [checked];
  const batches: CheckedDraft[][] = [];
  for (const each of checked) {
    const batch = batches.find((some) => fits(before, [...some, each], reread));
    if (batch === undefined) batches.push([each]);
    else batch.push(each);
  }
  return batches;
}

function fits(before: Read, batch: readonly CheckedDraft[], reread: (text: string) => Read): boolean {
  const text = together(before.spec.text, batch);
  if (text === null) return false;
  const { diagnostics, requirements } = reread(text).plan;
  if (diagnostics.some(({ severity }) => severity === "error")) return false;
  const found = new Map(requirements.flatMap(({ examples }) => examples).map((each) => [each.id, each]));
  return batch.every(({ examples }) =>
    examples.every((each) => {
      const same = found.get(each.id);
      return same !== undefined && textHash(same) === textHash(each);
    }),
  );
}

/** All edits made; null when two touch the same stretch. Of several at one place the later stands below. */
function together(text: string, batch: readonly CheckedDraft[]): string | null {
  const edits = batch.map(({ edit }) => edit).toSorted((one, other) => one.offset - other.offset);
  const clashes = edits.some((edit, at) => {
    const next = edits[at + 1];
    return next !== undefined && next.offset < edit.endOffset;
  });
  return clashes ? null : edits.reduceRight((whole, edit) => withEdit(whole, edit), text);
}

async function prove(
  at: Ground,
  before: Read,
  batch: readonly CheckedDraft[],
): Promise<readonly (readonly [CheckedDraft, Proof])[]> {
  const text = together(before.spec.text, batch) ?? before.spec.text;
  const project = await readProject(
    { ...at.world, disk: editedDisk(at.world.disk, new Map([[at.spec, text]])) },
    [at.spec],
  );
  const gate = await runRedGate(at.world, project, at);
  at.signal?.throwIfAborted();
  refuseWithoutVitest(gate.report);
  const isTroubled = batch.some(({ examples }) => examples.some(({ id }) => isBroken(gate.evidence.get(id))));
  if (isTroubled && batch.length > 1) {
    const alone: (readonly [CheckedDraft, Proof])[] = [];
    for (const each of batch) alone.push(...(await prove(at, before, [each])));
    return alone;
  }
  const real = await runOnSubjects(at.world, project, at);
  at.signal?.throwIfAborted();
  return batch.map((each) => [each, proofOf(each, project, gate.evidence, real)] as const);
}

/** It says more of the run than of the example: another one may have kept it from its end. */
function isBroken(evidence: RedEvidence | undefined): boolean {
  return (
    evidence === undefined || (evidence.red === null && !["passed", "thrown"].includes(evidence.outcome))
  );
}

function proofOf(
  { examples }: CheckedDraft,
  { specs }: Project,
  evidence: ReadonlyMap<string, RedEvidence>,
  real: Awaited<ReturnType<typeof runOnSubjects>>,
): Proof {
  const tests = new Map(
    specs.flatMap(({ suite }) => suite.tests.map(({ example, hash }) => [example, hash] as const)),
  );
  const seen: SeenExample[] = [];
  for (const example of examples) {
    const { id } = example;
    const found = evidence.get(id);
    if (found === undefined) return { why: "it was not run against the stub" };
    if (found.red === null) return { why: `it was not seen red: ${found.why}` };
    if (found.red === "unbound") return { why: "nothing of it can be run" };
    const outcome = real.get(id);
    const now: OnPresentCode =
      outcome === undefined ? "no-code" : outcome.is === "passed" ? "holds" : "fails";
    seen.push({ id, text: textHash(example), test: tests.get(id) ?? "", red: found.red, now });
  }
  return { seen };
}
