import { widthOf } from "../paint/width.ts";

/** A stretch of a document that can be read without the rest: a few screens long. */
export interface Chunk {
  /** Of the source, from 1. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  /** What the stretch needs of the rest to be read as it is there: its table's header, what links are defined as. */
  readonly before: readonly string[];
  readonly isBlankBefore: boolean;
  /** Of a stretch of a long table: the width of each column of the whole of it. */
  readonly columns: readonly number[] | null;
  /** It begins within the line that the stretch before it ends with. */
  readonly goesOn: boolean;
}

/**
 * Cuts Markdown where cutting cannot change how it is read, so that only what is on the screen must be: the parser
 * takes a second for a table of 2,000 rows. This finds no structure of its own; it only has to know what is inside
 * of a fence or of HTML, and where a line must begin a block of its own (CommonMark, sections 3 to 5):
 * at a heading's mark, at a list's mark, and at text without indentation behind a blank line.
 */
export function splitSource(lines: readonly string[]): Chunk[] {
  const chunks: Chunk[] = [];
  const definitions = definitionsIn(lines);
  let start = 0;
  let at = skipFrontMatter(lines);
  const cutAt = (end: number, before: readonly string[] = [], columns: readonly number[] | null = null) => {
    if (end <= start) return;
    const own = lines.slice(start, end);
    // A rule on the very first line would begin front matter.
    const isolated = start > 0 ? [""] : [];
    const needed = own.some((line) => line.includes("[")) ? [...definitions, ...isolated] : isolated;
    const isBlankBefore = start > 0 && isBlank(lines[start - 1] ?? "");
    chunks.push({
      firstLine: start + 1,
      lines: own,
      before: [...needed, ...before],
      isBlankBefore,
      columns,
      goesOn: false,
    });
    start = end;
  };
  if (at > 0) cutAt(at);
  let inside: RegExp | null = null;
  // Columns before the text of the list's item that is open; 0 when none is, null when that is not clear.
  let item: number | null = 0;
  let length = 0;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    if (inside !== null) {
      // Whether something begins here hangs on what the HTML is.
      if (inside === blankLine && (endOfWhatBegins(line) ?? blankLine) !== blankLine) break;
      if (inside.test(line)) inside = null;
      continue;
    }
    const isBehindBlank = at === 0 || isBlank(lines[at - 1] ?? "");
    if (isBehindBlank && line.startsWith("|")) {
      const end = endOfTable(lines, at);
      if (end - at > longTable) {
        cutAt(at);
        const head = lines.slice(at, at + 2);
        const columns = columnsOf(lines.slice(at, end));
        cutAt(Math.min(end, at + tableChunk));
        chunks.push({ ...(chunks.pop() as Chunk), columns });
        for (let from = start; from < end; from += tableChunk) {
          cutAt(Math.min(end, from + tableChunk), head, columns);
        }
        at = end - 1;
        item = 0;
        continue;
      }
    }
    const isOwnBlock = heading.test(line) || listMark.test(line) || (isBehindBlank && /^\S/.test(line));
    length += line.length;
    if (isOwnBlock && (at - start >= enough || length > longEnough)) {
      cutAt(at);
      length = 0;
    }
    item = itemBehind(line, item, isOwnBlock);
    const indent = line.search(/\S/);
    const mayBegin = indent >= 0 && endOfWhatBegins(line);
    // Indented as the item's text is, it ends with the item, and whatever is not indented ends that.
    const isInItem = item !== null && item > 0 && indent >= item;
    if (mayBegin === false || mayBegin === null || isInItem) continue;
    // What is not clear is not guessed: nothing behind this is cut any more.
    if (item === null && indent > 0) break;
    inside = mayBegin;
    item = 0;
  }
  cutAt(lines.length);
  return chunks;
}

/** Lines of a stretch, or else UTF-16 units, that make a cut worth while. */
const enough = 24;
const longEnough = 4_000;
const tableChunk = 20;
const longTable = 80;

const heading = /^#{1,6}(?:\s|$)/;
const listMark = /^[-*+] +\S/;
const rule = /^([-*_])(?:[ \t]*\1){2,}[ \t]*$/;

