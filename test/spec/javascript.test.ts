import { describe, expect, test } from "vitest";
import { parseExpression, parseFile, parseProgram } from "../../src/spec/javascript.ts";

/** The parser is native code: so many brackets in one another would end this very process. */
const nested = `${"(".repeat(20_000)}1${")".repeat(20_000)}`;

describe("what nests too deep is refused, not parsed", () => {
  test.each([
    ["an expression", () => parseExpression(nested), "it nests deeper than 500"],
    ["statements", () => parseProgram(nested), "it nests deeper than 500"],
    ["a file", () => parseFile(nested, "src/a.ts"), "it nests deeper than 1000"],
  ])("%s", (_, parse, reason) => {
    expect(parse()).toMatchObject({ ok: false, reason });
  });
});

describe("a file", () => {
  test.each([
    ["a.ts", "const a: number = 1;", true],
    ["a.js", "const a: number = 1;", false],
    ["a.tsx", "const a = <p />;", true],
    ["a.ts", "const a = <p />;", false],
  ])("%s: %s", (path, text, ok) => {
    expect(parseFile(text, path).ok).toBe(ok);
  });

  test("the language may be named", () => {
    expect(parseFile("const a: number = 1;", "a.js", { lang: "ts" }).ok).toBe(true);
  });

  test("an error has its offset", () => {
    expect(parseFile("const a = ;", "a.ts")).toEqual({ ok: false, reason: "Unexpected token", offset: 10 });
  });

  test("may be longer than a spec's code, and deeper", () => {
    const deep = `${"[".repeat(900)}${"]".repeat(900)}`;
    expect(parseFile(`a = ${deep};\n`.repeat(200), "a.mjs").ok).toBe(true);
  });
});
