import type { PhrasingContent, TableCell } from "mdast";
import { parseExpression } from "./javascript.ts";
import { readJson } from "./read-json.ts";
import type { Reading } from "./reading.ts";
import type { Argument } from "./row-template.ts";
import type { RuleId } from "./rules.ts";
import type { Expectation } from "./spec.ts";
import { type ReadExpectation, readExpectedThrow, readExpectedValue } from "./verbs.ts";

/** What a reader of a cell found: something, nothing to be found (`empty`), or an error that is reported already. */
export type CellRead<Result> =
  | { readonly is: "read"; readonly result: Result }
  | { readonly is: "empty" }
  | { readonly is: "wrong" };

/** Reads a cell of an argument's column: a code span is an expression, bare text a value. */
export function readArgument(cell: TableCell, reading: Reading): CellRead<Argument> {
  const content = contentOf(cell, reading);
  if (content.is === "wrong") return report(cell, content, reading);
  if (content.is === "empty") return content;
  if (content.is === "text") {
    const bare = readBare(content.text);
    if (bare.is === "wrong") return report(cell, bare, reading);
    return { is: "read", result: dataArgument(bare.source) };
  }
  const source = content.source.trim();
  if (readJson(source) !== null) return { is: "read", result: dataArgument(source) };
  const parsed = parseExpression(source);
  if (parsed.ok) {
    const isPrimary = primaries.has(parsed.node.type) && !beginsNumber(source);
    return { is: "read", result: { source, isPrimary, isData: false } };
  }
  const message = `\`${content.source}\` cannot be read as an expression: ${parsed.reason}`;
  return report(cell, { rule: "cell-unreadable", message }, reading);
}

/** Reads a cell of expected values: a value, or `throws` and what is thrown. */
export function readExpected(cell: TableCell, reading: Reading): CellRead<Expectation> {
  const thrown = afterThrows(cell);
  if (thrown !== null) return readThrowsCell(cell, thrown, reading);
  const content = contentOf(cell, reading);
  if (content.is === "wrong") return report(cell, content, reading);
  if (content.is === "empty") return content;
  if (content.is === "code") return expectation(cell, readExpectedValue(content.source), reading);
  const bare = readBare(content.text);
  if (bare.is === "wrong") return report(cell, bare, reading);
  return expectation(cell, readExpectedValue(bare.source), reading);
}

/** Reads a cell of a column headed `throws`: what is thrown, with or without the word. */
export function readThrown(cell: TableCell, reading: Reading): CellRead<Expectation> {
  const thrown = afterThrows(cell);
  if (thrown !== null) return readThrowsCell(cell, thrown, reading);
  const content = contentOf(cell, reading);
  if (content.is === "wrong") return report(cell, content, reading);
  if (content.is === "empty") return content;
  if (content.is === "code") return expectation(cell, readExpectedThrow(content.source), reading);
  const bare = readBare(content.text);
  if (bare.is === "wrong") return report(cell, bare, reading);
  if (bare.source !== JSON.stringify(content.text)) {
    return report(
      cell,
      { rule: "throws-form", message: `${content.text} is no error's name, message or pattern` },
      reading,
    );
  }
  // Bare text is a string, which is the whole message, unless it reads as an error's name.
  const named = readExpectedThrow(content.text);
  return expectation(cell, named.ok ? named : readExpectedThrow(bare.source), reading);
}

/** The name that a header stands for: a code span alone, or bare text; null for anything else. */
export function headerName(cell: TableCell): string | null {
  const children = visible(cell);
  const [only, surplus] = children;
  if (only === undefined) return "";
  if (surplus === undefined && only.type === "inlineCode") return only.value.trim();
  return children.every((node) => node.type === "text")
    ? children
        .map((node) => node.value)
        .join("")
        .trim()
    : null;
}

/** The source of a header that is one code span; null for anything else. */
export function headerCode(cell: TableCell): string | null {
  const [only, surplus] = visible(cell);
  return surplus === undefined && only?.type === "inlineCode" ? only.value : null;
}

type Problem = {
  readonly rule: RuleId;
  readonly message: string;
  readonly expected?: string;
  readonly example?: string;
};

type Content =
  | { readonly is: "empty" }
  | { readonly is: "code"; readonly source: string }
  | { readonly is: "text"; readonly text: string }
  | ({ readonly is: "wrong" } & Problem);

function contentOf(cell: TableCell, reading: Reading): Content {
  const children = visible(cell);
  const [only, surplus] = children;
  if (only === undefined) return { is: "empty" };
  if (surplus === undefined && only.type === "inlineCode") return { is: "code", source: only.value };
  const odd = children.find((node) => !isTextual(node, reading) && node.type !== "inlineCode");
  if (odd !== undefined) {
    const rule = markup[odd.type] ?? "cell-mixed";
    const shown = reading.sourceOf(odd);
    return { is: "wrong", rule, message: `the cell holds ${describe(odd)} (${shown}), which is no value` };
  }
  if (children.some((node) => node.type === "text" && hasOddBacktick(reading.sourceOf(node)))) {
    const shown = children.map((node) => reading.sourceOf(node)).join("");
    return { is: "wrong", rule: "cell-odd-backtick", message: `a backtick of ${shown} has no partner` };
  }
  if (children.some((node) => node.type === "inlineCode")) {
    const shown = children.map((node) => reading.sourceOf(node)).join("");
    return { is: "wrong", rule: "cell-mixed", message: `the cell mixes text and code: ${shown}` };
  }
  return { is: "text", text: children.map(textOf).join("").trim() };
}

