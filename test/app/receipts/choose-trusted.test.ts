import { describe, expect, test } from "vitest";
import { runAll } from "../../../src/app/changed/choose.ts";
import { check } from "../../../src/app/check.ts";
import { readProject } from "../../../src/app/read-project.ts";
import { chooseTrusted } from "../../../src/app/receipts/choose-trusted.ts";
import { createReceiptReader } from "../../../src/app/receipts/receipt-stands.ts";
import { choiceOf } from "../../../src/cli/check/choice-of.ts";
import { printReceipt, receiptPath } from "../../../src/verdict/receipt.ts";
import { receiptWorld } from "./receipt-world.ts";

const spec = (name: string) =>
  `---\nsubject: ../src/${name}.ts\n---\n# ${name}\n\n## R\n\n- \`${name}(1)\` is \`1\`.\n`;

const files = {
  "package.json": '{ "name": "sample", "type": "module" }',
  "specs/a.md": spec("a"),
  "specs/b.md": `${spec("b")}\n## Later\n\nIt MUST do more.\n`,
  "src/a.ts": "export const a = (x: number) => x;\n",
  "src/b.ts": "export const b = (x: number) => x;\n",
};

/** Both specs with a receipt of the project as it is, as a green run would leave it. */
async function receipted() {
  const memory = receiptWorld(files);
  const project = await readProject(memory.world, []);
  const reader = createReceiptReader(memory.world, project);
  for (const one of project.specs) {
    const claims = { sandbox: "none", agent: "handoff", model: null, holdOuts: "visible" } as const;
    const receipt = { facts: await reader.facts(one), claims: { ...claims, examples: 1, passed: 1 } };
    memory.files.set(receiptPath(one.plan.spec, "specs"), printReceipt(receipt));
  }
  return memory;
}

async function chosen({ world }: Awaited<ReturnType<typeof receipted>>) {
  const { run, byReceipt } = await chooseTrusted(world, runAll)(await readProject(world, []));
  return [run, byReceipt].map((specs) => specs.map(({ plan }) => plan.title).join(""));
}

describe("specs that are taken by their receipt", () => {
  test.each<[name: string, change: readonly [path: string, text: string] | null, run: string, by: string]>([
    ["nothing changed", null, "", "ab"],
    ["a subject", ["src/a.ts", "export const a = (x: number) => x + 0;\n"], "ab", ""],
    ["a spec", ["specs/a.md", spec("a").replace("is `1`", "is `2`")], "a", "b"],
    ["a file that no subject imports", ["src/other.ts", ""], "ab", ""],
    ["a damaged receipt", [".greenbar/receipts/a.json", "{"], "a", "b"],
  ])("%s", async (_, change, run, by) => {
    const memory = await receipted();
    if (change !== null) memory.files.set(...change);
    expect(await chosen(memory)).toStrictEqual([run, by]);
  });

  test("only those that were to be run", async () => {
    const { world } = await receipted();
    const choose = chooseTrusted(world, ({ specs }) =>
      Promise.resolve({ run: specs.slice(1), byReceipt: [], untouched: specs.slice(0, 1) }),
    );
    const { run, byReceipt, untouched } = await choose(await readProject(world, []));
    expect([run.length, byReceipt.length, untouched.length]).toStrictEqual([0, 1, 1]);
  });
});

test("a check that takes all of them runs nothing, and still says what is unbound and unproven", async () => {
  const { world } = await receipted();
  const checked = await check(
    { ...world, seed: () => 1 },
    { specs: [], choose: chooseTrusted(world, runAll) },
  );
  expect(checked).toMatchObject({
    outcome: "red",
    sandbox: null,
    specs: ["specs/a.md", "specs/b.md"],
    byReceipt: ["specs/a.md", "specs/b.md"],
    requirements: [
      { id: "a/r", status: "unproven" },
      { id: "b/r", status: "unproven" },
      { id: "b/later", status: "unbound" },
    ],
  });
});

test("--strict wants to see it now", async () => {
  const { world } = await receipted();
  expect(() => choiceOf(world, { trustReceipts: true, strict: true })).toThrow(/do not go together/);
});
