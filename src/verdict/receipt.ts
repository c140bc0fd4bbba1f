import { createHash } from "node:crypto";
import { posix } from "node:path";
import * as z from "zod";
import type { SandboxLevel } from "./sandbox.ts";

/**
 * What a green run leaves for one spec: a hint for speed and for history, never evidence. No timestamps, no seed:
 * the same result gives the same bytes.
 */
export interface Receipt {
  readonly facts: ReceiptFacts;
  readonly claims: ReceiptClaims;
}

/** What was judged, and with what: can be worked out again without running anything. */
export interface ReceiptFacts {
  readonly spec: string;
  /** sha256 of the spec's text, hex. */
  readonly specText: string;
  readonly suite: string;
  /** Hash of the suite's syntax tree, as it is rendered from the spec. */
  readonly suiteSyntax: string;
  /** sha256 of each module that the spec names, helpers too, and of each file of the project that these import, by path. */
  readonly subject: ReadonlyMap<string, string>;
  /** One hash over every other file of the project that is neither a spec, nor a suite, nor greenbar's own. */
  readonly rest: string;
  readonly vitest: VitestUsed;
  /** Major version. */
  readonly node: number;
}

export interface VitestUsed {
  readonly version: string;
  readonly from: "project" | "greenbar";
}

/** How it was judged, and what came of it. */
export interface ReceiptClaims {
  readonly sandbox: SandboxLevel;
  readonly agent: string;
  readonly model: string | null;
  /** How many examples the agent was not shown; `visible` when it could read the whole spec. */
  readonly holdOuts: number | "visible";
  readonly examples: number;
  readonly passed: number;
}

/** A fact of a receipt that is another one now. `is` null: it is no longer there; `was` null: it was not. */
export interface Difference {
  /** What it is about: a path, or words for what is no file. */
  readonly what: string;
  readonly was: string | null;
  readonly is: string | null;
}

export type ReceiptRead =
  | { readonly receipt: Receipt }
  /** One sentence, and the line of the file (from 1) at which it was seen. */
  | { readonly problem: string; readonly line: number };

export const receiptsFolder = ".greenbar/receipts";

/** Where a spec's receipt stands: `specs/a/b.md` → `.greenbar/receipts/a/b.json`. */
export function receiptPath(spec: string, specsFolder: string): string {
  const inside = posix.relative(specsFolder, spec);
  return posix.join(receiptsFolder, `${inside.replace(/\.(?:md|markdown)$/iu, "")}.json`);
}

