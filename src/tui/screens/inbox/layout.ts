import type { InboxItem } from "../../../app/inbox/inbox.ts";
import type { Line } from "../../paint/line.ts";
import { span } from "../../paint/span.ts";
import { cut, lineWidth } from "../../paint/width.ts";
import { wrap } from "../../paint/wrap.ts";
import type { Size } from "../../screen.ts";
import { words } from "./bindings.ts";
import { contextRows } from "./context-rows.ts";

/** How the rows of the screen are shared out for one item. */
export interface Layout {
  readonly heading: readonly Line[];
  /** All rows of the context; a window of `height` rows is shown. */
  readonly context: readonly Line[];
  readonly height: number;
  readonly answers: readonly Line[];
}

/** Rows that are always there: position, the two rules. */
const fixed = 3;

/** Fewer rows of a long context than this are too few to read it. */
const fewest = 12;

/**
 * The item laid out for a screen, with rows that take the place of its answers if there are some: each answer has a row of its own where that leaves enough of the context. The rows
 * of the context are made once for each width.
 */
export function layoutOf(
  item: InboxItem,
  { columns, rows }: Size,
  instead: readonly Line[] | null = null,
): Layout {
  const heading = wrap([span(item.title, item.isLater ? "dim" : "strong")], columns).slice(0, 2);
  const context = contextOf(item, columns);
  const free = rows - fixed - heading.length;
  const listed = instead ?? listedAnswers(item, columns);
  const hasRoom = free - listed.length >= Math.min(context.length, fewest);
  const answers = hasRoom ? listed : (instead ?? packedAnswers(item, columns));
  return { heading, context, height: Math.max(1, free - answers.length), answers };
}

/** Each answer on a row: its key, and what it does. */
function listedAnswers({ answers }: InboxItem, columns: number): Line[] {
  return answers.map(({ key, label }) => cut([span(` ${key}`, "key"), span(`  ${label}`)], columns));
}

/** As many on a row as there is room for, in a word or two each. */
function packedAnswers({ answers }: InboxItem, columns: number): Line[] {
  const rows: Line[] = [];
  let row: Line = [];
  for (const { key, decision } of answers) {
    const one = [span(`${row.length === 0 ? "" : "   "}${key}`, "key"), span(` ${words[decision]}`)];
    if (row.length > 0 && lineWidth(row) + lineWidth(one) > columns) {
      rows.push(row);
      row = [span(key, "key"), span(` ${words[decision]}`)];
    } else row = [...row, ...one];
  }
  return [...rows, row].map((line) => cut(line, columns));
}

function contextOf(item: InboxItem, columns: number): readonly Line[] {
  const known = remembered.get(item);
  if (known?.columns === columns) return known.rows;
  const rows = contextRows(item, columns);
  remembered.set(item, { columns, rows });
  return rows;
}

const remembered = new WeakMap<InboxItem, { readonly columns: number; readonly rows: readonly Line[] }>();
