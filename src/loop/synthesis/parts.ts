import type { Constant } from "./constants.ts";
import type { Fit } from "./fit.ts";
import type { Live } from "./live-value.ts";
import { countRows, maskOf, type Masked } from "./predicates.ts";
import type { Branch } from "./program.ts";

/** Words that the expected texts are put together from, in their one order, and the rows that hold each. */
export interface Pieces {
  readonly words: readonly { readonly word: string; readonly mask: number }[];
  /** The rows that hold none of the words. */
  readonly rest: number;
}

/**
 * Are the expected texts, but for some, words of the spec in a row? Each word must serve at least two rows, and
 * two words must meet in at least one, else plain branches say it better.
 */
export function piecesOf(constants: readonly Constant[], goal: readonly Live[]): Pieces | undefined {
  const texts = goal.filter((value) => typeof value === "string");
  if (texts.length < goal.length) return undefined;
  const words = constants
    .flatMap(({ value }) => (typeof value === "string" && value.length > 1 ? [value] : []))
    .filter((word) => texts.some((text) => text === word));
  const simple = words.filter(
    (word) =>
      split(
        word,
        words.filter((other) => other !== word),
      ) === undefined,
  );
  if (simple.length < 2) return undefined;
  const rows = texts.map((text) => split(text, simple));
  if (!rows.some((row) => (row?.length ?? 0) > 1)) return undefined;
  const order = orderOf(simple, rows);
  if (order === undefined) return undefined;
  const pieces = order.map((word) => ({
    word,
    mask: maskOf(rows, (row) => Array.isArray(row) && row.includes(word)),
  }));
  if (pieces.some(({ mask }) => countRows(mask) < 2)) return undefined;
  return { words: pieces, rest: maskOf(rows, (row) => row === undefined) };
}

/** Finds the cheapest condition for each word, and a result for the rows without any. */
export function assemble(
  pieces: Pieces,
  conditions: readonly Masked[],
  results: readonly Masked[],
): Fit | undefined {
  const parts: Branch[] = [];
  let cost = 3;
  for (const { word, mask } of pieces.words) {
    const condition = conditions.find((candidate) => candidate.mask === mask);
    if (condition === undefined) return undefined;
    parts.push({ when: condition.term.expression, give: { is: "constant", value: word, kind: "string" } });
    cost += condition.term.cost + 3;
  }
  if (pieces.rest === 0) return { body: { is: "parts", parts, otherwise: undefined }, cost };
  const rest = results.find(
    ({ mask, term }) => (mask & pieces.rest) === pieces.rest && term.expression.is !== "constant",
  );
  if (rest === undefined) return undefined;
  return { body: { is: "parts", parts, otherwise: rest.term.expression }, cost: cost + rest.term.cost };
}

/** The text as some of the words in a row, each at most once; `undefined` when it is not. */
function split(text: string, words: readonly string[]): readonly string[] | undefined {
  if (text === "") return [];
  for (const word of words) {
    if (!text.startsWith(word)) continue;
    const rest = split(
      text.slice(word.length),
      words.filter((other) => other !== word),
    );
    if (rest !== undefined) return [word, ...rest];
  }
  return undefined;
}

function orderOf(
  words: readonly string[],
  rows: readonly (readonly string[] | undefined)[],
): readonly string[] | undefined {
  const before = (a: string, b: string): boolean =>
    rows.some(
      (row) =>
        row !== undefined && row.includes(b) && row.indexOf(a) !== -1 && row.indexOf(a) < row.indexOf(b),
    );
  const order = words.toSorted((a, b) =>
    before(a, b) ? -1 : before(b, a) ? 1 : words.indexOf(a) - words.indexOf(b),
  );
  const holds = rows.every(
    (row) =>
      row === undefined ||
      row.every((word, at) => at === 0 || order.indexOf(row[at - 1] ?? "") < order.indexOf(word)),
  );
  return holds ? order : undefined;
}