/** Children but for HTML comments and white space. */
function visible(cell: TableCell): PhrasingContent[] {
  return cell.children.filter(
    (node) =>
      !(node.type === "html" && node.value.startsWith("<!--")) &&
      !(node.type === "text" && node.value.trim() === ""),
  );
}

/** Text, or a bare address that GFM made a link of. */
function isTextual(node: PhrasingContent, reading: Reading): boolean {
  return node.type === "text" || (node.type === "link" && textOf(node) === reading.sourceOf(node));
}

function textOf(node: PhrasingContent): string {
  if (node.type === "text") return node.value;
  return node.type === "link" ? node.children.map(textOf).join("") : "";
}

const markup: Readonly<Record<string, RuleId>> = {
  emphasis: "cell-emphasis",
  strong: "cell-emphasis",
  delete: "cell-emphasis",
  html: "cell-html",
};

function describe(node: PhrasingContent): string {
  return node.type === "html" ? "HTML" : node.type === "inlineCode" ? "code" : `${node.type} markup`;
}

/** A backtick that is no code span's: the source has it, and no backslash before it. */
function hasOddBacktick(source: string): boolean {
  for (let at = 0; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "`") return true;
  }
  return false;
}

type Bare = { readonly is: "bare"; readonly source: string } | ({ readonly is: "wrong" } & Problem);

/** Bare text as the source of a value: a JSON number, boolean or null that writes back as read, else a string. */
function readBare(text: string): Bare {
  const quoted = JSON.stringify(text);
  const expected = `a code span for a value (\`${text}\`) or for a string (\`${quoted}\`)`;
  const close = pairs.get(text[0] ?? "");
  if (close !== undefined && text.length > 1 && text.endsWith(close)) {
    const message = `${text} stands bare in quotes or brackets: it is not clear whether they belong to the value`;
    const example = isDumbQuote(close) ? `\`${text}\`` : `\`${quoted}\``;
    return { is: "wrong", rule: "cell-bare-quotes", message, expected, example };
  }
  if (text === "undefined") {
    const message = "bare undefined may be the value or the word";
    return { is: "wrong", rule: "cell-bare-undefined", message, expected, example: "`undefined`" };
  }
  const json = readScalar(text);
  if (json === undefined) return { is: "bare", source: quoted };
  if (String(json) === text) return { is: "bare", source: text };
  const message = `bare ${text} is the number ${Object.is(json, -0) ? "-0" : String(json)}, which is not what stands there`;
  return { is: "wrong", rule: "cell-bare-number", message, expected, example: `\`${text}\`` };
}

const pairs = new Map([
  ['"', '"'],
  ["'", "'"],
  ["“", "”"],
  ["‘", "’"],
  ["«", "»"],
  ["[", "]"],
  ["{", "}"],
  ["(", ")"],
]);

function isDumbQuote(close: string): boolean {
  return close === '"' || close === "'" || close === "]" || close === "}";
}

/** Undefined when the text is no JSON number, boolean or null. */
function readScalar(text: string): number | boolean | null | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return typeof read === "number" || typeof read === "boolean" || read === null ? read : undefined;
}

/** What stands behind the word `throws`: null when the cell does not begin with it. */
function afterThrows(cell: TableCell): readonly PhrasingContent[] | null {
  const [first, ...rest] = visible(cell);
  if (first?.type !== "text") return null;
  const text = first.value.trim();
  if (text === "throws") return rest;
  return text.startsWith("throws ") ? [{ ...first, value: text.slice("throws ".length) }, ...rest] : null;
}

function readThrowsCell(
  cell: TableCell,
  thrown: readonly PhrasingContent[],
  reading: Reading,
): CellRead<Expectation> {
  const [only, surplus] = thrown;
  if (only === undefined) return expectation(cell, readExpectedThrow(""), reading);
  if (surplus === undefined && only.type === "inlineCode") {
    return expectation(cell, readExpectedThrow(only.value), reading);
  }
  const shown = only.type === "text" ? only.value.trim() : "Error";
  const message = "behind throws stands something else than one code span";
  return report(cell, { rule: "throws-form", message, example: `throws \`${shown}\`` }, reading);
}

function expectation(cell: TableCell, read: ReadExpectation, reading: Reading): CellRead<Expectation> {
  if (read.ok) return { is: "read", result: read.expectation };
  const { rule, reason, expected, example } = read;
  return report(
    cell,
    {
      rule,
      message: reason,
      ...(expected === undefined ? {} : { expected }),
      ...(example === undefined ? {} : { example }),
    },
    reading,
  );
}

function report(cell: TableCell, problem: Problem, reading: Reading): { readonly is: "wrong" } {
  const { rule, message, expected, example } = problem;
  const first = visible(cell)[0];
  const last = visible(cell).at(-1);
  const place =
    first === undefined || last === undefined
      ? reading.placeOf(cell)
      : reading.placeBetween(reading.placeOf(first).offset, reading.placeOf(last).endOffset);
  reading.report(rule, place, message, {
    ...(expected === undefined ? {} : { expected }),
    ...(example === undefined ? {} : { example }),
  });
  return { is: "wrong" };
}

/** An argument that is JSON: no names in it, nothing to run. */
function dataArgument(source: string): Argument {
  const isPrimary = !source.startsWith("{") && !source.startsWith("-") && !beginsNumber(source);
  return { source, isPrimary, isData: true };
}

/** Expressions that bind tightest: a member access may follow without brackets. */
const primaries = new Set(["Literal", "Identifier", "ArrayExpression", "TemplateLiteral"]);

function beginsNumber(source: string): boolean {
  const char = source[0] ?? "";
  return (char >= "0" && char <= "9") || char === ".";
}
