import * as z from "zod";
import { lineOf, lineOfError } from "./receipt.ts";
import type { Status } from "./statuses.ts";

/** What did not hold when the line was drawn: a project's old debt, by requirement. Committed. */
export type Baseline = ReadonlyMap<string, Debt>;

export interface Debt {
  /** Path of the spec, as it was then. */
  readonly spec: string;
  /** Of the requirement's own text; those below it have entries of their own. */
  readonly status: Owed;
  /** Its own examples that did not hold, by id. */
  readonly examples: ReadonlyMap<string, Owed>;
}

/** A status that is short of what was asked for; `holds` and `manual` owe nothing. */
export type Owed = Exclude<Status, "holds" | "manual">;

export const baselinePath = ".greenbar/baseline.json";

const owed = z.enum(["fails", "drifted", "unbound", "unproven", "weak"]);

const schema = z.strictObject({
  version: z.literal(1),
  requirements: z.record(
    z.string().min(1),
    z.strictObject({
      spec: z.string().min(1),
      status: owed,
      examples: z.record(z.string().min(1), owed).default({}),
    }),
  ),
});

/**
 * Reads `.greenbar/baseline.json`.
 *
 * @returns the baseline, or one sentence that says what is wrong with the file, and its line from 1.
 */
export function readBaseline(
  text: string,
): { readonly baseline: Baseline } | { readonly problem: string; readonly line: number } {
  const marks = /^(?:<{7}|={7}|>{7})(?: |$)/m.exec(text);
  if (marks !== null) {
    const line = text.slice(0, marks.index).split("\n").length;
    return { problem: "a merge has left its marks in it", line };
  }
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
    const [first, id] = issue?.path ?? [];
    const key = String(id ?? first ?? (issue?.code === "unrecognized_keys" ? issue.keys[0] : ""));
    const where = key === "" ? "the file" : `"${key}"`;
    return {
      problem: `${where}: ${issue?.message ?? "not a baseline of version 1"}`,
      line: lineOf(key, text),
    };
  }
  const entries = Object.entries(read.data.requirements);
  return {
    baseline: new Map(
      entries.map(([id, { spec, status, examples }]) => [
        id,
        { spec, status, examples: new Map(Object.entries(examples)) },
      ]),
    ),
  };
}

/** The baseline as text: sorted, one line a requirement, no timestamps. The same debt gives the same bytes. */
export function printBaseline(baseline: Baseline): string {
  const lines = sorted(baseline).map(([id, { spec, status, examples }]) => {
    const own = Object.fromEntries(sorted(examples));
    const entry = examples.size === 0 ? { spec, status } : { spec, status, examples: own };
    return `    ${JSON.stringify(id)}: ${JSON.stringify(entry)}`;
  });
  const requirements = lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`;
  return `{\n  "version": 1,\n  "requirements": ${requirements}\n}\n`;
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].toSorted(([one], [other]) => (one < other ? -1 : 1));
}
