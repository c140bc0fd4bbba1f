import type { Difference, ReceiptClaims } from "../../verdict/receipt.ts";
import { firstDifference, receiptPath, receiptsFolder } from "../../verdict/receipt.ts";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { Checked } from "../check.ts";
import { check } from "../check.ts";
import type { Progress, World } from "../ports.ts";
import { hasErrors, readProject, withoutDrafts } from "../read-project.ts";
import { createReceiptReader } from "./receipt-stands.ts";
import type { ReceiptReader } from "./receipt-stands.ts";

export interface VerifiedSpec {
  readonly spec: string;
  /** Path of its receipt, whether or not it is there. */
  readonly receipt: string;
  readonly state: "stands" | "differs" | "none" | "unreadable";
  /** The first thing that differs; null unless it does. */
  readonly differs: Difference | null;
  /** Where and why the receipt cannot be read; null when it can. */
  readonly problem: { readonly line: number; readonly message: string } | null;
  readonly claims: ReceiptClaims | null;
  /** Whether what the receipt claims holds now, by the full check; null when nothing was run for it. */
  readonly holds: boolean | null;
}

export interface Verified {
  readonly specs: readonly VerifiedSpec[];
  /** Receipts of specs that are no longer there; looked for when no spec was named. */
  readonly orphans: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The full check of the specs with a receipt; null when none has one. */
  readonly checked: Checked | null;
}

/**
 * Holds receipts against the project as it is: fact by fact, then by the full check. No model is asked, and nothing
 * that a receipt says has a part in what the check says.
 *
 * @throws UserError as `check` does.
 */
export async function verify(
  world: World,
  options: {
    readonly specs: readonly string[];
    readonly progress?: Progress;
    readonly signal?: AbortSignal;
  },
): Promise<Verified> {
  const read = await readProject(world, options.specs);
  const isAll = options.specs.length === 0;
  const project = isAll ? withoutDrafts(read).project : read;
  const { diagnostics } = project;
  if (hasErrors(project)) return { specs: [], orphans: [], diagnostics, checked: null };
  const reader = createReceiptReader(world, project);
  const specs = await Promise.all(
    project.specs.map((spec) => factsVerified(reader, spec, project.config.specs)),
  );
  const known = new Set(read.specs.map(({ plan }) => receiptPath(plan.spec, project.config.specs)));
  const receipts = isAll ? await world.disk.list(receiptsFolder, ".json") : [];
  const claimed = specs.filter(({ claims }) => claims !== null).map(({ spec }) => spec);
  const checked = claimed.length === 0 ? null : await check(world, { ...options, specs: claimed });
  return {
    specs: checked === null ? specs : specs.map((one) => withCheck(one, checked)),
    orphans: receipts.filter((path) => !known.has(path)),
    diagnostics: checked?.diagnostics ?? diagnostics,
    checked,
  };
}

async function factsVerified(
  reader: ReceiptReader,
  spec: Parameters<ReceiptReader["read"]>[0],
  specsFolder: string,
): Promise<VerifiedSpec> {
  const read = await reader.read(spec);
  const receipt = receiptPath(spec.plan.spec, specsFolder);
  const base = {
    spec: spec.plan.spec,
    receipt,
    differs: null,
    problem: read?.problem ?? null,
    claims: read?.receipt?.claims ?? null,
    holds: null,
  };
  if (read === null) return { ...base, state: "none" };
  if (read.receipt === null) return { ...base, state: "unreadable" };
  const differs = firstDifference(read.receipt.facts, await reader.facts(spec));
  return { ...base, state: differs === null ? "stands" : "differs", differs };
}

/** What the check says of a spec, beside what its receipt says. */
function withCheck(one: VerifiedSpec, checked: Checked): VerifiedSpec {
  if (one.claims === null) return one;
  const own = checked.requirements.filter(({ spec }) => spec === one.spec);
  const isOpen = own.some(({ status }) => status === "fails" || status === "unbound" || status === "drifted");
  const isWhole = checked.endedWhy === "" && checked.outcome !== "compromised" && checked.outcome !== "infra";
  const holds = isWhole && !isOpen;
  const weaker = one.state === "stands" ? weakerSandbox(one.claims.sandbox, checked.sandbox) : null;
  return weaker === null ? { ...one, holds } : { ...one, holds, state: "differs", differs: weaker };
}

/** Sandboxed then and not now is a difference; another kind of sandbox is none. */
function weakerSandbox(was: SandboxLevel, is: SandboxLevel | null): Difference | null {
  return was !== "none" && is === "none" ? { what: "the sandbox", was, is } : null;
}
