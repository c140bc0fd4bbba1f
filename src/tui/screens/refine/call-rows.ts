import { differing } from "../../../app/refine/differing.ts";
import type { Disagreement, Option } from "../../../app/refine/question.ts";
import { viewField } from "../../field.ts";
import type { Line, Tone } from "../../paint/line.ts";
import { emptyLine } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { cut, fit, widthOf } from "../../paint/width.ts";
import { windowOf } from "../../paint/window.ts";
import { wrap } from "../../paint/wrap.ts";
import type { Size } from "../../screen.ts";
import { bar, barWidth, breakRow } from "../../transcript/text-rows.ts";
import type { Asking } from "./state.ts";
import { mostShown, optionsShown } from "./state.ts";

/** What stands above, the results in a window with the chosen one in it, and what can be done. */
export interface CallRows {
  readonly above: readonly Line[];
  readonly below: readonly Line[];
  readonly options: (height: number) => readonly Line[];
}

/** A call on which programs differ, and what they give. */
export function callRows(asking: Asking<Disagreement>, isWriting: boolean, { columns }: Size): CallRows {
  const { call, options } = asking.question;
  const more = options.length - mostShown;
  const { lines, at } = optionLines(asking, columns);
  return {
    above: [
      ...wrap(row(`  ${differing(asking.question)}`), columns, [span("  ")]),
      emptyLine,
      ...clipped(call, columns - barWidth, 4, "code").map((line) => [...bar, ...line]),
      emptyLine,
    ],
    options: (height) => {
      const { from, to } = windowOf(lines.length, at, height);
      return lines.slice(from, to);
    },
    below: [
      ...(more > 0 ? [row(`  … and ${more} more result${more === 1 ? "" : "s"}`, "dim")] : []),
      emptyLine,
      ...answerRows(asking, isWriting, columns),
    ],
  };
}

/** Rows of the options, and the row among them at which the chosen one begins. */
function optionLines(
  { question, chosen }: Asking<Disagreement>,
  columns: number,
): { readonly lines: readonly Line[]; readonly at: number } {
  const options = optionsShown(question);
  const widest = Math.max(0, ...options.map((option) => widthOf(span(resultOf(option)).text)));
  const room = columns - markWidth - barWidth;
  // Who gives it stands beside the result, or below it where a result is long.
  const isBeside = widest <= Math.floor(room / 2);
  const lines: Line[] = [];
  let at = 0;
  options.forEach((option, index) => {
    if (index === chosen) at = lines.length;
    const mark = [
      span(index === chosen ? "› " : "  ", "accent"),
      span(`${index + 1}`, index === chosen ? "strong" : "key"),
    ];
    const result = resultOf(option);
    const who = span(whoGives(option), "dim");
    if (isBeside) {
      lines.push(cut([...mark, ...bar, ...fit([span(result, "code")], widest), span("   "), who], columns));
      return;
    }
    const rows = [...clipped(result, room, 3, "code"), cut([who], room)];
    lines.push(...rows.map((line, each) => [...(each === 0 ? mark : noMark), ...bar, ...line]));
  });
  return { lines, at };
}

const markWidth = 3;
const noMark: Line = [span(" ".repeat(markWidth))];

function resultOf({ outcome, expected }: Option): string {
  return outcome === "throws" ? `throws ${expected}`.trim() : expected;
}

function whoGives({ isPresent, says }: Option): string {
  if (isPresent) return "as the code does now";
  const [first = "", ...others] = says;
  return others.length === 0 ? first : `${first}, and ${others.length} more`;
}

function answerRows({ typed, problem }: Asking, isWriting: boolean, columns: number): Line[] {
  const label = "  result  ";
  const field: Line[] =
    typed === null
      ? []
      : [
          [
            span(label, "key"),
            ...viewField(typed, {
              width: columns - label.length - 1,
              focused: !isWriting,
              placeholder: 'as the spec writes it: "a-b", 3, throws TypeError',
            }),
          ],
        ];
  if (isWriting) return [...field, row("  Writing it into the spec…", "dim")];
  if (problem !== null) {
    const rows = wrap([span("  ✗ ", "error"), span(problem)], columns, [span("    ")]);
    return [...field, ...rows.slice(0, 3)];
  }
  if (typed !== null) return field;
  return [row("  What should come out? The spec will say so.")];
}

/** Code in at most so many rows, broken wherever a row is full; `…` for the rest. */
function clipped(text: string, width: number, most: number, tone: Tone): Line[] {
  // Of a very long text no more is broken than can be shown.
  const rows = breakRow([span(text.slice(0, width * (most + 1) * 4), tone)], width);
  const last = rows[most - 1];
  if (rows.length <= most || last === undefined) return rows;
  return [...rows.slice(0, most - 1), cut([...last, span("…", tone)], width)];
}
