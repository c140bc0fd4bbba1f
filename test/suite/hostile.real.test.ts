import { afterAll, describe, expect, test } from "vitest";
import type { Example } from "../../src/plan/plan.ts";
import type { PropertyVariable } from "../../src/spec/spec.ts";
import { renderStub } from "../../src/suite/render-stub.ts";
import { renderSuite } from "../../src/suite/render-suite.ts";
import { bare, hostileTexts } from "./support/hostile.ts";
import { exampleOf, place, planOf, planWith, subjectWith, useOf, valueCheck } from "./support/plan-of.ts";
import { temporaryProject } from "./support/project.ts";
import { settings, templates } from "./support/templates.ts";

const project = temporaryProject({});
afterAll(project.remove);

/** The text by another way than a literal: its UTF-16 units in hexadecimal. */
function units(text: string): string {
  return `Buffer.from("${Buffer.from(text, "utf16le").toString("hex")}", "hex").toString("utf16le")`;
}

describe("hostile texts", () => {
  const examples: Example[] = hostileTexts.map(([trap, text], index) =>
    exampleOf(
      [
        valueCheck(units(text), { t: "string", v: text }),
        valueCheck(`({ [${units(text)}]: 1 })`, {
          t: "object",
          class: "Object",
          entries: [[text, { t: "number", v: "1" }]],
        }),
        valueCheck(`/[${units(text).length}]/.source`, { t: "string", v: `[${units(text).length}]` }),
      ],
      {
        id: `example-${index}`,
        title: `${trap} ${text}`,
        text: `| ${text} | ${trap} |`,
        place: { ...place, line: index + 1 },
      },
    ),
  );
  const commands = hostileTexts.map(([, text]) => ({
    place,
    command: `slugify ${text}`,
    program: "slugify",
    output: [text.replaceAll(/[\r\n]+/g, " "), null],
    status: 1,
  }));
  const plan = planWith([
    ...examples,
    exampleOf([], {
      id: "u",
      title: "an unbound one",
      body: { is: "unbound", why: hostileTexts.flat().join(" ") },
    }),
    exampleOf([], { id: "c", title: "a console", body: { is: "console", commands } }),
  ]);
  const hostile = renderSuite(
    {
      ...plan,
      requirements: plan.requirements.map((requirement) => ({
        ...requirement,
        path: hostileTexts.map(([, text]) => text),
      })),
    },
    settings,
  );

  test("leave nothing bare in the file", () => {
    expect(bare.exec(hostile.text)).toBeNull();
  });

  test("come back unchanged, under the names that the suite tells, with the file run as it should be", async () => {
    project.write({ [hostile.path]: hostile.text });
    const { tests, problems } = await project.vitest();
    expect(problems).toStrictEqual([]);
    expect(tests.map(({ name }) => name)).toStrictEqual(hostile.tests.map(({ name }) => name));
    const failed = tests.filter(({ state }) => state !== "passed");
    expect(failed.map(({ messages }) => messages[0]?.split(/[ :]/, 2)[0])).toStrictEqual(["unbound", "not"]);
  });
});

describe("names that are ours too", () => {
  const names = [
    "test",
    "expect",
    "describe",
    "fc",
    "expectThrow",
    "expectThrown",
    "namesOf",
    "result",
    "Error",
    "Object",
    "Set",
  ];
  const calls = names
    .map((name) => `- \`${name}(1)\` returns \`[1]\`.\n- \`${name}(0)\` throws \`TypeError: zero\`.\n`)
    .join("");
  const text = `---
subject: ../src/example.ts
---
# Example

## Calls

\`\`\`ts
import { ${names.join(", ")} } from "../src/example.ts";
\`\`\`

${calls}
- \`test(2)\` contains \`2\`.

For any \`n: integer 1..9\`, \`test(n)\` is \`[n]\`.

\`\`\`ts
const describe_ = result(3);
describe_ // => [3]
const expect = 4;
test(expect) // => [4]
\`\`\`

### Scenario: twice
- **When** \`test(5)\`
- **Then** the result is \`[5]\`
- **When** \`test(6)\`
- **Then** the result is \`[6]\`
`;
  const functions = names.map(
    (name) =>
      `function own_${name}(n: number) { if (n === 0) throw new globalThis.TypeError("zero"); return [n]; }\n`,
  );
  const right = `${functions.join("")}export { ${names.map((name) => `own_${name} as ${name}`).join(", ")} };\n`;

  test("do not clash", async () => {
    const plan = planOf(text);
    const suite = renderSuite(plan, settings);
    const example = plan.subjects[0];
    if (example === undefined) throw new Error("the spec has a subject");
    project.write({ "test/specs/example.test.ts": suite.text, "src/example.ts": right });
    const green = await project.vitest();
    expect(green.problems).toStrictEqual([]);
    expect(green.tests.filter(({ state }) => state !== "passed")).toStrictEqual([]);
    expect(green.tests).toHaveLength(names.length * 2 + 4);

    project.write({ "src/example.ts": renderStub(example, "ts", templates) });
    const red = await project.vitest();
    const wrong = red.tests.filter(
      ({ messages }) => !messages.some((message) => message.startsWith("not implemented: ")),
    );
    expect(wrong).toStrictEqual([]);
  });
});

