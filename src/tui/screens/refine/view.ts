import type { Disagreement, Question } from "../../../app/refine/question.ts";
import type { Shared } from "../../model.ts";
import type { Line } from "../../paint/line.ts";
import { emptyLine } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { cut } from "../../paint/width.ts";
import { wrap } from "../../paint/wrap.ts";
import type { Size } from "../../screen.ts";
import { quotedRows } from "../../transcript/text-rows.ts";
import { callRows } from "./call-rows.ts";
import { settledRows } from "./settled-rows.ts";
import type { Asking, RefineState } from "./state.ts";
import { askedCall, isSame } from "./state.ts";

/** The question that is next, with all that it takes to answer it. */
export function view(state: RefineState, shared: Shared, size: Size): readonly Line[] {
  return rowsOf(state, shared, size)
    .slice(0, size.rows)
    .map((line) => cut(line, size.columns));
}

function rowsOf(state: RefineState, shared: Shared, size: Size): readonly Line[] {
  const { shown } = state;
  switch (shown.is) {
    case "looking":
      return lookingRows(state, shared, size);
    case "failed":
      return [
        emptyLine,
        ...wrap([span("  ✗ ", "error"), span(shown.message)], size.columns, [span("    ")]),
        ...shown.advice.flatMap((line) => wrap(row(`    ${line}`, "dim"), size.columns, [span("    ")])),
      ];
    case "settled":
      return settledRows(state, shown.settled, shown.top, size);
    case "asking": {
      const call = askedCall(state);
      if (call !== null) return callPage(call, state.writing !== null, size);
      return textPage(shown, size);
    }
  }
}

function lookingRows({ search }: RefineState, { pending }: Shared, { columns }: Size): Line[] {
  const { step, done, total } = pending.find(({ request }) => isSame(request, search?.request ?? null)) ?? {
    step: "",
    done: null,
    total: null,
  };
  const count = done === null || total === null ? "" : `, ${done} of ${total}`;
  return [
    emptyLine,
    row("  Looking for the next question…"),
    ...(step === "" ? [] : wrap(row(`  ${step}${count}`, "dim"), columns, [span("  ")])),
    emptyLine,
    [span("  Esc", "key"), span(" goes back, and ends the search.", "dim")],
  ];
}

function callPage(asking: Asking<Disagreement>, isWriting: boolean, size: Size): readonly Line[] {
  const { above, options, below } = callRows(asking, isWriting, size);
  const head = [...titleRows(asking.question), ...above];
  const all = options(size.rows);
  const whole = [...head, ...all, ...below];
  if (whole.length <= size.rows) return whole;
  const [tightHead, tightBelow] = [head, below].map(withoutGaps) as [Line[], Line[]];
  const height = Math.max(1, size.rows - tightHead.length - tightBelow.length);
  return [...tightHead, ...options(height), ...tightBelow];
}

/** What the spec says or asks, which only a person can make an example of. */
function textPage({ question, others }: Asking, size: Size): readonly Line[] {
  const why = question.is === "unbound" ? quotedRows(question.why, size.columns, "dim").slice(0, 3) : [];
  const said = question.is === "open" ? "The spec asks this itself:" : "Nothing makes this checkable yet:";
  const text = question.is === "disagreement" ? "" : question.text;
  const above = [...titleRows(question), row(`  ${said}`), emptyLine];
  const below = [
    ...(why.length === 0 ? [] : [emptyLine, row("  Why:"), ...why]),
    emptyLine,
    ...wrap(nextWords(question), size.columns, [span("  ")]),
    ...(others === 0 ? [] : [row(`  ${others} more ${others === 1 ? "stands" : "stand"} behind it.`, "dim")]),
  ];
  const quoted = quotedRows(text, size.columns);
  const whole = [...above, ...quoted, ...below];
  if (whole.length <= size.rows) return whole;
  const [tightAbove, tightBelow] = [above, below].map(withoutGaps) as [Line[], Line[]];
  const height = Math.max(1, size.rows - tightAbove.length - tightBelow.length);
  const shown =
    quoted.length <= height
      ? quoted
      : [...quoted.slice(0, height - 1), row(`  … ${quoted.length - height + 1} more rows`, "dim")];
  return [...tightAbove, ...shown, ...tightBelow];
}

function titleRows({ spec, line, requirement }: Question): Line[] {
  return [[span(`  ${spec}:${line}  `, "dim"), span(requirement.title, "strong")], emptyLine];
}

function nextWords(question: Question): Line {
  if (question.is === "unbound" && question.form !== null) {
    const { call } = question.form;
    return [span("  Enter", "key"), span(" opens a form for an example of "), span(call, "code"), span(".")];
  }
  const why = question.is === "open" ? "Answer it in the spec" : "No call is known here";
  return [span(`  ${why}: `), span("Enter", "key"), span(` opens the editor at line ${question.line}.`)];
}

function withoutGaps(lines: readonly Line[]): Line[] {
  return lines.filter((line) => line.length > 0);
}
