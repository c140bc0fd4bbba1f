import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Example } from "../../../src/plan/plan.ts";
import type { Sandbox } from "../../../src/verdict/sandbox.ts";
import { check, example, is, number, planOf, record, text, throws, use } from "../../verdict/judge-plan.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { bestSandbox, judgement } from "./judging.ts";

// Each file of the folder stands in for the subject; only `honest.ts` deserves that any of these holds.
const folder = join(import.meta.dirname, "../../fixtures/judge-attacks");
const names = readdirSync(folder).map((name) => basename(name, ".ts"));

// The patterns are of the kind that takes for ever on the wrong text.
const words = { source: "^(?:\\w+\\s?)+$", flags: "" };
const examples: readonly Example[] = [
  example("double-1", [use("double")], [is("double(21)", number(42))]),
  example("double-2", [use("double")], [is("double(-4)", number(-8))]),
  example("double-3", [use("double")], [throws("double(null)", { name: "TypeError", pattern: words })]),
  example("greet-1", [use("greet")], [is(`greet("Ada")`, text("Hello, Ada!"))]),
  example(
    "greet-2",
    [use("greet")],
    [
      {
        do: "check",
        ...check(`greet("")`, {
          is: "matches",
          pattern: { source: "^(\\w+\\s?)+!$", flags: "" },
          source: "",
        }),
      },
    ],
  ),
  example("totals", [use("totals")], [is("totals([1, 2, 3])", record({ total: number(6) }))]),
  example("later", [use("later")], [is("later(2)", number(3), "resolves")]),
];

/** Requirements by the examples that they need, all of them. */
const requirements = [["double-1", "double-2", "double-3"], ["greet-1", "greet-2"], ["totals"], ["later"]];

async function judged(
  name: string,
  sandbox: Sandbox,
  more: readonly Example[] = [],
  programMs = 800,
  files: Readonly<Record<string, string>> = {},
) {
  const { verdicts } = await judgement(
    planOf([...examples, ...more]),
    { "src/impl.ts": readFileSync(join(folder, `${name}.ts`), "utf8"), ...files },
    { sandbox, programMs },
  );
  expect(verdicts.size).toBe(examples.length + more.length);
  const isHeld = (id: string): boolean => verdicts.get(id)?.status === "passed";
  return { verdicts, held: requirements.filter((ids) => ids.every(isHeld)).map((ids) => ids.join()) };
}

describe("code that would be called right", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await bestSandbox();
  });

  test("honest code is", async () => {
    const { held } = await judged("honest", sandbox, [], 10_000);
    expect(held).toEqual(requirements.map((ids) => ids.join()));
  });

  test.each(names.filter((name) => name !== "honest"))("%s is not", { timeout: 90_000 }, async (name) => {
    const { held } = await judged(name, sandbox);
    expect(held).toEqual([]);
  });

  const nothing = { t: "boolean", v: false } as const;

  test("what is expected stands nowhere that it can look", { timeout: 90_000 }, async (context) => {
    context.skip(sandbox.level === "none", "without a sandbox it can look everywhere");
    const found = example("found", [use("found")], [is("found()", nothing)]);
    const { verdicts } = await judged("looks-everywhere", sandbox, [found], 20_000);
    expect(verdicts.get("found")).toMatchObject({ status: "passed" });
  });

  test("what does stand there is found", { timeout: 90_000 }, async () => {
    const found = example("found", [use("found")], [is("found()", nothing)]);
    const files = { "left.txt": "Hello, Ada!" };
    const { verdicts } = await judged("looks-everywhere", sandbox, [found], 20_000, files);
    expect(verdicts.get("found")).toMatchObject({ status: "failed" });
  });

  test("neither of the two processes sees what the other leaves", async (context) => {
    context.skip(sandbox.level === "none", "without a sandbox they share the temporary folder");
    const notes = example("notes", [use("notes")], [is("notes()", number(0))]);
    const { verdicts } = await judged("leaves-notes", sandbox, [notes], 5_000);
    expect(verdicts.get("notes")).toMatchObject({ status: "passed" });
  });

  test("nor does it see the suite that Vitest has kept beside the packages", async (context) => {
    context.skip(sandbox.level === "none", "without a sandbox nothing can be covered");
    const modules = temporaryFolder({
      "node_modules/.vitest-cache/0a1b": `expect(double(21)).toBe(42)`,
      "node_modules/.cache/tool/b": `double(21) 42`,
      "node_modules/kind/package.json": `{ "name": "kind", "main": "index.js" }`,
      "node_modules/kind/index.js": `module.exports = "kind";`,
    });
    const subject = `import { readdirSync, readFileSync } from "node:fs";
      import kind from "kind";
      const all = readdirSync("node_modules", { recursive: true, encoding: "utf8", withFileTypes: true })
        .filter((entry) => entry.isFile()).map((entry) => readFileSync(entry.parentPath + "/" + entry.name, "utf8"));
      export const leaks = () => all.some((text) => text.includes("double"));
      export const name = () => kind;`;
    const { verdicts } = await judgement(
      planOf([
        example("leaks", [use("leaks")], [is("leaks()", nothing)]),
        example("packages", [use("name")], [is("name()", text("kind"))]),
      ]),
      { "src/impl.ts": subject },
      { sandbox, programMs: 5_000, modules: join(modules, "node_modules") },
    );
    expect([...verdicts.values()].map(({ status, message }) => message ?? status)).toEqual([
      "passed",
      "passed",
    ]);
  });
});
