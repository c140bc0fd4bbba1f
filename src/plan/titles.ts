import type {
  Block,
  Check,
  ErrorPattern,
  Expectation,
  ScenarioBlock,
  SnippetBlock,
  Step,
} from "../spec/spec.ts";
import { printValue } from "./print-value.ts";
import { withJsonStrings } from "./scan-source.ts";

/** Longest title that we make, in UTF-16 units; a longer one is cut between words or at a bracket. */
const titleLength = 80;
/** An author's own words are cut later: what tells two notes apart often stands at their end. */
const noteLength = 120;
const outcomeLength = 40;

/** The name of a block's test in plain words: what the author noted, else the call and what comes of it. */
export function titleOf(block: Block): string {
  switch (block.kind) {
    case "row":
      return titleOfRow(block.notes, block.checks);
    case "sentence":
      return describeCheck(block.check, "returns");
    case "snippet":
      return titleOfSteps(block);
    case "scenario":
      return block.title === null || block.title.trim() === ""
        ? titleOfSteps(block)
        : shorten(block.title, noteLength);
    case "property": {
      const variables = block.variables.map(({ name }) => name).join(", ");
      return shorten(`for any ${variables}: ${describeCheck(block.check, "is")}`, titleLength);
    }
    case "console":
      return shorten(`$ ${block.commands[0]?.command ?? ""}`, titleLength);
  }
}

/** The text on one line, cut to the length at a boundary of words or brackets, with an ellipsis. */
export function shorten(text: string, length: number): string {
  const line = text.replaceAll(/\s*[\p{Cc}\u2028\u2029]+\s*/gu, " ").trim();
  if (line.length <= length) return line;
  const start = line.slice(0, length - 1);
  const boundary = Math.max(...[" ", "(", "[", "{", ",", ")"].map((mark) => start.lastIndexOf(mark)));
  const cut = boundary < length / 2 ? withoutHalfCharacter(start) : start.slice(0, boundary + 1).trimEnd();
  return `${cut}…`;
}

/** Titles that occur again get a number: `adds`, `adds (2)`. */
export function numberRepeats(titles: readonly string[]): string[] {
  const taken = new Set(titles);
  const seen = new Set<string>();
  const next = new Map<string, number>();
  return titles.map((title) => {
    let free = title;
    let number = next.get(title) ?? 2;
    for (; seen.has(free) || (free !== title && taken.has(free)); number += 1) free = `${title} (${number})`;
    next.set(title, number);
    seen.add(free);
    return free;
  });
}

function titleOfRow(notes: readonly (readonly [string, string])[], checks: readonly Check[]): string {
  const note = notes.find(([, text]) => text.trim() !== "");
  if (note !== undefined) return shorten(note[1], noteLength);
  return shorten(checks.map((check) => describeCheck(check, "→")).join(", "), titleLength);
}

function titleOfSteps({ steps }: SnippetBlock | ScenarioBlock): string {
  const check = steps.find((step) => step.do === "check");
  const before = steps.slice(0, check === undefined ? undefined : steps.indexOf(check));
  const run = before.findLast((step) => step.do === "run");
  const parts = [
    run === undefined ? [] : [codeOf(run)],
    check === undefined ? [] : [describeCheck(check, "→")],
  ].flat();
  return parts.length === 0 ? "example" : shorten(parts.join("; "), titleLength);
}

function codeOf(step: Extract<Step, { do: "run" }>): string {
  return shorten(withJsonStrings(step.code).replace(/;+\s*$/u, ""), titleLength / 2);
}

function describeCheck(check: Check, verb: "→" | "returns" | "is"): string {
  const outcome = shorten(outcomeOf(check, verb), outcomeLength);
  return `${shorten(withJsonStrings(check.expression.source), titleLength - outcome.length - 1)} ${outcome}`;
}

function outcomeOf({ expectation, via, expression }: Check, verb: "→" | "returns" | "is"): string {
  if (expectation.is === "throws")
    return throwsWords(expectation.error, via === "rejects" ? "rejects" : "throws");
  if (via === "resolves" && expectation.is === "value") return `resolves to ${printValue(expectation.value)}`;
  if (expectation.is === "value") {
    const isCall = expression.source.trimEnd().endsWith(")");
    return `${verb === "returns" && !isCall ? "is" : verb} ${printValue(expectation.value)}`;
  }
  return describeExpected(expectation);
}

function describeExpected(expectation: Exclude<Expectation, { is: "throws" }>): string {
  switch (expectation.is) {
    case "value":
      return printValue(expectation.value);
    case "matches":
      return `matches /${expectation.pattern.source}/${expectation.pattern.flags}`;
    case "contains":
      return `contains ${printValue(expectation.value)}`;
    case "about":
      return `is about ${expectation.value.toFixed(Math.min(Math.max(expectation.digits, 0), 100))}`;
    case "a":
      return `is ${/^[aeiou]/iu.test(expectation.type) ? "an" : "a"} ${expectation.type}`;
    case "expression":
      return `is ${withJsonStrings(expectation.expression.source)}`;
  }
}

function throwsWords({ name, message, pattern }: ErrorPattern, verb: "throws" | "rejects"): string {
  const what = [
    name ?? "",
    message === undefined ? "" : name === undefined ? JSON.stringify(message) : `: ${message}`,
    pattern === undefined ? "" : ` /${pattern.source}/${pattern.flags}`,
  ].join("");
  if (what === "") return verb;
  return verb === "rejects" ? `rejects with ${what.trim()}` : `throws ${what.trim()}`;
}

/** Does not leave the first half of a surrogate pair at the end. */
function withoutHalfCharacter(text: string): string {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? text.slice(0, -1) : text;
}
