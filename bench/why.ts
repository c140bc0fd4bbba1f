import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createCoverage } from "../src/adapters/trace/coverage.ts";
import { createJudge } from "../src/adapters/judge/judge-adapter.ts";
import { createNoSandbox } from "../src/adapters/sandbox/no-sandbox.ts";
import { ownInstallation } from "../src/adapters/vitest/own-installation.ts";
import type { JudgeProgram } from "../src/verdict/judge.ts";
import type { Row } from "./measure.ts";
import { ratioRow, sideBySide } from "./measure.ts";

/** Examples of a spec that is long, and of one that is not. */
const sizes = [8, 50];

/** What each example executes, against the judge asking the same examples once in the same way, without coverage. */
export async function whyRows(root: string): Promise<Row[]> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-bench-why-")));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    symlinkSync(join(root, "node_modules"), join(dir, "node_modules"));
    const rows: Row[] = [];
    for (const [name, subject] of [
      ["Node loads the subject", "src/roman.ts"],
      ["through the project's Vite", "src/roman-enum.ts"],
    ] as const) {
      for (const size of sizes) rows.push(await row(root, dir, { name, subject, size }));
    }
    return rows;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function row(
  root: string,
  dir: string,
  { name, subject, size }: { readonly name: string; readonly subject: string; readonly size: number },
): Promise<Row> {
  const own = ownInstallation();
  const child = { ...own.child, folder: join(root, "dist"), manifest: join(root, "package.json") };
  const [judge, coverage] = [createJudge({ ...own, child }), createCoverage({ ...own, child })];
  const programs = programsOf(subject, size);
  const workspace = { dir, root: dir, dependencies: [join(root, "node_modules")], dispose: async () => {} };
  const job = { sandbox: createNoSandbox(), programs, programMs: 20_000, wallMs: 60_000 };
  const traced = async (): Promise<void> => {
    const { programs: found } = await coverage.trace({ ...job, workspace });
    const whole = [...found.values()].filter((one) => one.is === "traced" && one.executed.length > 0);
    if (whole.length !== size) throw new Error(`of ${size} examples ${whole.length} were traced`);
  };
  const judged = async (): Promise<void> => {
    const [answers] = await judge.ask({ ...job, runs: [{ workspace, seed: 0 }] });
    const whole = [...(answers?.programs.values() ?? [])].filter(({ is }) => is === "answered");
    if (whole.length !== size) throw new Error(`of ${size} examples ${whole.length} were answered`);
  };
  return ratioRow(
    `what each of ${size} examples executes, ${name}, against the same judge run without`,
    await sideBySide(9, traced, judged),
    2,
  );
}

function programsOf(subject: string, size: number): readonly JudgeProgram[] {
  return Array.from({ length: size }, (_, key) => ({
    key,
    uses: [{ subject, exported: "toRoman", local: "toRoman", as: "named" }],
    steps: [{ do: "ask", source: `toRoman(${key + 1})`, via: "value" }],
  }));
}

const roman = `const numerals: readonly (readonly [number, string])[] = [
  [1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"],
  [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"],
];

export function toRoman(value: number): string {
  if (!Number.isInteger(value) || value < 1) throw new RangeError("no Roman numeral");
  let rest = value;
  let text = "";
  for (const [worth, letters] of numerals) {
    while (rest >= worth) {
      text += letters;
      rest -= worth;
    }
  }
  return text;
}
`;

const files: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "bench", "type": "module" }\n',
  "src/roman.ts": roman,
  // An enum is what Node does not load.
  "src/roman-enum.ts": `export enum Kind {\n  Roman,\n}\n${roman}`,
};
