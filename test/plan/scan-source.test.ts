import { describe, expect, test } from "vitest";
import { callArguments, canonicalSource, withJsonStrings, scanSource } from "../../src/plan/scan-source.ts";

describe("one text for all ways to write an expression", () => {
  test.each([
    ["f( 'a' , 1 )", 'f("a",1)'],
    ["f(\n  1,\n)", "f(1)"],
    ["f(1 /* one */, 2) // two", "f(1,2)"],
    ["new  Slugs ( )", "new Slugs()"],
    ["typeof f", "typeof f"],
    ["'it\\'s'", '"it\'s"'],
    ["'\\u0041\\x42\\u{43}\\n'", '"ABC\\n"'],
    ["`a  b${ f( 1 ) }`", "`a  b${ f( 1 ) }`"],
    ["`}${ {a: `}`} }` + 1", "`}${ {a: `}`} }`+1"],
    ["/a b/.test(x)", "/a b/.test(x)"],
    ["/[/ ]'/g.test(x)", "/[/ ]'/g.test(x)"],
    ["a / b / c", "a/b/c"],
    ["(a) / 2 + '/'", '(a)/2+"/"'],
    ["a + +b", "a+ +b"],
    ["a - -1", "a- -1"],
    ["[,]", "[,]"],
    ["[1, ]", "[1]"],
    ["[1,,]", "[1,,]"],
    ["f(1.5, 2)", "f(1.5,2)"],
    ["f('a  b')", 'f("a  b")'],
    ["été ( 1 );", "été(1)"],
  ])("%s", (source, canonical) => {
    expect(canonicalSource(source)).toBe(canonical);
  });

  test.each([
    ["f('a b')", "f('ab')"],
    ["f('1')", "f(1)"],
    ["f(/a b/)", "f(/ab/)"],
    ["[,]", "[]"],
    ["f(`a`)", "f(`b`)"],
    ["a in b", "ainb"],
  ])("%s is not %s", (one, other) => {
    expect(canonicalSource(one)).not.toBe(canonicalSource(other));
  });
});

describe("a call's arguments", () => {
  const texts = (source: string, end: number) =>
    callArguments(scanSource(source), end)?.map((argument) => argument.map(({ text }) => text).join(""));

  test.each([
    ["f()", []],
    ["f(1)", ["1"]],
    ["f(1, [2, 3], { a: (4, 5) })", ["1", "[2,3]", "{a:(4,5)}"]],
    ["f('a, b', ',)')", ['"a, b"', '",)"']],
    ["f(1,)", ["1"]],
    ["f(g(1), 2).h(3)", ["g(1)", "2"]],
    ["f.g(1)", undefined],
  ])("%s", (source, expected) => {
    expect(texts(source, 1)).toEqual(expected);
  });
});

test.each([
  ["s.add('a')", 's.add("a")'],
  ["f('say \"hi\"') + `'x'` + /'/", 'f("say \\"hi\\"") + `\'x\'` + /\'/'],
  ['f("a");', 'f("a");'],
])("titles write strings in one way: %s", (source, expected) => {
  expect(withJsonStrings(source)).toBe(expected);
});