/** How the item that is open goes on with a line. */
function itemBehind(line: string, item: number | null, isOwnBlock: boolean): number | null {
  if (!/^\S/.test(line)) return item;
  if (rule.test(line)) return 0;
  const mark = /^(?:[-*+]|\d{1,9}[.)])(?: {1,4}(?=\S)|\s|$)/.exec(line);
  if (mark !== null && (isOwnBlock || item !== 0))
    return isOwnBlock ? mark[0].trimEnd().length + blanksIn(mark[0]) : null;
  // Text that is not indented may still belong to the item's paragraph.
  return isOwnBlock || item === 0 ? 0 : null;
}

function blanksIn(mark: string): number {
  return Math.max(1, mark.length - mark.trimEnd().length);
}

function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** Lines of YAML front matter that is closed; 0 when there is none. */
function skipFrontMatter(lines: readonly string[]): number {
  if (!/^---\s*$/.test(lines[0] ?? "")) return 0;
  return lines.findIndex((line, at) => at > 0 && /^---\s*$/.test(line)) + 1;
}

/** What ends the fence or the HTML that begins here; null when none does, or when it ends on the same line. */
function endOfWhatBegins(line: string): RegExp | null {
  const mark = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (mark !== undefined) {
    return new RegExp(`^ {0,3}${mark[0]}{${mark.length},}\\s*$`);
  }
  const html = htmlWithBlankLines.find(({ begins }) => begins.test(line));
  if (html !== undefined) return html.ends.test(line) ? null : html.ends;
  return blockTag.test(line) || anyTag.test(line) ? blankLine : null;
}

/** HTML that goes on past a blank line: CommonMark, section 4.6, kinds 1 to 5. */
const htmlWithBlankLines: readonly { readonly begins: RegExp; readonly ends: RegExp }[] = [
  { begins: /^ {0,3}<!--/, ends: /-->/ },
  { begins: /^ {0,3}<(?:script|pre|style|textarea)(?:\s|>|$)/i, ends: /<\/(?:script|pre|style|textarea)>/i },
  { begins: /^ {0,3}<\?/, ends: /\?>/ },
  { begins: /^ {0,3}<!\[CDATA\[/, ends: /\]\]>/ },
  { begins: /^ {0,3}<![a-z]/i, ends: />/ },
];

const blankLine = /^\s*$/;

/** HTML that ends at a blank line: kinds 6 and 7. */
const blockTag = new RegExp(
  `^ {0,3}</?(?:${(
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl " +
    "dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend " +
    "li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td " +
    "tfoot th thead title tr track ul"
  ).replaceAll(" ", "|")})(?:\\s|/?>|$)`,
  "i",
);
const anyTag = /^ {0,3}<\/?[a-z][^<>]*>\s*$/i;

/** The line behind the last row of the table that begins here; the same line when none does. */
function endOfTable(lines: readonly string[], at: number): number {
  if (!/^\|[\s:|-]*-[\s:|-]*$/.test(lines[at + 1] ?? "")) return at;
  let end = at;
  while (lines[end]?.startsWith("|") === true) end += 1;
  return end;
}

/** About how wide each column's text is: the marks of emphasis and links count, which only makes it wider. */
function columnsOf(rows: readonly string[]): number[] {
  const widths: number[] = [];
  for (const [at, line] of rows.entries()) {
    if (at === 1) continue;
    const cells = line.replace(/^\||\|\s*$/g, "").split(/(?<!\\)\|/);
    for (const [column, cell] of cells.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, widthOf(cell.trim()));
    }
  }
  return widths;
}

/** What links and footnotes of any stretch may refer to. */
function definitionsIn(lines: readonly string[]): string[] {
  const mayBegin = (at: number) => isBlank(lines[at - 1] ?? "") || definition.test(lines[at - 1] ?? "");
  const found = lines.filter((line, at) => definition.test(line) && mayBegin(at)).slice(0, 200);
  const short = found.map((line) => line.replace(/^( {0,3}\[\^[^\]]+\]:).*/, "$1 note"));
  // The rule ends a footnote, to which indented text would belong.
  return short.length === 0 ? [] : ["", ...short, "", "***", ""];
}

const definition = /^ {0,3}\[[^\]]+\]:\s*\S/;
