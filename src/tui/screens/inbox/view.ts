import type { InboxItem } from "../../../app/inbox/inbox.ts";
import type { Shared } from "../../model.ts";
import type { Line } from "../../paint/line.ts";
import { viewField } from "../../field.ts";
import { emptyLine } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { cut, lineWidth, widthOf } from "../../paint/width.ts";
import type { Size } from "../../screen.ts";
import { layoutOf } from "./layout.ts";
import type { InboxState } from "./state.ts";
import { currentOf } from "./state.ts";

/** One decision with its context and its answers; a word where nothing waits. */
export function view(state: InboxState, shared: Shared, size: Size): readonly Line[] {
  const current = currentOf(state, shared);
  if (current === null) return [emptyLine, cut(nothing(shared), size.columns)];
  const { item, index, count } = current;
  const { heading, context, height, answers } = layoutOf(item, size, typedRows(state, size));
  const top = Math.min(state.scroll, Math.max(0, context.length - height));
  const shown = context.slice(top, top + height);
  const isLong = context.length > height;
  const below = isLong ? `${top + 1}–${top + shown.length} of ${context.length}` : "";
  return [
    position(item, `${index + 1} of ${count}`, state.isStarting, size.columns),
    ...heading,
    rule("", size.columns),
    ...shown,
    rule(below, size.columns),
    ...answers,
  ].slice(0, size.rows);
}

/** Only who has looked may say that nothing waits. */
function nothing({ inbox, pending }: Shared): Line {
  if (inbox !== null) return row("  Nothing waits for you.");
  const isAsked = pending.some(({ request }) => request.do === "inbox");
  return row(isAsked ? "  looking at what waits for you…" : "  What waits for you could not be read.", "dim");
}

/** The field in which the person's own words are typed, in the place of the answers. */
function typedRows({ typed }: InboxState, { columns }: Size): Line[] | null {
  if (typed === null) return null;
  const width = Math.max(10, columns - 4);
  return [
    cut([span(typed.asks, "key")], columns),
    cut(
      [span("  "), ...viewField(typed.field, { width, focused: true, placeholder: "a few words" })],
      columns,
    ),
  ];
}

/** `2 of 5  a question  specs/add.md:12`, the place at the right where there is room. */
function position(item: InboxItem, of: string, isStarting: boolean, columns: number): Line {
  const state = isStarting ? "  starting a run…" : item.isLater ? "  put off" : "";
  const left = [span(of, "accent"), span(`  ${kinds[item.is]}`, "dim"), span(state, "dim")];
  const place = span(item.at === null ? item.spec : `${item.spec}:${item.at}`, "dim");
  const gap = columns - lineWidth(left) - widthOf(place.text);
  return cut([...left, span(" ".repeat(Math.max(2, gap))), place], columns);
}

const kinds: Readonly<Record<InboxItem["is"], string>> = {
  accept: "a change to accept",
  compromised: "a compromised verdict",
  flaky: "a flaky verdict",
  conflict: "a conflict",
  "hand-off": "a hand-off",
  budget: "a budget",
  "edited-test": "an edited test",
  question: "a question",
  proposal: "a proposal",
  unreviewed: "unreviewed examples",
  "damaged-run": "a damaged run",
};

function rule(label: string, columns: number): Line {
  const end = label === "" ? "" : ` ${label} ──`;
  return cut([span("─".repeat(Math.max(0, columns - widthOf(end))) + end, "dim")], columns);
}
