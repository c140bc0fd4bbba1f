import { describe, expect, test } from "vitest";
import { blocksOf, errorsOf, only, read, rulesOf, showRows } from "./reading-specs.ts";

/** A table of one row under `| \`a\` | \`b\` | \`f(a, b)\` |`, or the given header. */
function row(cells: string, header = "`a` | `b` | `f(a, b)`", before = ""): string {
  const rule = header
    .split("|")
    .map(() => "---")
    .join(" | ");
  return `${before}\n\n| ${header} |\n| ${rule} |\n| ${cells} |\n`;
}

describe("which tables are executable", () => {
  test.each([
    ["a header with a call", row("1 | 2 | 3"), ["f(1, 2) = 3"]],
    ["bare headers", row("1 | 2 | 3", "a | b | `f(a, b)`"), ["f(1, 2) = 3"]],
    ["no variables", row("3", "`f(1, 2)`"), ["f(1, 2) = 3"]],
    ["the callee is no column", row("2 | 4", "square | `square(square)`"), ["square(2) = 4"]],
    ["a method", row("2 | 4", "n | `new Sum().add(n)`"), ["new Sum().add(2) = 4"]],
    ["several computed columns", row("2 | 4 | 8", "n | `sq(n)` | `cube(n)`"), ["sq(2) = 4", "cube(2) = 8"]],
    ["a bare call is text", row("1 | 2 | 3", "a | b | f(a, b)"), []],
    ["code without a call", row("1 | 2", "`a` | `a + 1`"), []],
    ["no expression", row("1 | 2", "`a` | `git add(a) now`"), []],
    ["`Call:`", row("1 | 2 | 3", "a | b | expected", "Call: `f(a, b)`"), ["f(1, 2) = 3"]],
    ["`Call:` with more words", row("1 | 2", "a | result", "Call: `f(a)`, as below."), ["f(1) = 2"]],
    ["a bold `Call:`", row("1 | 2", "a | result", "**Call:** `f(a)`"), ["f(1) = 2"]],
    ["any case, code", row("1 | 2", "a | `Returns`", "Call: `f(a)`"), ["f(1) = 2"]],
    ["a heading", row("1 | 2", "a | result", "## `f(a)`"), ["f(1) = 2"]],
    ["a heading above", row("1 | 2", "a | result", "## `f(a)`\n\n### Zero"), ["f(1) = 2"]],
    ["the nearest", row("1 | 2", "a | result", "Call: `f(a)`\n\n## `g(a)`"), ["g(1) = 2"]],
    ["not a heading beside it", row("1 | 2", "a | result", "## `f(a)`\n\n## Other"), []],
    ["a heading with other words", row("1 | 2", "a | result", "## The `f(a)`"), []],
    ["no signature", row("1 | 2", "a | expected"), []],
    ["no result column", row("1 | 2", "a | b", "Call: `f(a)`"), []],
    ["a parameter without column", row("1 | 2", "a | expected", "Call: `f(a, b)`"), []],
    ["optional ones may lack", row("1 | 2", "a | expected", "Call: `f(a, b?, c = 1)`"), ["f(1) = 2"]],
    ["optional one given", row("1 | 5 | 2", "a | b | expected", "Call: `f(a, b?, c = 1)`"), ["f(1, 5) = 2"]],
    ["an optional one passed over", row("1 | 5 | 2", "a | c | expected", "Call: `f(a, b?, c?)`"), []],
    ["typed parameters", row("1 | 2", "a | expected", "Call: `f(a: number): string`"), ["f(1) = 2"]],
    ["a rest parameter", row("`[1, 2]` | 2", "xs | expected", "Call: `f(...xs)`"), ["f(...[1, 2]) = 2"]],
    ["literals beside names", row("1 | 2", "a | expected", 'Call: `f(a, "x")`'), ['f(1, "x") = 2']],
    ["await", row("1 | 2", "a | expected", "Call: `await f(a)`"), ["await f(1) = 2"]],
    ["new", row("1 | throws", "a | expected", "Call: `new F(a)`"), ["new F(1) throws {}"]],
    [
      "a call in a call",
      row("1 | 2", "x | expected", "Call: `new P(x, y = 0).norm()`"),
      ["new P(1).norm() = 2"],
    ],
    ["a default", row("1 | 5 | 2", "a | b | expected", "Call: `f(a, b = [1, 2])`"), ["f(1, 5) = 2"]],
    ["a rest parameter left out", row("1 | 2", "a | expected", "Call: `f(a, ...xs)`"), ["f(1) = 2"]],
    [
      "shorthand in `Call:`",
      row("1 | 5 | 2", "a | b | expected", "Call: `f({ a, b })`"),
      ["f({ a: 1, b: 5 }) = 2"],
    ],
    ["no parameters", row("x | 2", "case | expected", "Call: `f()`"), ["f() = 2"]],
    ["a parameter named as a result", row("1 | 2", "result | expected", "Call: `f(result)`"), ["f(1) = 2"]],
  ])("%s", (_, text, expected) => {
    expect(showRows(text)).toEqual(expected);
    expect(errorsOf(text)).toEqual([]);
  });

  test("counts all tables of the file", () => {
    const text = `${row("1 | 2", "x | y")}${row("1 | 2 | 3")}`;
    expect(only(text, "row").table).toBe(1);
  });

  test("keeps notes and signatures", () => {
    const text = row("one **bold** | 1 | 2 |  ", "case | a | expected | `why`", "Call: `f(a, b?)`");
    expect(only(text, "row")).toMatchObject({
      notes: [
        ["case", "one bold"],
        ["why", ""],
      ],
      signatures: [
        {
          name: "f",
          parameters: [
            { name: "a", optional: false },
            { name: "b", optional: true },
          ],
        },
      ],
    });
  });
});

