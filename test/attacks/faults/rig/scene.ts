import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateTests } from "../../../../src/app/generate.ts";
import { openWorld } from "../../../../src/cli/world.ts";
import type { RunEvent } from "../../../../src/loop/events.ts";
import type { Answer, RecordedRequest } from "../../../support/messages-server.ts";
import { create } from "../../../support/runs.ts";
import type { AttackBench } from "../../row.ts";
import { put } from "./put.ts";

const spec = `---
subject: ../src/add.ts
---
# Add

## Adds

- \`add(1, 2)\` returns \`3\`.
- \`add(20, 22)\` returns \`42\`.
`;

const sumText = "export const sum = (a: number, b: number): number => a + b;\n";
const addText = "export const add = sum;\n";
/** Without it the module does not load, and twice it does not either. */
const line = 'import { sum } from "./sum.ts";\n';

/** What a finished run leaves in the project. */
const finished: Readonly<Record<string, string>> = {
  "src/add.ts": line + addText,
  "src/sum.ts": sumText,
};

/**
 * Three edits in one answer, of which the last does harm when it is made twice. Should one not come to pass, it and
 * what follows it are made again.
 */
export function threeEdits({ body }: Pick<RecordedRequest, "body">): Answer {
  const results = body.messages
    .flatMap(({ content }) => content)
    .filter(({ type }) => type === "tool_result");
  const isDone = (edit: Edit) =>
    results.some(
      ({ tool_use_id: id, is_error: failed }) => id?.startsWith(edit.id) === true && failed !== true,
    );
  const first = edits.findIndex((edit) => !isDone(edit));
  const left = first === -1 ? [] : edits.slice(first);
  if (left.length === 0) return { text: "Done." };
  return {
    text: "I write it.",
    calls: left.map((edit) => ({ ...edit, id: `${edit.id}_${results.length}` })),
  };
}

type Edit = (typeof edits)[number];

const edits = [
  { ...create("src/sum.ts", sumText), id: "toolu_sum" },
  { ...create("src/add.ts", addText), id: "toolu_add" },
  {
    tool: "str_replace_based_edit_tool",
    input: { command: "insert", path: "src/add.ts", insert_line: 0, insert_text: line },
    id: "toolu_line",
  },
] as const;

/** A project whose suite has been seen red, by the real Vitest; made once, and copied for each attempt. */
export async function redProject(bench: AttackBench, name: string): Promise<string> {
  const made = await bench.share("a project that is red", async () => {
    const root = bench.folder("red");
    put(root, "package.json", '{ "name": "sample", "type": "module" }\n');
    put(root, "specs/add.md", spec);
    const generated = await generateTests(await openWorld(root), { specs: [], dryRun: false, force: false });
    if (generated.red?.broken.length !== 0) throw new Error("the suite of the scene is not red");
    return root;
  });
  const root = bench.folder(name);
  cpSync(made, root, { recursive: true });
  return root;
}

/** The person's own files, by path: everything but what lies below `.greenbar`. */
export function treeOf(root: string): Readonly<Record<string, string>> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !path.startsWith(".greenbar/"))
    .toSorted();
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

/** How a project stands: as it was before the run, as it is after it, or neither. */
export function stateOf(
  root: string,
  before: Readonly<Record<string, string>>,
): "before" | "after" | "neither" {
  const text = JSON.stringify(Object.entries(treeOf(root)));
  const sorted = (files: Readonly<Record<string, string>>) =>
    JSON.stringify(Object.entries(files).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  if (text === sorted(before)) return "before";
  return text === sorted({ ...before, ...finished }) ? "after" : "neither";
}

/** The events of each run that has any, oldest run first; lines are read as they are, whole ones only. */
export function ledgersOf(root: string): RunEvent[][] {
  const folder = join(root, ".greenbar", "runs");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name, "ledger.jsonl"))
    .filter((path) => existsSync(path))
    .toSorted()
    .map((path) =>
      readFileSync(path, "utf8")
        .split("\n")
        .slice(0, -1)
        .map((text) => (JSON.parse(text) as { event: RunEvent }).event),
    )
    .filter((events) => events.length > 0);
}

/** How often each call's edit was said to be made; `{ toolu_a: 1 }`. */
export function editsOf(events: readonly RunEvent[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const event of events) {
    if (event.type === "edit-applied") counts[event.call] = (counts[event.call] ?? 0) + 1;
  }
  return counts;
}
