import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunEvent } from "../../src/loop/events.ts";
import type { Answer, RecordedRequest } from "./messages-server.ts";

/** A spec of one requirement with six rows, of which some are held out. */
export const addSpec = `---
subject: ../src/add.ts
---
# Add

## Adds

| \`a\` | \`b\` | \`add(a, b)\` |
| --- | --- | --- |
| 1 | 2 | 3 |
| 50121 | 60023 | 110144 |
| 71011 | -34567 | 36444 |
| 88231 | 12345 | 100576 |
| 91919 | 23232 | 115151 |
| 77777 | 11111 | 88888 |
`;

export const wrong = "export function add(a: number, b: number): number {\n  return a - b;\n}\n";
export const right = "export function add(a: number, b: number): number {\n  return a + b;\n}\n";

/** An answer that writes a whole file. */
export function writes(text: string, path = "src/add.ts"): Answer {
  return { calls: [create(path, text)] };
}

export function create(path: string, text: string) {
  return { tool: "str_replace_based_edit_tool", input: { command: "create", path, file_text: text } };
}

/** Answers by what has been said so far, not by a count of requests: first wrong, then right. */
export function wrongThenRight({ body }: RecordedRequest): Answer {
  const results = body.messages
    .flatMap(({ content }) => content)
    .filter(({ type }) => type === "tool_result");
  return results.length === 0
    ? { text: "A first try.", calls: [{ ...create("src/add.ts", wrong), id: "toolu_first" }] }
    : { text: "Now rightly.", calls: [{ ...create("src/add.ts", right), id: "toolu_second" }] };
}

/** The events of each run of a project, oldest run first. */
export function ledgers(root: string): RunEvent[][] {
  const folder = join(root, ".greenbar", "runs");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .map((run) =>
      readFileSync(join(folder, run, "ledger.jsonl"), "utf8")
        .split("\n")
        .slice(0, -1)
        .map((line) => (JSON.parse(line) as { event: RunEvent }).event),
    );
}

/** How many events of a type stand in a ledger. */
export function countOf(ledger: readonly RunEvent[] | undefined, type: RunEvent["type"]): number {
  return (ledger ?? []).filter((event) => event.type === type).length;
}