describe("a row that is one prose comment", () => {
  test.each([
    ["among others", "| 1 | 2 |\n| <!-- prose --> |\n| 3 | 4 |", ["f(1) = 2", "f(3) = 4"]],
    ["with its empty cells", "| <!-- prose --> | |\n| 3 | 4 |", ["f(3) = 4"]],
    ["in another cell", "| | <!-- prose --> |\n| 3 | 4 |", ["f(3) = 4"]],
    ["without the last bar", "| <!--prose-->\n| 3 | 4 |", ["f(3) = 4"]],
    ["last", "| 1 | 2 |\n| <!-- prose --> |", ["f(1) = 2"]],
    ["alone", "| <!-- prose --> |", []],
    ["several", "| <!-- prose --> |\n| <!-- prose --> |\n| 3 | 4 |", ["f(3) = 4"]],
  ])("is not read: %s", (_, lines, expected) => {
    const text = `| a | \`f(a)\` |\n| --- | --- |\n${lines}\n`;
    expect(showRows(text)).toEqual(expected);
    expect(rulesOf(text)).toEqual([]);
  });

  test.each([
    ["of one column", "| `f(1)` |\n| --- |\n| <!-- prose --> |\n| 2 |\n", ["f(1) = 2"]],
    [
      "without outer bars",
      "a | `f(a)`\n--- | ---\n1 | 2\n| <!-- prose --> |\n3 | 4\n",
      ["f(1) = 2", "f(3) = 4"],
    ],
    ["in a list", "- | a | `f(a)` |\n  | --- | --- |\n  | <!-- prose --> |\n  | 3 | 4 |\n", ["f(3) = 4"]],
    [
      "with Windows line ends, behind a byte order mark",
      "\uFEFF| a | `f(a)` |\r\n| --- | --- |\r\n| <!-- prose --> |\r\n| 3 | 4 |\r\n",
      ["f(3) = 4"],
    ],
  ])("is not read in a table %s", (_, text, expected) => {
    expect(showRows(text)).toEqual(expected);
    expect(rulesOf(text)).toEqual([]);
  });

  test("keeps the rows behind it on their lines", () => {
    const text = "| a | `f(a)` |\n| --- | --- |\n| 1 | 2 |\n| <!-- prose --> |\n| 3 | 4 |\n";
    expect(blocksOf(text).map(({ place }) => place.line)).toEqual([3, 5]);
  });

  test.each([
    ["another comment", "| <!-- later --> |", ["row-too-short"]],
    ["a value beside it", "| 1 | <!-- prose --> |", ["cell-expected-empty"]],
    ["two comments", "| <!-- prose --> | <!-- prose --> |", ["cell-expected-empty"]],
    ["the comment in a tag", '| <b title="<!-- prose -->"> |', ["row-too-short"]],
    ["an empty row", "| |", ["row-too-short"]],
  ])("is nothing else: %s", (_, line, rules) => {
    expect(rulesOf(`| a | \`f(a)\` |\n| --- | --- |\n${line}\n`)).toEqual(rules);
  });
});

