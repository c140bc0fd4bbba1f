import type { List, ListItem, Paragraph, RootContent } from "mdast";
import type { Reading } from "../../spec/reading.ts";
import { isStepList } from "../../spec/scenario-steps.ts";
import { isFollowed, lineBreakAt, lineEnd, lineStart } from "./line-ends.ts";
import type { OwnSection } from "./own-section.ts";
import type { Target } from "./target.ts";

/** Where an example goes into the text, and what must stand around it. */
export interface Spot {
  readonly offset: number;
  /** Between the text before it and the example: line breaks, or a blank. */
  readonly gap: string;
  /** What its first line begins with: the indent and mark of a list's item. */
  readonly mark: string;
  /** What comes behind its last line: a line break where the text goes on at once. */
  readonly behind: string;
  /** Line break of the text there. */
  readonly lineBreak: string;
  /** Line of the text that it stands behind. */
  readonly line: number;
  /** Line breaks in `gap`: the example's line is that many further down. */
  readonly lines: number;
}

/** Where the target's example goes. */
export function spotOf(target: Target, reading: Reading): Spot {
  if (target.is === "row") {
    return spotBehind(reading.placeOf(target.table.node).endOffset, "", 1, reading);
  }
  const like = target.is === "sentence" ? target.like : null;
  return like === null
    ? atEnd(target.own, target.is, reading)
    : behindSentence(target.own, like.place, reading);
}

/** Behind its list item, as another one; a sentence of a paragraph is followed as the one before it is. */
function behindSentence(
  own: OwnSection,
  place: { readonly offset: number; readonly endOffset: number },
  reading: Reading,
): Spot {
  const found = itemAround(own.nodes, place.offset, reading);
  if (found !== null) return inList(found.list, found.item, reading);
  const paragraph = own.nodes.find((node): node is Paragraph => {
    const { offset, endOffset } = reading.placeOf(node);
    return node.type === "paragraph" && offset <= place.offset && place.offset < endOffset;
  });
  const between = paragraph === undefined ? null : gapBefore(own, paragraph, place, reading);
  if (between === null || paragraph === undefined) {
    return asBlock(
      paragraph === undefined ? place.endOffset : reading.placeOf(paragraph).endOffset,
      "",
      reading,
    );
  }
  const { text } = reading;
  const lineBreak = lineBreakAt(text, place.offset);
  const { line } = reading.placeBetween(place.endOffset, place.endOffset);
  const lines = /[\r\n]/u.test(between) ? 1 : 0;
  const indent = between.slice(between.lastIndexOf("\n") + 1);
  return {
    offset: place.endOffset,
    gap: lines === 0 ? between : lineBreak,
    mark: lines === 0 ? "" : indent,
    behind: "",
    lineBreak,
    line,
    lines,
  };
}

/** The blanks between this sentence and the example before it in the same paragraph; null when there is none. */
function gapBefore(
  own: OwnSection,
  paragraph: Paragraph,
  place: { readonly offset: number },
  reading: Reading,
): string | null {
  const { offset: from } = reading.placeOf(paragraph);
  const earlier = own.blocks.findLast(
    (block) => block.kind === "sentence" && block.place.offset >= from && block.place.offset < place.offset,
  );
  if (earlier === undefined) return null;
  const between = reading.text.slice(earlier.place.endOffset, place.offset);
  return between.trim() === "" ? between : " ";
}

/** At the end of the requirement's own text: into its last list, or as a block of its own. */
function atEnd(own: OwnSection, is: "sentence" | "table", reading: Reading): Spot {
  const last = own.nodes.findLast(({ type }) => !trailers.has(type)) ?? own.heading;
  if (last === null) return asBlock(0, "", reading);
  const { endOffset } = reading.placeOf(last);
  if (is === "table") return asBlock(endOffset, "", reading);
  if (last.type !== "list" && own.indent !== null)
    return spotBehind(endOffset, `${own.indent}- `, 1, reading);
  if (last.type !== "list") return asBlock(endOffset, "- ", reading);
  const item = last.children.at(-1);
  // A bullet behind a list of another kind would become part of it.
  if (item === undefined || last.ordered === true || isStepList(last, false)) {
    return asBlock(endOffset, "", reading);
  }
  return inList(last, item, reading);
}

/** What stands at the end of a section and belongs to no passage. */
const trailers: ReadonlySet<string> = new Set(["thematicBreak", "definition", "footnoteDefinition"]);

function asBlock(offset: number, mark: string, reading: Reading): Spot {
  return spotBehind(offset, mark, 2, reading);
}

function spotBehind(offset: number, mark: string, lines: number, reading: Reading): Spot {
  const { text } = reading;
  const end = lineEnd(text, offset);
  const lineBreak = lineBreakAt(text, offset);
  return {
    offset: end,
    gap: lineBreak.repeat(lines),
    mark,
    behind: lines > 1 && isFollowed(text, end) ? lineBreak : "",
    lineBreak,
    line: reading.placeBetween(end, end).line,
    lines,
  };
}

function inList(list: List, item: ListItem, reading: Reading): Spot {
  const [first, second] = list.children;
  const isLoose =
    first !== undefined &&
    second !== undefined &&
    reading.placeOf(second).line - reading.placeOf(first).endLine > 1;
  // In the middle of a numbered list it would take the number of the next item.
  const behind = list.ordered === true ? (list.children.at(-1) ?? item) : item;
  const mark = markOf(list, behind, reading);
  const spot = spotBehind(reading.placeOf(behind).endOffset, mark, isLoose ? 2 : 1, reading);
  return { ...spot, behind: "" };
}

/** Indent, bullet or number, box, and blanks, as the item writes them; a number is one more. */
function markOf(list: List, item: ListItem, reading: Reading): string {
  const { text } = reading;
  const { offset } = reading.placeOf(item);
  const [first] = item.children;
  const indent = text.slice(lineStart(text, offset), offset).replace(/\S/gu, " ");
  const mark = first === undefined ? "- " : text.slice(offset, reading.placeOf(first).offset);
  const number = /^\d+/u.exec(mark)?.[0];
  if (number === undefined) return indent + mark;
  const isCounted =
    list.children.length < 2 ||
    numberOf(list.children.at(-1), reading) !== numberOf(list.children[0], reading);
  return indent + (isCounted ? String(Number(number) + 1) : number) + mark.slice(number.length);
}

function numberOf(item: ListItem | undefined, reading: Reading): string | undefined {
  return item === undefined ? undefined : /^\d+/u.exec(reading.sourceOf(item))?.[0];
}

/** The innermost item of a list that the offset stands in. */
function itemAround(
  nodes: readonly RootContent[],
  offset: number,
  reading: Reading,
): { readonly list: List; readonly item: ListItem } | null {
  for (const node of nodes) {
    if (node.type !== "list") continue;
    const item = node.children.find((each) => {
      const place = reading.placeOf(each);
      return place.offset <= offset && offset < place.endOffset;
    });
    if (item !== undefined) return itemAround(item.children, offset, reading) ?? { list: node, item };
  }
  return null;
}
