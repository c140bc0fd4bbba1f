import type { FileChange } from "../../../app/ports.ts";
import type { Shared } from "../../model.ts";
import type { Line } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { beside, cut, lineWidth } from "../../paint/width.ts";
import type { Size } from "../../screen.ts";
import { placeBelow, rowsFrom } from "../../transcript/block.ts";
import { patchBlocks } from "../../transcript/patch-blocks.ts";
import { clip, wrapText } from "../../transcript/text-rows.ts";
import { diffRoom, filesRoom, patchOfChange } from "./layout.ts";
import type { AcceptState } from "./state.ts";
import { changesOf, markedPaths } from "./state.ts";

/** What a green run would change: its files, the diff of one, and what is asked. */
export function viewAccept(state: AcceptState, _shared: Shared, size: Size): readonly Line[] {
  return linesOf(state, size)
    .slice(0, size.rows)
    .map((line) => cut(line, size.columns));
}

function linesOf(state: AcceptState, size: Size): readonly Line[] {
  const { proposal } = state;
  switch (proposal.is) {
    case "loading":
      return [row(" Reading what the run would change…", "dim")];
    case "failed":
      return problemLines(proposal, size.columns);
    case "there":
      return proposal.value.changes.length === 0 ? nothingLines(state, size) : filesLines(state, size);
  }
}

function problemLines(
  { message, advice }: { readonly message: string; readonly advice: readonly string[] },
  columns: number,
): Line[] {
  const say = (text: string, tone: "error" | "plain") =>
    wrapText(text, columns - 3).map((piece) => [span(" "), span(piece, tone)]);
  return [...say(`✗ ${message}`, "error"), ...advice.flatMap((text) => say(text, "plain"))];
}

function nothingLines(state: AcceptState, size: Size): Line[] {
  const text =
    "Green, and no file is to be changed: the work was done in the project itself. To accept writes the lock's " +
    "record alone, which says that the examples held.";
  return [
    ...wrapText(text, size.columns - 3).map((piece) => [span(" "), span(piece)]),
    [],
    footLine(state),
    ...(state.problem === null ? [] : problemLines(state.problem, size.columns)),
  ];
}

function filesLines(state: AcceptState, size: Size): Line[] {
  const room = filesRoom(state, size);
  const list = windowOf(
    changesOf(state).map((change, at) => fileLine(state, change, at, room.columns)),
    state.file,
    room.rows,
  );
  const diff = diffLines(state, size);
  const body = room.isBeside
    ? beside(
        [
          { lines: list, width: room.columns },
          { lines: diff, width: size.columns - room.columns - 1 },
        ],
        [span("│", "dim")],
      )
    : [...list, ...diff];
  const problem = state.problem === null ? [] : problemLines(state.problem, size.columns);
  const most = size.rows - 2 - problem.length;
  const blank = Array.from({ length: Math.max(0, most - body.length) }, (): Line => []);
  return [headLine(state), ...body.slice(0, Math.max(1, most)), ...blank, ...problem, footLine(state)];
}

function headLine(state: AcceptState): Line {
  const changes = changesOf(state);
  const marked = markedPaths(state).length;
  const count = changes.length === 1 ? "1 file" : `${changes.length} files`;
  if (marked === changes.length) return [span(` ● Green: ${count} to be written`, "strong")];
  return [
    span(` ● Green, ${marked} of ${count}: `, "strong"),
    span("the verdict was for all of them", "warning"),
  ];
}

function fileLine(state: AcceptState, change: FileChange, at: number, columns: number): Line {
  const { added, removed } = patchOfChange(change);
  const isShown = at === state.file;
  const isIn = !state.out.has(change.path);
  const counts: Line = [span(` +${added}`, "added"), span(` −${removed}`, "removed")];
  const before: Line = [span(isShown ? "› " : "  ", "accent"), span(isIn ? "[x] " : "[ ] ", "key")];
  const room = Math.max(1, columns - lineWidth(before) - lineWidth(counts));
  return [...before, clip(tailOf(change.path, room), room, isShown ? "strong" : "plain"), ...counts];
}

/** A path is told from others by its end. */
function tailOf(path: string, room: number): string {
  return path.length <= room ? path : `…${path.slice(path.length - room + 1)}`;
}

function diffLines(state: AcceptState, size: Size): Line[] {
  const change = changesOf(state)[state.file];
  if (change === undefined) return [];
  const room = diffRoom(state, size);
  const blocks = patchBlocks(patchOfChange(change));
  const top = placeBelow(blocks, room.columns, { block: 0, row: 0 }, state.top, room.rows);
  const kind = change.before === null ? "  new" : change.after === null ? "  goes" : "";
  const name: Line = [span(" "), clip(change.path, room.columns - 8, "strong"), span(kind, "dim")];
  return [name, ...rowsFrom(blocks, room.columns, top, room.rows)];
}

/** As many of the rows as fit, the chosen one among them. */
function windowOf(lines: readonly Line[], chosen: number, rows: number): readonly Line[] {
  const first = Math.max(0, Math.min(chosen - Math.floor(rows / 2), lines.length - rows));
  return lines.slice(first, first + rows);
}

function footLine(state: AcceptState): Line {
  const key = (name: string) => span(name, "key");
  if (state.phase === "working") return row(" working…", "dim");
  if (state.phase === "declining")
    return [span(" Decline? Nothing is written then.  "), key("y"), span("/"), key("n")];
  const paths = markedPaths(state);
  const isPart = paths.length < changesOf(state).length;
  return [
    span(" "),
    key("y"),
    span(
      isPart
        ? ` writes ${paths.length}; check again then   `
        : changesOf(state).length < 2
          ? " writes it   "
          : " writes them   ",
    ),
    key("x"),
    span(" declines   "),
    key("Esc"),
    span(" lets it wait"),
  ];
}
