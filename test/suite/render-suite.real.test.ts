import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { renderStub, renderStubOf } from "../../src/suite/render-stub.ts";
import { renderSuite } from "../../src/suite/render-suite.ts";
import { planOf } from "./support/plan-of.ts";
import { temporaryProject } from "./support/project.ts";
import { settings, templates } from "./support/templates.ts";

const folder = new URL("../fixtures/suite/slugify/", import.meta.url);
const plan = planOf(readFileSync(new URL("spec.md", folder), "utf8"), {
  file: "specs/slugify.md",
  bins: ["slugify"],
});
const suite = renderSuite(plan, settings);
const subject = plan.subjects[0];
if (subject === undefined) throw new Error("the spec has a subject");

const right = `
export function slugify(title: string, { separator = "-" } = {}): string {
  if (typeof title !== "string") throw new TypeError("a title is a string");
  if (title === "") throw new RangeError("empty title");
  const plain = title.normalize("NFD").replace(/[\\u0300-\\u036f]/g, "").replaceAll("'", "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, " ").trim().replaceAll(" ", separator);
}
export class Slugs {
  #seen = new Map<string, number>();
  add(title: string) {
    const slug = slugify(title);
    const count = (this.#seen.get(slug) ?? 0) + 1;
    this.#seen.set(slug, count);
    this.#total += 1;
    return count === 1 ? slug : slug + "-" + count;
  }
  #total = 0;
  get size() { return this.#total; }
}
export const words = (text: string) => text.split(" ");
export const parts = (text: string) => text.split(" ").map((word) => ({ text: word, at: text.indexOf(word) }));
export const ratio = (text: string) => 1 / text.length;
export async function load(id: string) {
  if (id === "") throw new Error("not found");
  return { title: "a@b", list: [1, 2, 3] };
}
`;

const command = `
import { slugify } from "../src/slugify.ts";
const [title] = process.argv.slice(2);
if (title === undefined) { console.error("usage: slugify TITLE"); process.exit(2); }
console.log(slugify(title));
`;

const strictest = {
  target: "es2020",
  lib: ["es2020"],
  types: ["node"],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  allowUnreachableCode: false,
  skipLibCheck: true,
};

const withoutIllTyped = {
  ...plan,
  requirements: plan.requirements.map((requirement) => ({
    ...requirement,
    examples: requirement.examples.filter(({ illTyped }) => !illTyped),
  })),
};

const project = temporaryProject({
  [suite.path]: suite.text,
  "package.json": '{ "type": "module", "name": "slugify", "bin": "bin/slugify.ts" }',
});
afterAll(project.remove);

describe("a generated suite", () => {
  test("has the tests that it says it has, in order", async () => {
    project.write({ "src/slugify.ts": renderStub(subject, "ts", templates) });
    const { tests } = await project.vitest();
    expect(tests.map(({ name }) => name)).toStrictEqual(suite.tests.map(({ name }) => name));
  });

  test.each([
    ["the stub of a subject that is not there", renderStub(subject, "ts", templates)],
    [
      "the stub in the place of a module",
      renderStubOf(["default", "slugify", "Slugs", "other"], subject, templates),
    ],
  ])("is red to the last test on %s, each as not implemented or unbound", async (_, stub) => {
    project.write({ "src/slugify.ts": stub });
    const { tests, problems } = await project.vitest();
    expect(problems).toStrictEqual([]);
    const wrong = tests.filter(({ state, messages }) => state !== "failed" || !messages.some(isWaiting));
    expect(wrong).toStrictEqual([]);
  });

  test.each([
    ["js", { module: "nodenext" }],
    ["none", { module: "preserve" }],
    ["ts", { module: "nodenext", allowImportingTsExtensions: true }],
  ] as const)(
    "compiles with its stub in the strictest project that imports with %s",
    async (importExtension, options) => {
      // Without the one test that is ill-typed on purpose, so that the rest is really looked at.
      const text = renderSuite(withoutIllTyped, { ...settings, importExtension }).text;
      expect(text).not.toContain("@ts-nocheck");
      project.write({
        "src/slugify.ts": renderStub(subject, "ts", templates),
        [suite.path]: text,
        "tsconfig.json": JSON.stringify({
          compilerOptions: { ...strictest, ...options },
          include: ["src", "test"],
        }),
      });
      expect(await project.tsc()).toBe("");
      project.write({ [suite.path]: suite.text });
      expect(await project.tsc()).toBe("");
    },
  );

  test("is red on a module without exports, and no TypeError passes for the one that the spec means", async () => {
    project.write({ "src/slugify.ts": "export {};\n" });
    const { tests } = await project.vitest();
    expect(tests.filter(({ state }) => state !== "failed")).toStrictEqual([]);
    const throwing = tests.filter(({ name }) => /throws|rejects|not a string/.test(name.at(-1) ?? ""));
    expect(throwing.length).toBeGreaterThan(2);
    expect(throwing.filter(({ messages }) => !messages.some(isWaiting))).toStrictEqual([]);
  });

  test("is green on a right module, but for what is unbound", async () => {
    project.write({ "src/slugify.ts": right, "bin/slugify.ts": command });
    const { tests } = await project.vitest();
    const failed = tests.filter(({ state }) => state !== "passed");
    expect(failed.map(({ messages }) => messages[0])).toStrictEqual([
      expect.stringMatching(/^unbound: specs\/slugify\.md:\d+ /),
    ]);
  });

  test("fails exactly where a module is wrong, as an assertion", async () => {
    project.write({
      "src/slugify.ts": right
        .replace('new RangeError("empty title")', 'new RangeError("no title")')
        .replace("1 / text.length", '"0.33"'),
    });
    const { tests } = await project.vitest();
    const failed = tests.filter(({ state, messages }) => state !== "passed" && !messages.some(isWaiting));
    expect(failed.map(({ name }) => name.at(-1))).toStrictEqual([
      'slugify("") throws RangeError: empty title',
      'ratio("a b") is about 0.33',
    ]);
    expect(failed.map(({ messages }) => messages[0])).toStrictEqual([
      expect.stringContaining("expected 'no title' to be 'empty title'"),
      expect.stringContaining("to be type of 'number'"),
    ]);
  });
});

function isWaiting(message: string): boolean {
  return message.startsWith("not implemented: ") || message.startsWith("unbound: ");
}