describe("what a helper means", () => {
  /** Actual, what it is to contain (both as source and as value), and whether it does. */
  const number = (v: string) => ({ t: "number", v }) as const;
  const object = (entries: readonly (readonly [string, ReturnType<typeof number>])[]) =>
    ({ t: "object", class: "Object", entries }) as const;
  const contains = [
    ["[1, 2]", number("2"), true],
    ["[1, 2]", number("3"), false],
    ["[0]", number("-0"), false],
    ["[NaN]", number("NaN"), true],
    ["new Set([2])", number("2"), true],
    ["new Map([[2, 2]])", number("2"), false],
    ['"a2"', number("2"), false],
    ["null", number("2"), false],
    ["[{ a: 1, b: 2 }]", object([["a", number("1")]]), false],
    ["[{ a: 1 }]", object([["a", number("1")]]), true],
    ["[{ a: 1, b: undefined }]", object([["a", number("1")]]), false],
    ["({ a: 1, b: 2 })", object([["a", number("1")]]), true],
    ["({ a: 0 })", object([["a", number("-0")]]), false],
    ["({})", object([["a", number("1")]]), false],
    ["({ get a() { return 1; } })", object([["a", number("1")]]), true],
    ["new (class { get a() { return 1; } })()", object([["a", number("1")]]), false],
    ["new (class { a = 1 })()", object([["a", number("1")]]), true],
    ["Object.assign([], { a: 1 })", object([["a", number("1")]]), false],
    ["new Uint8Array([7])", number("7"), true],
    ["[, 1]", { t: "undefined" }, true],
  ] as const;
  const kinds = [
    ["[]", "array", true],
    ["[]", "object", true],
    ["null", "object", false],
    ["null", "null", true],
    ["() => 1", "object", false],
    ["() => 1", "function", true],
    ["() => 1", "Function", true],
    ["1.5", "integer", false],
    ['"1"', "integer", false],
    ["-0", "integer", true],
    ["new Date()", "Date", true],
    ["({})", "Object", true],
    ["new RangeError()", "Error", true],
    ["Object.assign(new Error(), { name: 'Mine' })", "Mine", true],
    ['"a"', "String", false],
    ['"a"', "string", true],
    ["10n", "bigint", true],
  ] as const;
  const abouts = [
    ["0.3349", true],
    ["0.335", false],
    ['"0.33"', false],
    ["NaN", false],
  ] as const;
  const thrown = [
    ["throw new RangeError('x')", { name: "RangeError" }, true],
    ["throw new RangeError('x')", { name: "Error" }, true],
    ["throw new RangeError('x')", { name: "TypeError" }, false],
    ["throw Object.assign(new Error('x'), { name: 'Mine' })", { name: "Mine" }, true],
    ["throw new (class Mine {})()", { name: "Mine" }, false],
    ["throw new Error('xy')", { message: "x" }, false],
    ["throw new Error('xy')", { pattern: { source: "^x", flags: "" } }, true],
    ["throw new Error('xy')", { pattern: { source: "^y", flags: "" } }, false],
    ["throw 'x'", { message: "x" }, true],
    ["throw 'x'", {}, true],
    ["throw undefined", {}, true],
    ["throw null", { message: "x" }, false],
    ["throw 1", { pattern: { source: "1", flags: "" } }, false],
    ["return 1", {}, false],
    ["throw new Error('not implemented: x')", {}, false],
    ["throw new Error('not implemented: x')", { name: "Error" }, false],
  ] as const;
  const check = (source: string, expectation: object): ReturnType<typeof valueCheck> => ({
    ...valueCheck(source, { t: "null" }),
    expectation: { source: "", ...expectation } as never,
  });
  const rows = [
    ...contains.map(
      ([source, value, holds]) => [source, check(source, { is: "contains", value }), holds] as const,
    ),
    ...kinds.map(
      ([source, type, holds]) => [`${source} ${type}`, check(source, { is: "a", type }), holds] as const,
    ),
    ...abouts.map(
      ([source, holds]) => [source, check(source, { is: "about", value: 0.33, digits: 2 }), holds] as const,
    ),
    ...thrown.map(
      ([source, error, holds]) =>
        [source, check(`(() => { ${source}; })()`, { is: "throws", error }), holds] as const,
    ),
    ...thrown.map(
      ([source, error, holds]) =>
        [
          `async ${source}`,
          { ...check(`(async () => { ${source}; })()`, { is: "throws", error }), via: "rejects" as const },
          holds,
        ] as const,
    ),
  ];
  const examples = rows.map(([title, step], index) =>
    exampleOf([step], { id: `e${index}`, title: `${index} ${title}` }),
  );

  test("is exactly what the judge means", async () => {
    const suite = renderSuite(planWith(examples), settings);
    project.write({ "test/specs/example.test.ts": suite.text });
    const { tests, problems } = await project.vitest();
    expect(problems).toStrictEqual([]);
    const said = tests.map(({ name, state }) => [name.at(-1), state]);
    expect(said).toStrictEqual(
      rows.map(([title, , holds], index) => [`${index} ${title}`, holds ? "passed" : "failed"]),
    );
  });
});

