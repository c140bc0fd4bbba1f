import { describe, expect, test } from "vitest";
import { blocksOf, errorsOf, kindsOf, only, read, rulesOf, showCheck } from "./reading-specs.ts";

describe("sentences that are examples", () => {
  test.each([
    ["`f(1)` is `2`.", "f(1) = 2"],
    ["`f(1)` returns `[1, 2]`.", "f(1) = [1, 2]"],
    ["`f(1)` equals `undefined`.", "f(1) = undefined"],
    ["`f(1)` → `2`.", "f(1) = 2"],
    ["`f(1)` => `2`.", "f(1) = 2"],
    ["`f(1)` resolves to `2`.", "f(1) (resolves) = 2"],
    ["`f(1)` throws.", "f(1) throws {}"],
    ["`f(1)` throws `TypeError`.", 'f(1) throws {"name":"TypeError"}'],
    ['`f(1)` throws `"no"`.', 'f(1) throws {"message":"no"}'],
    ["`f(1)` throws `RangeError: empty title`.", 'f(1) throws {"name":"RangeError","message":"empty title"}'],
    ["`f(1)` rejects with `/x/`.", 'f(1) (rejects) throws {"pattern":{"source":"x","flags":""}}'],
    ["`await f(1)` throws.", "await f(1) (rejects) throws {}"],
    ["`await f(1)` is `2`.", "await f(1) = 2"],
    ["`f(1)` matches `/^a/i`.", "f(1) matches /^a/i"],
    ["`f(1)` contains `{ a: 1 }`.", "f(1) contains {a: 1}"],
    ["`f(1)` is about `3.140`.", "f(1) about 3.14 to 3"],
    ["`f(1)` is about `300`.", "f(1) about 300 to 0"],
    ["`f(1)` is about `1.2e-4`.", "f(1) about 0.00012 to 5"],
    ["`f(1)` is a `string`.", "f(1) a string"],
    ["`f(1)` is an `Array`.", "f(1) a Array"],
    ["`seen.size` is `2`.", "seen.size = 2"],
    ["`version` is `2`.", "version = 2"],
    ["`new F(1).x` is `2`.", "new F(1).x = 2"],
    ["`[...f(1)]` is `[2]`.", "[...f(1)] = [2]"],
    ["`` f(`a`) `` is `2`.", "f(`a`) = 2"],
    ["`f(1)`\nis\n`2`.", "f(1) = 2"],
    ["`f(1)` is <!-- still --> `2`.", "f(1) = 2"],
  ])("%s", (text, expected) => {
    expect(showCheck(only(text, "sentence").check)).toBe(expected);
    expect(showCheck(only(`# T\n\n- ${text.replaceAll("\n", "\n  ")}\n`, "sentence").check)).toBe(expected);
    expect(rulesOf(text)).toEqual([]);
  });

  test.each([
    ["`f(1)` is `2` (by chance).", "by chance"],
    ["`f(1)` is `2`. (By chance.)", "By chance."],
    ["`f(1)` is `2`. (By (pure) `g()`. And more.)", "By (pure) `g()`. And more."],
    ["`f(1)` throws (see `g`).", "see `g`"],
    ["`f(1)` is `2`.", null],
  ])("%s has the note %j", (text, note) => expect(only(text, "sentence").note).toBe(note));

  test("stand next to each other, and between prose", () => {
    const text = "Some words. `f(1)` is `2`. More of them! `f(2)` is `3`. The end";
    expect(blocksOf(text).map((block) => [block.text, block.place.column])).toEqual([
      ["`f(1)` is `2`.", 13],
      ["`f(2)` is `3`.", 42],
    ]);
  });

  test("stand in lists in lists, and in tasks", () => {
    expect(kindsOf("- words\n  - `f(1)` is `2`.\n- [x] `f(2)` is `3`.\n")).toEqual(["sentence", "sentence"]);
  });

  test("have their places in files with CRLF and a byte order mark", () => {
    const text = "\uFEFF# T\r\n\r\nWords &amp; \\*such.  \r\nMore. `f(1)` is `2`.\r\n";
    const [block] = blocksOf(text);
    expect(block?.place).toEqual({
      line: 4,
      column: 7,
      endLine: 4,
      endColumn: 21,
      offset: text.indexOf("`f"),
      endOffset: text.indexOf("`f") + 14,
    });
    expect(block?.text).toBe("`f(1)` is `2`.");
  });
});

describe("prose", () => {
  test.each([
    "`key.end` equals `true` when the stream is done.",
    "`getServerSession()` returns `null` as normal.",
    "`n` is `r^n = (a^n)/(b^n)`.",
    "Exponentiation of `r` to a power `n` is `r^n`.",
    "For example, `f(1)` is `2`.",
    "The call `f(1)` is `2`.",
    "For instance, e.g. `f(1)` is `2`.",
    "`roll(pins : int)` is called each time the player rolls a ball.",
    "`score() : int` is called only at the very end of the game.",
    "`git status` is `clean`.",
    "`git commit (all)` is `done`.",
    "`--json` is `true`.",
    "`1 + 1` is `2`.",
    '`"a"` is `"b"`.',
    "`f()` and `g()`.",
    "`f()` calls `g()`.",
    "`f()`, `g()` and `h()`.",
    "`f(1)` **is** `2`.",
    "`f(1)` is [`2`](x.md).",
    "`user.name` returns `user.first`.",
    "`f` throws a fit.",
    "`config.yaml` is a `YAML file`.",
    "> `f(1)` is `2`.",
    "`f(1)` is `2`; `f(2)` is `3`.",
  ])("%s", (text) => {
    expect(read(text)).toMatchObject({ diagnostics: [] });
    expect(blocksOf(text)).toEqual([]);
  });
});

describe("near misses are prose with a hint", () => {
  test.each([
    ["`f(1)` is `2`", "sentence-full-stop"],
    ["`f(1)` gives `2`.", "sentence-verb"],
    ["`f(1)` should be `2`.", "sentence-verb"],
    ["`f(1)` is `two`.", "sentence-value"],
    ["`f(x)` is `g(x)`.", "sentence-value"],
    ["`f(1)` matches `2`.", "sentence-value"],
    ["`f(1)` throws `empty title`.", "sentence-value"],
    ["`f(1` is `2`.", "sentence-expression"],
    ["`f(1)` is 2.", "sentence-value"],
    ["`f(1)` returns undefined.", "sentence-value"],
  ])("%s", (text, rule) => {
    expect(blocksOf(text)).toEqual([]);
    expect(read(text).diagnostics).toMatchObject([{ rule, severity: "hint" }]);
  });

  test("an expected value that is code, where nothing else can be meant, is an error", () => {
    expect(errorsOf("`f(1)` returns `g(2)`.")).toMatchObject([
      { rule: "expected-is-code", place: { line: 1, column: 16, endColumn: 22 } },
    ]);
  });

  test("a code span that is not closed gets a warning", () => {
    expect(read("- `f(1) is `2`.\n")).toMatchObject({
      diagnostics: [{ rule: "code-span-unclosed", severity: "warning", place: { line: 1, column: 14 } }],
    });
    expect(rulesOf("A \\` as such.")).toEqual([]);
  });
});