/** The receipt as text: one fact a line, always in this order, sealed by a checksum of all that stands above it. */
export function printReceipt({ facts, claims }: Receipt): string {
  const fields = fieldsOf(facts, claims);
  const lines = [...fields, ["seal", sealOf(facts, claims)] as const].map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${key === "subject" ? subjectText(value) : inline(value)}`,
  );
  return `{\n${lines.join(",\n")}\n}\n`;
}

/**
 * Reads a receipt. Its layout may be another one; a value that was changed breaks the seal. That finds a slip of the
 * hand and a bad merge, not a forger, who would work out the seal anew.
 */
export function readReceipt(text: string): ReceiptRead {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const { message } = error as SyntaxError;
    return { problem: `it is not JSON: ${message}`, line: lineOfError(message, text) };
  }
  const read = schema.safeParse(json);
  if (!read.success) {
    const issue = read.error.issues[0];
    const key = String(issue?.path[0] ?? (issue?.code === "unrecognized_keys" ? issue.keys[0] : ""));
    const where = key === "" ? "the file" : `"${key}"`;
    return {
      problem: `${where}: ${issue?.message ?? "not a receipt of version 1"}`,
      line: lineOf(key, text),
    };
  }
  const { version: _version, seal, subject, holdOuts, ...rest } = read.data;
  const { sandbox, agent, model, examples, passed, ...facts } = rest;
  const receipt: Receipt = {
    facts: { ...facts, subject: new Map(Object.entries(subject)) },
    claims: { sandbox, agent, model, holdOuts, examples, passed },
  };
  if (seal === sealOf(receipt.facts, receipt.claims)) return { receipt };
  return {
    problem: "its seal does not fit what stands above it: a value was changed by hand, or merged badly",
    line: lineOf("seal", text),
  };
}

/** The first fact that is another one now, in the order of the file; null when all stand. */
export function firstDifference(was: ReceiptFacts, is: ReceiptFacts): Difference | null {
  const differences: readonly Difference[] = [
    { what: "the receipt's spec", was: was.spec, is: is.spec },
    { what: is.spec, was: was.specText, is: is.specText },
    { what: "the suite's path", was: was.suite, is: is.suite },
    { what: `the suite of ${is.spec}, as it is rendered`, was: was.suiteSyntax, is: is.suiteSyntax },
    ...[...sorted(was.subject), ...sorted(is.subject)].map(([path]) => ({
      what: path,
      was: was.subject.get(path) ?? null,
      is: is.subject.get(path) ?? null,
    })),
    { what: "a file of the project that the subject does not import", was: was.rest, is: is.rest },
    { what: "Vitest", was: toolText(was.vitest), is: toolText(is.vitest) },
    { what: "Node", was: String(was.node), is: String(is.node) },
  ];
  return differences.find((one) => one.was !== one.is) ?? null;
}

/** The difference in words: `src/add.ts changed (was 0f3c…, is 99ab…)`. */
export function differenceText({ what, was, is }: Difference): string {
  if (is === null) return `${what} is not there, or no longer imported (was ${short(was ?? "")})`;
  if (was === null) return `${what} is imported now, and was not (is ${short(is)})`;
  return `${what} changed (was ${short(was)}, is ${short(is)})`;
}

/**
 * Files that a change of is told by name, without it: the hash over all that are left of a project.
 *
 * @param files - hash by path of the project's files.
 * @param leftOut - true for a path that does not count.
 */
export function hashOfRest(
  files: readonly { readonly path: string; readonly hash: string }[],
  leftOut: (path: string) => boolean,
): string {
  const lines = files.filter(({ path }) => !leftOut(path)).map(({ path, hash }) => `${path}\0${hash}\n`);
  return createHash("sha256").update(lines.toSorted().join("")).digest("hex");
}

const hash = z.string().regex(/^[0-9a-f]{16,64}$/, "a hash in hex was expected");
const count = z.number().int().nonnegative();

const schema = z.strictObject({
  version: z.literal(1),
  spec: z.string().min(1),
  specText: hash,
  suite: z.string().min(1),
  suiteSyntax: hash,
  subject: z.record(z.string(), hash),
  rest: hash,
  vitest: z.strictObject({ version: z.string(), from: z.enum(["project", "greenbar"]) }),
  node: count,
  sandbox: z.enum(["bubblewrap", "sandbox-exec", "none"]),
  agent: z.string().min(1),
  model: z.string().nullable(),
  holdOuts: z.union([count, z.literal("visible")]),
  examples: count,
  passed: count,
  seal: hash,
});

/** Every field by name, in the order of the file: the text must not change because a type of ours gets a field. */
function fieldsOf(facts: ReceiptFacts, claims: ReceiptClaims): readonly (readonly [string, unknown])[] {
  return [
    ["version", 1],
    ["spec", facts.spec],
    ["specText", facts.specText],
    ["suite", facts.suite],
    ["suiteSyntax", facts.suiteSyntax],
    ["subject", sorted(facts.subject)],
    ["rest", facts.rest],
    ["vitest", { version: facts.vitest.version, from: facts.vitest.from }],
    ["node", facts.node],
    ["sandbox", claims.sandbox],
    ["agent", claims.agent],
    ["model", claims.model],
    ["holdOuts", claims.holdOuts],
    ["examples", claims.examples],
    ["passed", claims.passed],
  ];
}

function sealOf(facts: ReceiptFacts, claims: ReceiptClaims): string {
  return createHash("sha256")
    .update(JSON.stringify(fieldsOf(facts, claims)))
    .digest("hex")
    .slice(0, 16);
}

function sorted(files: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  return [...files].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function subjectText(value: unknown): string {
  const files = value as ReturnType<typeof sorted>;
  if (files.length === 0) return "{}";
  const lines = files.map(([path, own]) => `    ${JSON.stringify(path)}: ${JSON.stringify(own)}`);
  return `{\n${lines.join(",\n")}\n  }`;
}

function inline(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, own]) => `${JSON.stringify(key)}: ${JSON.stringify(own)}`);
  return `{ ${fields.join(", ")} }`;
}

function toolText({ version, from }: VitestUsed): string {
  return `${version}, ${from === "project" ? "the project's own" : "greenbar's"}`;
}

/** A hash cut to what a person compares; anything else as it is. */
function short(value: string): string {
  return /^[0-9a-f]{16,64}$/.test(value) ? `${value.slice(0, 12)}…` : value;
}

/** V8 says `at position 12 (line 2 column 3)`, or nothing of the place where the text ends too early. */
export function lineOfError(message: string, text: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  const before = position === undefined ? text.trimEnd() : text.slice(0, Number(position));
  return before.split("\n").length;
}

/** The line that holds the key; the first where none does. */
export function lineOf(key: string, text: string): number {
  const at = text.split("\n").findIndex((line) => key !== "" && line.includes(JSON.stringify(key)));
  return Math.max(at, 0) + 1;
}