test("property types draw what they say", async () => {
  const variables: readonly (readonly [PropertyVariable["type"], string])[] = [
    [{ of: "integer" }, "Number.isInteger(v)"],
    [{ of: "integer", min: 3, max: 5 }, "v >= 3 && v <= 5"],
    [{ of: "integer", min: 3_000_000_000 }, "v >= 3000000000"],
    [{ of: "integer", max: -3_000_000_000 }, "v <= -3000000000"],
    [{ of: "natural" }, "v >= 0"],
    [{ of: "number" }, "Number.isFinite(v)"],
    [{ of: "string" }, 'typeof v === "string"'],
    [{ of: "boolean" }, 'typeof v === "boolean"'],
    [{ of: "json" }, "JSON.stringify(v) !== undefined"],
    [{ of: "array", items: { of: "array", items: { of: "natural" } } }, "v.every(Array.isArray)"],
    [{ of: "oneOf", values: [{ t: "string", v: "@" }, { t: "null" }] }, 'v === null || v === "\\u0040"'],
  ];
  const examples = variables.map(([type, source], index) => {
    const step = valueCheck(source, { t: "boolean", v: true });
    return exampleOf([], {
      id: `p${index}`,
      title: String(index),
      body: { is: "property", variables: [{ name: "v", type }], check: step },
    });
  });
  const suite = renderSuite(planWith(examples), settings);
  expect(suite.needs).toStrictEqual(["vitest", "fast-check"]);
  project.write({ "test/specs/example.test.ts": suite.text });
  const { tests } = await project.vitest();
  expect(tests.map(({ messages, state }) => [state, ...messages])).toStrictEqual(
    variables.map(() => ["passed"]),
  );
});

test("a stub with names that cannot be declared has them all the same", async () => {
  const uses = [
    useOf("delete"),
    useOf("default", { local: "make" }),
    useOf("make", { as: "class" }),
    useOf("a-b", { as: "value" }),
  ];
  project.write({
    "test/specs/example.test.ts": `import { expect, test } from "vitest";
import * as all from "../../src/example.ts";
test("names", () => { expect(Object.keys(all).sort()).toEqual(["a-b", "default", "delete", "make"]); });
`,
    "src/example.ts": renderStub(subjectWith(uses), "ts", templates),
  });
  const { tests } = await project.vitest();
  expect(tests.map(({ state }) => state)).toStrictEqual(["passed"]);
});
