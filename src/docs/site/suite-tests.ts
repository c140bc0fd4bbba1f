import { readProgram, testsIn } from "../../suite/same-syntax.ts";

/** Where a test stands in its suite, and its text with the spec's line above it. */
export interface TestPlace {
  /** Of the call, from 1. */
  readonly line: number;
  readonly text: string;
}

/** The tests of a suite by their names as JSON; none for a text that does not parse. Each line is looked at once. */
export function suiteTests(text: string, path: string): ReadonlyMap<string, TestPlace> {
  const program = readProgram(text, path);
  if (program === null) return new Map();
  const lines = text.split("\n");
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length + 1;
  }
  let at = 0;
  return new Map(
    testsIn(program).map(({ name, node }) => {
      // Tests come in the order of the file.
      while ((starts[at + 1] ?? Number.POSITIVE_INFINITY) <= node.start) at += 1;
      let first = at;
      while (lines[first - 1]?.trimStart().startsWith("//") === true) first -= 1;
      const end = text[node.end] === ";" ? node.end + 1 : node.end;
      const own = text.slice(starts[first] ?? 0, end).split("\n");
      const indent = /^[ \t]*/u.exec(lines[at] ?? "")?.[0] ?? "";
      const shown = own.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
      return [JSON.stringify(name), { line: at + 1, text: shown.join("\n") }];
    }),
  );
}
