import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readProject } from "../src/app/read-project.ts";
import { createReceiptReader } from "../src/app/receipts/receipt-stands.ts";
import { openWorld } from "../src/cli/world.ts";
import { printReceipt, receiptPath } from "../src/verdict/receipt.ts";
import type { Row } from "./measure.ts";
import { ratioRow, runProgram, sideBySide } from "./measure.ts";

const specs = 100;

/** What a check of 100 specs need not do: where receipts stand, and after an edit to one subject; by the built command. */
export async function checkRows(root: string): Promise<Row[]> {
  const project = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-bench-")));
  try {
    writeProject(root, project);
    const greenbar = (...args: string[]) =>
      runProgram(process.execPath, [join(root, "dist/greenbar.mjs"), ...args], project);
    greenbar("generate-tests");
    const check = () => greenbar("check");
    await writeReceipts(project);
    const commit = () => {
      runProgram("git", ["add", "-A"], project);
      const who = ["-c", "user.name=bench", "-c", "user.email=bench@example.com"];
      runProgram("git", [...who, "commit", "-q", "-m", "all"], project);
    };
    runProgram("git", ["init", "-q", "-b", "main"], project);
    commit();
    const trusted = await sideBySide(
      3,
      () => wanted(greenbar("check", "--trust-receipts"), "100 of 100"),
      check,
    );
    let turn = 0;
    const edited = () => {
      write(project, "src/f7.ts", `${subject(7)}// ${(turn += 1)}\n`);
      wanted(greenbar("check", "--changed"), "99 of 100");
    };
    const changed = await sideBySide(3, edited, check);
    return [
      ratioRow(
        "`check --trust-receipts` of 100 specs, nothing changed, against the full check",
        trusted,
        0.2,
      ),
      ratioRow("`check --changed` after an edit to one subject of 100, against the full check", changed, 0.1),
    ];
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function wanted(said: string, words: string): void {
  if (!said.includes(words)) throw new Error(`"${words}" was expected:\n${said.slice(-2_000)}`);
}

function writeProject(root: string, project: string): void {
  write(project, "package.json", '{ "name": "bench", "type": "module" }\n');
  write(project, ".gitignore", "node_modules\n.greenbar/runs/\n");
  for (let at = 0; at < specs; at += 1) {
    write(project, `src/f${at}.ts`, subject(at));
    write(project, `specs/s${at}.md`, spec(at));
  }
  symlinkSync(join(root, "node_modules"), join(project, "node_modules"));
}

const subject = (at: number) =>
  `export function f${at}(text: string): string {\n  return text.trim().toUpperCase() + "_${at}";\n}\n`;

const spec = (at: number) => `---
subject: ../src/f${at}.ts
---
# S${at}

## Shouts

| \`text\` | \`f${at}(text)\` |
| --- | --- |
| a | A_${at} |
| bc | BC_${at} |
| \`" d "\` | D_${at} |
| \`""\` | _${at} |
`;

/** As green runs would leave them. */
async function writeReceipts(folder: string): Promise<void> {
  const world = await openWorld(folder);
  const project = await readProject(world, []);
  const reader = createReceiptReader(world, project);
  for (const one of project.specs) {
    const facts = await reader.facts(one);
    const claims = { sandbox: "none", agent: "handoff", model: null, holdOuts: "visible" } as const;
    const text = printReceipt({ facts, claims: { ...claims, examples: 4, passed: 4 } });
    write(folder, receiptPath(one.plan.spec, project.config.specs), text);
  }
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
