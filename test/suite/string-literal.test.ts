import { describe, expect, test } from "vitest";
import { escapeUnsafe, plainWords, stringLiteral } from "../../src/suite/string-literal.ts";
import { bare, hostileTexts } from "./support/hostile.ts";

describe("stringLiteral", () => {
  test.each(hostileTexts)("%s: reads back as the same text, with nothing bare in it", (_, text) => {
    const literal = stringLiteral(text);
    expect(new Function(`return ${literal}`)()).toBe(text);
    expect(literal).not.toMatch(bare);
    expect(literal).not.toContain("\n");
  });

  test.each([
    ["plain", '"plain"'],
    ["it's", '"it\'s"'],
    ['say "no"', "'say \"no\"'"],
    ["a@b", '"a\\u0040b"'],
    ["tab\tand\\", '"tab\\tand\\\\"'],
    ["\u{e0041}", '"\\u{e0041}"'],
    ["déjà 日本 😀", '"déjà 日本 😀"'],
  ])("%j is written %s", (text, literal) => {
    expect(stringLiteral(text)).toBe(literal);
  });
});

test.each(hostileTexts)("escapeUnsafe leaves nothing bare: %s", (_, text) => {
  expect(escapeUnsafe(text)).not.toMatch(bare);
});

test("plainWords keeps an @, for a name is shown to people, and drops what would deceive them", () => {
  expect(plainWords("  mail a@b\u202e.com\n\u001b[31m now ")).toBe("mail a@b .com [31m now");
});
