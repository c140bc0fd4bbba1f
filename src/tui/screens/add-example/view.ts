import type { ExampleForm } from "../../../app/examples/example-form.ts";
import { problemOf } from "../../../app/examples/example-form.ts";
import { viewField } from "../../field.ts";
import type { Shared } from "../../model.ts";
import type { Line } from "../../paint/line.ts";
import { emptyLine } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { cut, fit, widthOf } from "../../paint/width.ts";
import { windowOf } from "../../paint/window.ts";
import { wrap } from "../../paint/wrap.ts";
import type { Size } from "../../screen.ts";
import type { AddExampleState, FormRow } from "./state.ts";
import { choice, draftOf, fieldAt, focusOf, formIn, isSameDraft, outcomeOf, rowsOf } from "./state.ts";

/** The call, a row for each field with what is wrong with it below, and the Markdown as it would be written. */
export function view(state: AddExampleState, shared: Shared, { columns, rows }: Size): readonly Line[] {
  const form = formIn(state, shared);
  if (form === null) return waiting(state, shared, columns).slice(0, rows);
  const head = headOf(state, form, shared, columns);
  const foot = footOf(state, form, columns);
  const { lines, at } = fieldLines(state, form, columns);
  const height = Math.max(2, rows - head.length - foot.length);
  const { from, to } = windowOf(lines.length, at, height);
  const shown = lines.slice(from, to);
  const gap = Array.from({ length: Math.min(1, height - shown.length) }, () => emptyLine);
  return [...head, ...shown, ...gap, ...foot].slice(0, rows).map((line) => cut(line, columns));
}

function waiting({ spec, requirement }: AddExampleState, { opened }: Shared, columns: number): Line[] {
  const loaded = opened.get(spec);
  if (loaded?.is === "failed") return [emptyLine, ...wrap(row(`  ${loaded.message}`, "error"), columns)];
  if (loaded?.is !== "there") return [emptyLine, row("  Reading the spec…", "dim")];
  const found = loaded.value.requirements.find(({ id }) => id === requirement);
  const why =
    found === undefined
      ? "This requirement is not in the spec any more."
      : "No call is known here. A first example in the text, or a line with `Call:` and the call in a code span, makes a form.";
  return [
    emptyLine,
    ...wrap(row(`  ${why}`), columns, [span("  ")]),
    emptyLine,
    row("  Esc goes back; e there opens the editor.", "dim"),
  ];
}

function headOf(state: AddExampleState, form: ExampleForm, { opened }: Shared, columns: number): Line[] {
  const loaded = opened.get(state.spec);
  const requirements = loaded?.is === "there" ? loaded.value.requirements : [];
  const title = requirements.find(({ id }) => id === form.requirement)?.title ?? form.requirement;
  return [
    cut([span("One more example of "), span(title, "strong")], columns),
    cut(row(form.call, "code"), columns),
  ];
}

/** Rows of the form and the row among them that the cursor is in. */
function fieldLines(
  state: AddExampleState,
  form: ExampleForm,
  columns: number,
): { readonly lines: readonly Line[]; readonly at: number } {
  const all = rowsOf(form, state);
  const focus = focusOf(all, state);
  const label = Math.min(Math.max(...all.map((each) => widthOf(each.label))), Math.floor(columns / 3));
  const problems = problemsShown(state, form);
  const lines: Line[] = [];
  let at = 0;
  all.forEach((each, index) => {
    if (index === focus) at = lines.length;
    const isHere = index === focus;
    lines.push([
      span(isHere ? "› " : "  ", "accent"),
      ...fit(row(each.label, isHere ? "strong" : "plain"), label),
      span("  "),
      ...(each.key === choice
        ? choiceLine(outcomeOf(state, form), isHere)
        : fieldLine(state, each, isHere, columns - label - 5)),
    ]);
    const problem = problems[each.key];
    if (problem === undefined) return;
    const indent = span(" ".repeat(label + 4));
    lines.push(
      ...wrap([indent, span("✗ ", "error"), span(problem)], columns, [indent, span("  ")]).slice(0, 3),
    );
  });
  return { lines, at };
}

function fieldLine(state: AddExampleState, { key, hint }: FormRow, focused: boolean, width: number): Line {
  return viewField(fieldAt(state, key), { width, focused, placeholder: hint ?? "" });
}

function choiceLine(outcome: string, isHere: boolean): Line {
  return ["returns", "throws"].flatMap((each, index) => [
    span(index === 0 ? "" : "   "),
    span(
      `${each === outcome ? "(•)" : "( )"} ${each}`,
      each === outcome ? "strong" : "dim",
      isHere && each === outcome ? { selected: true } : {},
    ),
  ]);
}

/** What is known to be wrong, but nothing about a field that nobody has been to yet. */
function problemsShown(state: AddExampleState, form: ExampleForm): Readonly<Record<string, string>> {
  const { drafted, left } = state;
  if (drafted === null || !isSameDraft(drafted.draft, draftOf(state, form))) return {};
  const { problems } = drafted.answer;
  return Object.fromEntries(
    Object.entries(problems).filter(([key]) => left.has(key) || fieldAt(state, key).text !== ""),
  );
}

function footOf(state: AddExampleState, form: ExampleForm, columns: number): Line[] {
  const { drafted } = state;
  const isNow = drafted !== null && isSameDraft(drafted.draft, draftOf(state, form));
  const whole = isNow ? drafted.answer.problems[problemOf.whole] : undefined;
  const rule = row("─".repeat(columns), "dim");
  if (whole !== undefined) {
    return [rule, ...wrap([span("✗ ", "error"), span(whole)], columns, [span("  ")]).slice(0, 3)];
  }
  if (drafted === null || drafted.answer.text === null) {
    return [rule, row(`${where(form)}, once it is filled in.`, "dim")];
  }
  const word = state.writing !== null ? "Being written" : isNow ? "To be written" : "Being read";
  const markdown = drafted.answer.text.split(/\r\n?|\n/u);
  const shown = markdown
    .slice(0, 3)
    .flatMap((line) => wrap(row(line, isNow ? "added" : "dim"), columns - 2).slice(0, 2));
  return [
    rule,
    row(`${word} at line ${drafted.answer.line} of ${state.spec}:`, "dim"),
    ...shown.map((line) => [span("│ ", "dim"), ...line]),
  ];
}

function where({ into: { form, line } }: ExampleForm): string {
  if (form === "row") return `A row behind line ${line}`;
  return form === "table" ? `A table behind line ${line}` : `A sentence behind line ${line}`;
}
