import { describe, expect, test } from "vitest";
import { blocksOf, only, read, rulesOf, showSteps } from "./reading-specs.ts";

function fence(code: string, language = "ts"): string {
  return `# T\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;
}

describe("snippets", () => {
  test.each([
    ["behind the statement", "f(1); // => 2", ["check: f(1) = 2"]],
    ["without semicolon", "f(1) // => 2", ["check: f(1) = 2"]],
    ["on the next line", "f(1);\n// => 2", ["check: f(1) = 2"]],
    ["over lines", "f(1);\n// => {\n//   a: [1],\n// }", ["check: f(1) = {a: [1]}"]],
    ["of a declaration", "const s = f(1); // => 2", ["run: const s = f(1);", "check: s = 2"]],
    ["of an assignment", "s = f(1); // => 2", ["run: s = f(1);", "check: s = 2"]],
    ["of console.log", "console.log(f(1)); // => 2", ["check: f(1) = 2"]],
    ["of another log", "console.log(1, 2); // => undefined", ["check: console.log(1, 2) = undefined"]],
    ["throws", "f(1); // throws", ["check: f(1) throws {}"]],
    ["throws a name", "f(1); // throws TypeError", ['check: f(1) throws {"name":"TypeError"}']],
    ["throws a message", 'f(1); // throws "no"', ['check: f(1) throws {"message":"no"}']],
    [
      "throws name and message",
      "f(1); // throws RangeError: no way",
      ['check: f(1) throws {"name":"RangeError","message":"no way"}'],
    ],
    ["in backticks", "f(1); // throws `TypeError`", ['check: f(1) throws {"name":"TypeError"}']],
    ["a declaration that throws", "const s = f(1); // throws", ["check: f(1) throws {}"]],
    ["rejects", "f(1); // rejects", ["check: f(1) (rejects) throws {}"]],
    [
      "rejects with",
      "f(1); // rejects with /x/",
      ['check: f(1) (rejects) throws {"pattern":{"source":"x","flags":""}}'],
    ],
    ["awaits", "await f(1); // => 2", ["check: await f(1) = 2"]],
    ["awaits and throws", "await f(1); // throws", ["check: await f(1) (rejects) throws {}"]],
    ["an object", "({ a: f(1) }) // => { a: 2 }", ["check: { a: f(1) } = {a: 2}"]],
    [
      "in order",
      "// words\nconst a = [1];\na.push(2); // more words\na.length // => 2\nfor (const x of a) g(x);\nh() // => 3",
      [
        "run: const a = [1];",
        "run: a.push(2);",
        "check: a.length = 2",
        "run: for (const x of a) g(x);",
        "check: h() = 3",
      ],
    ],
  ])("%s", (_, code, steps) => {
    expect(showSteps(only(fence(code), "snippet").steps)).toEqual(steps);
    expect(rulesOf(fence(code))).toEqual([]);
  });

  test.each(["js", "typescript", "JavaScript", "ts twoslash"])("in a fence of %s", (language) => {
    expect(only(fence("f(1) // => 2", language), "snippet").steps).toHaveLength(1);
  });

  test("know what each step declares and uses", () => {
    const { steps } = only(
      fence("const s: T = f(a);\nfunction g(x) { return x + s }\ng(1) // => 2"),
      "snippet",
    );
    expect(
      steps.map((step) => (step.do === "run" ? [step.declares, step.names.map(({ name }) => name)] : [])),
    ).toEqual([[["s"], ["f", "a"]], [["g"], ["s"]], []]);
  });

  test("have places in the file, inside lists and with CRLF too", () => {
    const text = "- words\r\n\r\n  ```ts\r\n  const s = 1;\r\n\r\n    f(s); // => 2\r\n  ```\r\n";
    const { steps } = only(text, "snippet");
    expect(steps.map(({ place }) => text.slice(place.offset, place.endOffset))).toEqual([
      "const s = 1;",
      "f(s);",
    ]);
    expect(steps.map(({ place }) => [place.line, place.column])).toEqual([
      [4, 3],
      [6, 5],
    ]);
  });
});

describe("fences that are illustration", () => {
  test.each([
    ["no comment", "f(1);"],
    ["another comment", "f(1); // gives 2"],
    ["an arrow in code", "const f = (a) => a; // words"],
    ["a string", 'f("// => 2");'],
    ["a remark that begins with throws", "f(1); // throws when empty"],
    ["no TypeScript", "f(1"],
  ])("%s", (_, code) => {
    expect(blocksOf(fence(code))).toEqual([]);
    expect(read(fence(code)).diagnostics.filter((each) => each.severity !== "hint")).toEqual([]);
  });

  test("another language", () => {
    expect(blocksOf(fence("f(1) // => 2", "rust"))).toEqual([]);
    expect(blocksOf("    f(1) // => 2\n")).toEqual([]);
  });
});

describe("imports", () => {
  test("are the spec's, not steps", () => {
    const text = fence(
      'import slugify, { type T, Slugs as S } from "../src/slugify.ts";\nimport * as all from "my-package";\nimport type { U } from "./u.ts";\nslugify(1) // => 2',
    );
    expect(read(text).imports).toMatchObject([
      {
        from: "../src/slugify.ts",
        names: [{ exported: "Slugs", local: "S" }],
        default: "slugify",
        namespace: null,
        place: { line: 4, column: 1 },
      },
      { from: "my-package", names: [], default: null, namespace: "all" },
    ]);
    expect(showSteps(only(text, "snippet").steps)).toEqual(["check: slugify(1) = 2"]);
  });

  test("count in illustration too, and by the name default", () => {
    expect(read(fence('import { default as f } from "./f.ts";', "js")).imports).toMatchObject([
      { default: "f", names: [] },
    ]);
  });
});

describe("mistakes in snippets", () => {
  test.each([
    ["snippet-syntax", "f(1 // => 2"],
    ["expected-is-code", "f(1) // => g(2)"],
    ["expected-unreadable", "f(1) // => two apples"],
    ["throws-form", "f(1) // => 2\nf(2) // throws often"],
    ["snippet-comment-place", "// => 2\nf(1)"],
    ["snippet-comment-place", "f(\n  1, // => 1\n)"],
    ["snippet-comment-place", "f(1) // => 2\n// => 3"],
    ["snippet-statement", "const { a } = f(1) // => 2"],
    ["snippet-statement", "if (a) f(1) // => 2"],
    ["snippet-statement", "export const a = 1;\nf(1) // => 2"],
  ])("%s: %s", (rule, code) => {
    expect(rulesOf(fence(code))).toEqual([rule]);
    expect(blocksOf(fence(code))).toEqual([]);
  });

  test("point at the comment", () => {
    expect(read(fence("f(1);\nf(2) // => g(2)")).diagnostics).toMatchObject([
      { place: { line: 5, column: 6 }, example: "// => [1, 2, 3]" },
    ]);
  });
});
