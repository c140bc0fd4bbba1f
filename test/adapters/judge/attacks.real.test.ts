import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Sandbox } from "../../../src/verdict/sandbox.ts";
import { example, is, number, planOf, record, text, throws, use } from "../../verdict/judge-plan.ts";
import { bestSandbox, judgement } from "./judging.ts";

const folder = join(import.meta.dirname, "../../../../shared/attacks");
const isThere = existsSync(join(folder, "honest.ts"));
const attacks = isThere
  ? readdirSync(folder).filter((name) => name.endsWith(".ts") && name !== "honest.ts")
  : [];

// The examples of the page beside the attacks.
const plan = planOf([
  example("add-1", [use("add")], [is("add(2, 3)", number(5))]),
  example("add-2", [use("add")], [is("add(-4, 10)", number(6))]),
  example("add-3", [use("add")], [throws("add(null, 1)", { pattern: { source: "number", flags: "" } })]),
  example("slug-1", [use("slug")], [is(`slug("Hello World")`, text("hello-world"))]),
  example("slug-2", [use("slug")], [is(`slug("A  Quick Test")`, text("a-quick-test"))]),
  example(
    "total-1",
    [use("total")],
    [is("total([{ p: 3, q: 2 }, { p: 1, q: 1 }])", record({ total: number(7) }))],
  ),
  example("total-2", [use("total")], [is("total([{ p: 10, q: 3 }])", record({ total: number(30) }))]),
]);

const requirements = [
  ["add-1", "add-2", "add-3"],
  ["slug-1", "slug-2"],
  ["total-1", "total-2"],
];

/** Requirements of which every example passes. */
async function held(
  name: string,
  sandbox: Sandbox,
  files: Readonly<Record<string, string>> = {},
): Promise<number> {
  const source = readFileSync(join(folder, name), "utf8");
  const { verdicts } = await judgement(
    plan,
    { "src/impl.ts": source, ...files },
    { sandbox, programMs: 1500 },
  );
  expect(verdicts.size).toBe(7);
  return requirements.filter((ids) => ids.every((id) => verdicts.get(id)?.status === "passed")).length;
}

describe.skipIf(!isThere)("attacks on the verdict (absent: the shared folder of attacks)", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await bestSandbox();
  });

  test("honest code holds", async () => {
    expect(await held("honest.ts", sandbox)).toBe(3);
  });

  // Code that adds rightly holds there, and only there.
  const honestInPart: Readonly<Record<string, number>> = { "proxy-equal.ts": 1 };

  // Settings of its own make it load through Vitest, where the subject finds a worker to tamper with.
  const settings = { "vitest.config.ts": `export default { test: { globals: true } };` };

  test("honest code holds through Vitest", async () => {
    expect(await held("honest.ts", sandbox, settings)).toBe(3);
  });

  const inWorkers = [
    "object-is",
    "process-send-forge",
    "v8-proto-serializer",
    "reallyExit0",
    "proxy-equal",
    "fn-skip",
  ];
  test.each(inWorkers.map((name) => `${name}.ts`))("%s through Vitest", async (name) => {
    expect(await held(name, sandbox, settings)).toBe(honestInPart[name] ?? 0);
  });

  // An enum, which Node does not strip. The child is the one that Node's way has.
  const asVite = (name: string): Promise<number> =>
    held(name, sandbox, {
      "src/impl.ts": `${readFileSync(join(folder, name), "utf8")}\nexport enum OfNoNode { A }`,
    });

  test("honest code holds as Vite transforms it", async () => {
    expect(await asVite("honest.ts")).toBe(3);
  });

  test.each(inWorkers.map((name) => `${name}.ts`))("%s as Vite transforms it", async (name) => {
    expect(await asVite(name)).toBe(honestInPart[name] ?? 0);
  });

  test.each(attacks)("%s", async (name) => {
    expect(await held(name, sandbox)).toBe(honestInPart[name] ?? 0);
  });
});
