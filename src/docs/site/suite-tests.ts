import type { Suite } from "../../suite/suite.ts";

/** Where a test stands in its suite, and its text with the spec's line above it. */
export interface TestPlace {
  /** Of the call, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The tests of a suite by their examples, as far to the left as they go; none for a text that does not parse. */
export function suiteTests({ text, tests }: Pick<Suite, "text" | "tests">): ReadonlyMap<string, TestPlace> {
  const lines = text.split("\n");
  return new Map(
    tests.flatMap(({ example, place }) => {
      if (place === undefined || place === null) return [];
      const at = place.line - 1;
      let first = at;
      while (lines[first - 1]?.trimStart().startsWith("//") === true) first -= 1;
      const comments = lines.slice(first, at).map((line) => `${line}\n`);
      const start = text.lastIndexOf("\n", place.start - 1) + 1;
      const end = text[place.end] === ";" ? place.end + 1 : place.end;
      const own = (comments.join("") + text.slice(start, end)).split("\n");
      const indent = /^[ \t]*/u.exec(lines[at] ?? "")?.[0] ?? "";
      const shown = own.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
      return [[example, { line: place.line, text: shown.join("\n") }] as const];
    }),
  );
}