describe("arguments", () => {
  test.each([
    ["bare words are a string", "Hello World", '"Hello World"'],
    ["a number", "12", "12"],
    ["a negative number", "-1.5", "-1.5"],
    ["true", "true", "true"],
    ["null", "null", "null"],
    ["digits that are no JSON", "007", '"007"'],
    ["a comma in digits", "1,000", '"1,000"'],
    ["escapes are resolved", "a \\* b &amp; c", '"a * b & c"'],
    ["an address that GFM links", "https://example.org/a", '"https://example.org/a"'],
    ["a quote inside", 'say "hi" now', '"say \\"hi\\" now"'],
    ["code", "`[1, 2]`", "[1, 2]"],
    ["code with a bar", '`"a\\|b"`', '"a|b"'],
    ["spaces are kept in code", '`"  two  "`', '"  two  "'],
    ["an expression", "`new Date(0)`", "new Date(0)"],
    ["a function", "`(n) => n + 1`", "(n) => n + 1"],
  ])("%s", (_, cell, argument) => {
    const text = row(`${cell} | 1`, "`a` | `f(a)`");
    expect(showRows(text)).toEqual([`f(${argument}) = 1`]);
  });

  test.each([
    ["each use", "f(a, a)", "`[1]`", "f([1], [1])"],
    ["shorthand", "f({ a })", "2", "f({ a: 2 })"],
    ["a property", "f({ b: a })", "2", "f({ b: 2 })"],
    ["a number's member", "f(a.b)", "2", "f((2).b)"],
    ["a string's member", "f(a.length)", "x", 'f("x".length)'],
    ["an object's member", "f(a.b)", "`{ b: 1 }`", "f(({ b: 1 }).b)"],
    ["an operand", "f(1 - a)", "`2 - 3`", "f(1 - (2 - 3))"],
    ["a spread", "f(...a)", "`x ? [1] : []`", "f(...x ? [1] : [])"],
    ["a template", "f(`${a}`)", "1", "f(`${1}`)"],
    ["not a local of the same name", "f(a, (a) => a)", "1", "f(1, (a) => a)"],
    ["not the callee", "a(a)", "1", "a(1)"],
    ["a method's object inside an argument", "f(a.trim())", "x", 'f("x".trim())'],
  ])("are put in: %s", (_, call, cell, expected) => {
    const code = call.includes("`") ? `\`\` ${call} \`\`` : `\`${call}\``;
    const text = row(`${cell} | 1`, `a | ${code}`);
    expect(showRows(text)).toEqual([`${expected} = 1`]);
  });

  test("keep the names of the call at their new places", () => {
    const [block] = blocksOf(row("`[1, 2, 3]` | `x.y` | 1", "a | b | `f(a).then(g(b, limit))`"));
    const names = block?.kind === "row" ? block.checks[0]?.expression.names : [];
    const source = "f([1, 2, 3]).then(g(x.y, limit))";
    expect(names?.map(({ name, start, end }) => [name, source.slice(start, end)])).toEqual([
      ["f", "f"],
      ["g", "g"],
      ["x", "x"],
      ["limit", "limit"],
    ]);
  });

  test("of data alone keep them too", () => {
    const [block] = blocksOf(row("`[1, 2, 3]` | 7 | 1", "a | b | `f(a).then(g(b, limit))`"));
    const names = block?.kind === "row" ? block.checks[0]?.expression.names : [];
    const source = "f([1, 2, 3]).then(g(7, limit))";
    expect(names?.map(({ name, start, end }) => [name, source.slice(start, end)])).toEqual([
      ["f", "f"],
      ["g", "g"],
      ["limit", "limit"],
    ]);
  });

  test("that are left out do not count", () => {
    const [block] = blocksOf(row("1 | | 2", "a | b | `f(a, b)`"));
    const [name] = block?.kind === "row" ? (block.checks[0]?.expression.names ?? []) : [];
    expect(name).toMatchObject({ name: "f", arity: 1 });
  });

  test.each([
    ["the last", "1 | | 2", "a | b | `f(a, b)`", "f(1) = 2"],
    ["all", "| | 2", "a | b | `f(a, b)`", "f() = 2"],
    ["of an inner call", "| 1 | 2", "a | b | `f(b, g(a))`", "f(1, g()) = 2"],
    ["under `Call:`, required or not", "1 | | 2", "a | b | expected", "f(1) = 2"],
  ])("are left out by an empty cell: %s", (_, cells, header, expected) => {
    expect(showRows(row(cells, header, "Call: `f(a, b)`"))).toEqual([expected]);
  });

  test.each([
    ["before one that is given", "| 1 | 2", "a | b | `f(a, b)`"],
    ["before a literal", "| 2", "a | `f(a, 1)`"],
    ["inside an argument", "| 2", "a | `f({ a })`"],
  ])("cannot be left out %s", (_, cells, header) => {
    expect(rulesOf(row(cells, header))).toEqual(["argument-left-out"]);
  });
});

