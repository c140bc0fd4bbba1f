import type { Plan } from "../../plan/plan.ts";
import type { Reading } from "../../spec/reading.ts";
import type { FreeName, Spec } from "../../spec/spec.ts";
import { standardGlobals } from "../../spec/standard-globals.ts";
import type { CellStyle } from "./cell-style.ts";
import type { ExampleDraft, Problems } from "./example-form.ts";
import { problemOf } from "./example-form.ts";
import type { FilledDraft } from "./filled-draft.ts";
import { fillDraft } from "./filled-draft.ts";
import { formFor } from "./form-of.ts";
import { problemsWith } from "./problems-with.ts";
import type { Insertion, Read } from "./problems-with.ts";
import { layoutOf } from "./section-layout.ts";
import { spotOf } from "./spot.ts";
import type { Spot } from "./spot.ts";
import type { Target } from "./target.ts";
import { targetOf } from "./target.ts";
import { fieldStyle, writeRows } from "./write-row.ts";
import { writeSentence } from "./write-sentence.ts";
import { writeTables } from "./write-table.ts";

export type PlannedExample =
  | {
      readonly is: "planned";
      /** The whole spec with the example in it. */
      readonly text: string;
      /** The example's own Markdown: a row, a list item, a sentence, or a table. */
      readonly markdown: string;
      /** Line of the new text that it begins on. */
      readonly line: number;
      /** What was put in, line breaks around it too, and where; everything else is as it was. */
      readonly insertion: Insertion;
    }
  | { readonly is: "wrong"; readonly line: number; readonly problems: Problems };

/**
 * Writes an example into its requirement as its table or its other sentences are written, and reads the result
 * again: it must give that one example more and no new error, else there are problems instead.
 *
 * @param before - the spec as it stands, and its plan.
 * @param reread - reads and compiles a changed text of the same spec in the same surroundings.
 */
export function planExample(
  before: Read,
  draft: ExampleDraft,
  reread: (text: string) => Read,
): PlannedExample {
  const { spec, plan } = before;
  const target = targetOf(spec, plan, draft.requirement);
  if (target === null) return { is: "wrong", line: 1, problems: { [problemOf.whole]: noCall } };
  const spot = spotOf(target, layoutOf(spec).reading);
  const line = spot.line + spot.lines;
  const filled = fillDraft(draft, formFor(target, spec, draft.requirement), {
    isKnown: knownNames(spec, plan),
    styleOf: styleOf(target),
  });
  if ("problems" in filled) return { is: "wrong", line, problems: filled.problems };
  const planned = firstRight(before, target, filled, spot, draft, reread);
  if (planned.is === "planned" || filled.note === "") return planned;
  if (!(problemOf.whole in planned.problems)) return planned;
  const bare = firstRight(before, target, { ...filled, note: "" }, spot, draft, reread);
  return bare.is === "wrong" ? planned : { is: "wrong", line, problems: { [problemOf.note]: noteToBlame } };
}

/** The best of the writings that is read as it was meant; else what is wrong with the best of all. */
function firstRight(
  before: Read,
  target: Target,
  filled: FilledDraft,
  spot: Spot,
  { requirement }: ExampleDraft,
  reread: (text: string) => Read,
): PlannedExample {
  const { spec } = before;
  const line = spot.line + spot.lines;
  const kind = target.is === "sentence" ? "sentence" : "row";
  let first: Problems | null = null;
  for (const lines of writings(target, filled, layoutOf(spec).reading)) {
    const markdown = spot.mark + lines.join(spot.lineBreak);
    const insertion = { offset: spot.offset, text: spot.gap + markdown + spot.behind };
    const text = withInsertion(spec.text, insertion);
    const problems = problemsWith(before, reread(text), insertion, { requirement, kind, filled });
    if (Object.keys(problems).length === 0) {
      return { is: "planned", text, markdown: markdown.trim(), line, insertion };
    }
    // Another writing changes nothing about what an example says.
    if (!(problemOf.whole in problems)) return { is: "wrong", line, problems };
    first ??= problems;
  }
  return { is: "wrong", line, problems: first ?? {} };
}

const noteToBlame = "The note changes how the example is read; brackets and backticks come in pairs there.";

const noCall =
  "No call is known here; write a first example, or `Call:` and the call with its parameters, in the text.";

const bareStyle: CellStyle = { strings: "bare", scalars: "bare" };

function styleOf(target: Target): (field: string) => CellStyle | null {
  switch (target.is) {
    case "row":
      return fieldStyle(target.table);
    case "table":
      return () => bareStyle;
    case "sentence":
      return () => null;
  }
}

/** The example's lines as they may be written, the best first. */
function writings(target: Target, filled: FilledDraft, reading: Reading): readonly (readonly string[])[] {
  switch (target.is) {
    case "row":
      return writeRows(target.table, filled, reading).map((row) => [row]);
    case "table":
      return writeTables(target.signature, filled);
    case "sentence":
      return [[writeSentence(target, filled)]];
  }
}

function withInsertion(text: string, { offset, text: inserted }: Insertion): string {
  return text.slice(0, offset) + inserted + text.slice(offset);
}

/** Standard globals, what the spec imports, what its helpers export, and, to be called, what its subjects do. */
function knownNames(spec: Spec, plan: Plan): (name: FreeName) => boolean {
  const imported = spec.imports.flatMap((each) => [
    ...each.names.map(({ local }) => local),
    each.default,
    each.namespace,
  ]);
  const helpers = (plan.helpers ?? []).flatMap(({ exports }) => exports);
  const anywhere = new Set([...standardGlobals, ...imported, ...helpers]);
  const subjects = plan.subjects.flatMap(({ exports, uses }) => [
    ...(exports ?? []),
    ...uses.map(({ local }) => local),
  ]);
  const called = new Set(subjects);
  return ({ name, role }) => anywhere.has(name) || (role === "root" && called.has(name));
}
