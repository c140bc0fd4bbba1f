import { cleanText } from "../../verdict/clean-text.ts";
import type { SpecTest } from "./tests-by-spec-line.ts";

/** A generated test that failed. */
export interface SpecFailure extends SpecTest {
  readonly title: string;
  readonly message: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

/** Failures by spec and line: the place, the Markdown as it stands there, expected and actual. */
export function printFailures(failures: readonly SpecFailure[]): string {
  const sorted = failures.toSorted((one, other) =>
    one.spec === other.spec ? one.line - other.line : one.spec < other.spec ? -1 : 1,
  );
  const count = `${failures.length} ${failures.length === 1 ? "example fails" : "examples fail"}`;
  return `\n greenbar: ${count}\n${sorted.map(failureText).join("")}\n`;
}

function failureText({ spec, line, title, markdown, message, expected, actual }: SpecFailure): string {
  const said =
    expected === null || actual === null
      ? indented("", message)
      : indented("expected ", expected) + indented("actual   ", actual);
  const shown = markdown === "" ? "" : `   ${cleanText(markdown)}\n`;
  return `\n ✗ ${cleanText(spec)}:${line}  ${cleanText(title)}\n${shown}${said}`;
}

function indented(head: string, text: string): string {
  const [first = "", ...rest] = cleanText(text).split("\n");
  return [`   ${head}${first}`, ...rest.map((line) => `   ${" ".repeat(head.length)}${line}`)]
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}