describe("expected values", () => {
  test.each([
    ["4", "= 4"],
    ["`4`", "= 4"],
    ["two-spaces", '= "two-spaces"'],
    ["`undefined`", "= undefined"],
    ["`[1, { a: 2 }]`", "= [1, {a: 2}]"],
    ["throws", "throws {}"],
    ["throws `TypeError`", 'throws {"name":"TypeError"}'],
    ['throws `"the whole message"`', 'throws {"message":"the whole message"}'],
    ["throws `/pattern/i`", 'throws {"pattern":{"source":"pattern","flags":"i"}}'],
    ["throws `RangeError: empty title`", 'throws {"name":"RangeError","message":"empty title"}'],
    ["throws `RangeError: a: b`", 'throws {"name":"RangeError","message":"a: b"}'],
    ["throws`TypeError`", 'throws {"name":"TypeError"}'],
  ])("%s", (cell, expected) => {
    expect(showRows(row(`1 | ${cell}`, "a | `f(a)`"))).toEqual([`f(1) ${expected}`]);
  });

  test.each([
    ["`TypeError`", 'throws {"name":"TypeError"}'],
    ["TypeError", 'throws {"name":"TypeError"}'],
    ["RangeError: empty title", 'throws {"name":"RangeError","message":"empty title"}'],
    ["`/x/`", 'throws {"pattern":{"source":"x","flags":""}}'],
    ["no title given", 'throws {"message":"no title given"}'],
    ["throws", "throws {}"],
    ["throws `TypeError`", 'throws {"name":"TypeError"}'],
  ])("in a column headed throws: %s", (cell, expected) => {
    const text = row(`1 | | ${cell}`, "a | returns | throws", "Call: `f(a)`");
    expect(showRows(text)).toEqual([`f(1) ${expected}`]);
  });

  test("an empty cell under throws beside a result does not throw", () => {
    expect(showRows(row("1 | 2 | ", "a | returns | Throws", "Call: `f(a)`"))).toEqual(["f(1) = 2"]);
  });

  test("an awaited call that throws rejects", () => {
    expect(showRows(row("1 | throws", "a | `await f(a)`"))).toEqual(["await f(1) (rejects) throws {}"]);
  });
});

