import { createHash } from "node:crypto";
import * as z from "zod";
import type { Example, ExampleBody } from "../plan/plan.ts";
import type { Check, Expectation } from "../spec/spec.ts";
import { canonicalSource } from "../plan/scan-source.ts";
import { lineOf, lineOfError } from "./receipt.ts";

/** The committed record that binds spec text, test text and red evidence. */
export interface Lock {
  readonly examples: ReadonlyMap<string, LockEntry>;
  /** Hash of the syntax tree of each suite as it was written, by path: another one on disk was changed by hand. */
  readonly suites: ReadonlyMap<string, string>;
}

export interface LockEntry {
  /** Hash of what the spec says, by `textHash`. */
  readonly text: string;
  /** Hash of the test's syntax tree, from the suite. */
  readonly test: string;
  /** Why it was seen red; an example without evidence has no entry. */
  readonly red: RedReason;
  /** It has held once: it is no longer drawn as a hold-out. */
  readonly held: boolean;
  /** Who proposed the example, and who accepted it; left out of one that a person wrote. */
  readonly proposedBy?: ProposedBy | undefined;
  readonly acceptedBy?: AcceptedBy | undefined;
}

export interface ProposedBy {
  readonly agent: string;
  /** null where it is not known. */
  readonly model: string | null;
}

/** `accept-all`: nobody has looked at it yet. */
export type AcceptedBy = "person" | "accept-all";

export type RedReason = "assertion" | "notImplemented" | "unbound";

const entrySchema = z.strictObject({
  text: z.string(),
  test: z.string(),
  red: z.enum(["assertion", "notImplemented", "unbound"]),
  held: z.boolean().default(false),
  proposedBy: z.strictObject({ agent: z.string(), model: z.string().nullable() }).optional(),
  acceptedBy: z.enum(["person", "accept-all"]).optional(),
});
const lockSchema = z.strictObject({
  version: z.literal(1),
  suites: z.record(z.string(), z.string()),
  examples: z.record(z.string(), entrySchema),
});

export const emptyLock: Lock = { examples: new Map(), suites: new Map() };

/**
 * Reads `.greenbar/lock.json`.
 *
 * @param text - the file's text, or null when there is none.
 * @returns the lock, or one sentence that says what is wrong with the file, and its line from 1.
 */
export function readLock(text: string | null): { lock: Lock } | { problem: string; line: number } {
  if (text === null) return { lock: emptyLock };
  const marks = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(text);
  if (marks !== null) {
    const line = text.slice(0, marks.index).split("\n").length;
    return { problem: "a merge has left its marks in it", line };
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    return { problem: `it is not JSON: ${message}`, line: lineOfError(message, text) };
  }
  const read = lockSchema.safeParse(json);
  if (!read.success) {
    const issue = read.error.issues[0];
    return {
      problem: `${issue?.path.join(".") || "the file"}: ${issue?.message ?? "not a lock of version 1"}`,
      line: lineOf(String(issue?.path[1] ?? issue?.path[0] ?? ""), text),
    };
  }
  return {
    lock: {
      examples: new Map(Object.entries(read.data.examples)),
      suites: new Map(Object.entries(read.data.suites)),
    },
  };
}

/** The lock as text: sorted, one line an example, so that merges are easy. The same lock gives the same bytes. */
export function printLock(lock: Lock): string {
  const examples = new Map(
    [...lock.examples].map(([id, { text, test, red, held, proposedBy, acceptedBy }]) => [
      id,
      // What is undefined is left out of JSON.
      { text, test, red, held: held ? true : undefined, proposedBy: ordered(proposedBy), acceptedBy },
    ]),
  );
  return `{\n  "version": 1,\n  "suites": ${lines(lock.suites)},\n  "examples": ${lines(examples)}\n}\n`;
}

/** Always in this order, wherever it came from. */
function ordered(by: ProposedBy | undefined): ProposedBy | undefined {
  return by === undefined ? undefined : { agent: by.agent, model: by.model };
}

/** Whether an example was accepted by nobody, as far as the lock speaks of its text of today. */
export function isUnreviewed(lock: Lock, example: Example): boolean {
  const entry = lock.examples.get(example.id);
  return entry?.acceptedBy === "accept-all" && entry.text === textHash(example);
}

function lines(entries: ReadonlyMap<string, unknown>): string {
  if (entries.size === 0) return "{}";
  const sorted = [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{\n${sorted.map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(",\n")}\n  }`;
}

/**
 * Hash of what the spec says in one example: what goes in and what is expected. Places, titles, notes and the way it
 * is laid out do not count, so that a formatter's pass over a table changes nothing. Every part is named here, one by
 * one: the hash must not change because a type of ours gets a field.
 *
 * @returns 16 hex digits of SHA-256.
 */
export function textHash({ kind, body }: Example): string {
  return createHash("sha256")
    .update(JSON.stringify([kind, saidBy(body)]))
    .digest("hex")
    .slice(0, 16);
}

function saidBy(body: ExampleBody): unknown {
  switch (body.is) {
    case "steps":
      return body.steps.map((step) =>
        step.do === "run"
          ? ["run", canonicalSource(step.code), step.isResult]
          : ["check", ...saidByCheck(step)],
      );
    case "property":
      return [body.variables.map(({ name, type }) => [name, type]), saidByCheck(body.check)];
    case "console":
      return body.commands.map(({ command, output, status }) => [command, output, status]);
    case "unbound":
      return body.why;
  }
}

function saidByCheck({ expression, via, expectation }: Check): readonly unknown[] {
  return [canonicalSource(expression.source), via, expectation.is, expected(expectation)];
}

function expected(expectation: Expectation): unknown {
  switch (expectation.is) {
    case "value":
    case "contains":
      return expectation.value;
    case "throws": {
      const { name = null, message = null, pattern = null } = expectation.error;
      return [name, message, pattern === null ? null : [pattern.source, pattern.flags]];
    }
    case "matches":
      return [expectation.pattern.source, expectation.pattern.flags];
    case "about":
      return [expectation.value, expectation.digits];
    case "a":
      return expectation.type;
    case "expression":
      return canonicalSource(expectation.expression.source);
  }
}
