import { describe, expect, test } from "vitest";
import { nestsDeeper } from "../../src/spec/nesting.ts";

const times = 2000;
const deep = (open: string, close = ""): string => `${open.repeat(times)}1${close.repeat(times)}`;

describe("nests too deeply", () => {
  test.each([
    deep("(", ")"),
    deep('(")",'),
    deep("(/)/,"),
    deep("(/* ) */"),
    deep("(// )\n"),
    deep("`${", "}`"),
    deep("(`)`,"),
    deep("a=>"),
    deep("a =>\n"),
    deep("async a=>"),
    deep("a?b:"),
    deep("a?", ":1"),
    deep("a="),
    deep("a??="),
    deep("yield "),
    deep("new "),
    deep("await\n"),
    deep("typeof "),
    deep("A<"),
    deep("A<B,"),
    deep("<a>"),
    deep("<a b="),
    deep("if(1)"),
    deep("if(1)\n"),
    deep("if(1)a;else "),
    deep("if(1){}else "),
    deep("for(;;)"),
    deep("while(1)"),
    deep("do "),
    deep("class extends "),
    deep("keyof "),
    deep("A extends B?C:"),
    deep("asserts a is "),
    "!".repeat(4 * times),
    "-".repeat(4 * times),
    "a:".repeat(4 * times),
    "+1".repeat(4 * times),
    ".b".repeat(4 * times),
    `a${"()".repeat(4 * times)}`,
    `a${"[0]".repeat(4 * times)}`,
    `a${"``".repeat(4 * times)}`,
  ])("%.30s", (code) => {
    expect(nestsDeeper(code, times - 1)).toBe(true);
  });
});

describe("does not, however long it is", () => {
  test.each([
    "f(a => a ? b : c);\n",
    "f(a => a ? b : c)\n",
    "const a = b => c\n",
    "if (a < b) c = d; else e = f;\n",
    "if (a) {\n  b = c\n}\n;",
    "const a: Array<Map<B, C>> = new Map();\n",
    `"(", "[", `,
    "/[({]/,",
    "`(`,",
    "// (\n",
    "/* ( */",
    "a / b; '(';",
    "<li>It's (one)</li>\n",
    "{ a: 1, b: (c) },",
    "case 1: f();\n",
    "f(); // it's\n",
    "f(a)(b)\n",
    "f(a)(b), ",
  ])("%j", (line) => {
    expect(nestsDeeper(line.repeat(times), 500)).toBe(false);
  });
});