describe("mistakes in cells", () => {
  test.each([
    ["cell-emphasis", "**4**"],
    ["cell-emphasis", "__init__"],
    ["cell-html", "<b>4</b>"],
    ["cell-mixed", "`4` or so"],
    ["cell-mixed", "`4` `5`"],
    ["cell-mixed", "[a](b.md)"],
    ["cell-odd-backtick", "`4"],
    ["cell-bare-quotes", '"four"'],
    ["cell-bare-quotes", "“four”"],
    ["cell-bare-quotes", "[1, 2]"],
    ["cell-bare-quotes", "{ a: 1 }"],
    ["cell-bare-undefined", "undefined"],
    ["cell-bare-number", "1.0"],
    ["cell-bare-number", "1e3"],
    ["cell-bare-number", "-0"],
    ["cell-bare-number", "9007199254740993"],
  ])("%s: %s, on both sides", (rule, cell) => {
    const asExpected = row(`1 | ${cell}`, "a | `f(a)`");
    const asArgument = row(`${cell} | 1`, "a | `f(a)`");
    expect(rulesOf(asExpected)).toEqual([rule]);
    expect(rulesOf(asArgument)).toEqual([rule]);
    expect(blocksOf(asExpected)).toEqual([]);
  });

  test.each([
    ["cell-expected-empty", ""],
    ["expected-is-code", "`g(1)`"],
    ["expected-is-code", "`1 + 1`"],
    ["expected-is-code", "`TRUE`"],
    ["expected-unreadable", "`{ a: `"],
    ["throws-form", "throws TypeError"],
    ["throws-form", "throws `new TypeError()`"],
    ["throws-form", "throws `empty title`"],
    ["throws-form", "throws `TypeError` often"],
    ["throws-form", "throws `1`"],
  ])("%s: %s where a value is expected", (rule, cell) => {
    expect(rulesOf(row(`1 | ${cell}`, "a | `f(a)`"))).toEqual([rule]);
  });

  test("an argument that is no expression", () => {
    expect(rulesOf(row("`1) + (2` | 1", "a | `f(a)`"))).toEqual(["cell-unreadable"]);
  });

  test("a row with too few and one with too many cells", () => {
    const text = "| a | `f(a)` |\n| --- | --- |\n| 1 |\n| 1 | 2 | 3 |\n| 1 | 2 |\n";
    expect(rulesOf(text)).toEqual(["row-too-short", "row-too-long"]);
    expect(showRows(text)).toEqual(["f(1) = 2"]);
  });

  test("a line right below the table is a row to GFM", () => {
    expect(rulesOf("| a | `f(a)` |\n| --- | --- |\n| 1 | 2 |\nMore words.\n")).toEqual(["row-too-short"]);
  });

  test("a bar that was not escaped cuts the code span and the row", () => {
    expect(rulesOf(row('`"a|b"` | 1', "a | `f(a)`"))).toEqual(["row-too-long"]);
  });

  test("a result and an error", () => {
    const text = row("1 | 2 | `TypeError`", "a | returns | throws", "Call: `f(a)`");
    expect(rulesOf(text)).toEqual(["row-two-results"]);
  });

  test("are all reported, with place and right form", () => {
    const { diagnostics } = read('| a | `f(a)` |\n| --- | --- |\n| "x" | **4** |\n| 1 | 1.0 |\n');
    expect(diagnostics.map(({ rule, place, example }) => [rule, place.line, place.column, example])).toEqual([
      ["cell-bare-quotes", 3, 3, '`"x"`'],
      ["cell-emphasis", 3, 9, '`"__init__"`'],
      ["cell-bare-number", 4, 7, "`1.0`"],
    ]);
  });

  test("do not count in note columns", () => {
    const text = row("**a** `b` [c](d.md) ![e](f.png) | 1 | 2", "case | a | `f(a)`");
    expect(only(text, "row").notes).toEqual([["case", "a b c e"]]);
    expect(rulesOf(text)).toEqual([]);
  });
});
