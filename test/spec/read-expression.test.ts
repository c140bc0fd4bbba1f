import { describe, expect, test } from "vitest";
import { readCode, readExpression } from "../../src/spec/read-expression.ts";
import { anywhere } from "./reading-specs.ts";

/** `name:use/arity`, with `'` behind the use when the name may resolve to the subject. */
function names(source: string): string {
  const read = readExpression(source, anywhere);
  if (!read.ok) return `unreadable: ${read.reason}`;
  return read.expression.names
    .map(({ name, role, use, arity }) => {
      const root = role === "root" ? "'" : "";
      return `${name}:${use}${root}${arity === null ? "" : `/${arity}`}`;
    })
    .join(" ");
}

describe("free names", () => {
  test.each([
    ["f(1)", "f:call'/1"],
    ["f(a, b)", "f:call'/2 a:value b:value"],
    ["square(square)", "square:call'/1 square:value"],
    ["new Slugs(a)", "Slugs:new'/1 a:value"],
    ["seen.add(x)", "seen:member' x:value"],
    ["a.b.c", "a:member'"],
    ["a?.b(c)", "a:member' c:value"],
    ["a[b]", "a:member' b:value"],
    ["f(...xs)", "f:call' xs:value"],
    ["f({ a, b: c, d() { return e } })", "f:call'/1 a:value c:value e:value"],
    ["xs.map((x) => x + y)", "xs:member' y:value"],
    ["f(({ a, b: [c] = d, ...rest }) => a + c + rest)", "f:call'/1 d:value"],
    ["f(function g(n) { return n ? g(n - 1) : h })", "f:call'/1 h:value"],
    ["f(() => { const a = 1; var b; for (const c of d) { b = c; } return a + b; })", "f:call'/1 d:value"],
    ["f(() => { { let a = 1; } return a; })", "f:call'/1 a:value"],
    ["f(() => { try { g() } catch (e) { return e } })", "f:call'/1 g:call'/0"],
    ["(x as Thing<Other>).y", "x:member'"],
    ["(f as any)(1)", "f:call'/1"],
    ["f<number>(1)", "f:call'/1"],
    ["f(x!)", "f:call'/1 x:value"],
    ["tag`a ${b}`", "tag:call' b:value"],
    ["`${a}`", "a:value"],
    ["f(/re/, undefined)", "f:call'/2 undefined:value"],
    ["await f()", "f:call'/0"],
    ["f(class A extends B { c = d; [e]() {} })", "f:call'/1 B:value d:value e:value"],
    ["{ a: 1 }", ""],
    ["typeof x", "x:value"],
    ["f(1)(2)", "f:call'/1"],
  ])("%s", (source, expected) => expect(names(source)).toBe(expected));
});

describe("an expression", () => {
  test.each([
    ["f(1)", true, false],
    ["new F", true, false],
    ["a.b", false, false],
    ["await f()", true, true],
    ["f(async () => await g())", true, false],
    ["tag`x`", true, false],
  ])("%s calls: %s, awaits: %s", (source, hasCall, awaits) => {
    const read = readExpression(source, anywhere);
    expect(read.ok && read.expression).toMatchObject({ hasCall, awaits });
  });

  test("counts offsets in its own source, in UTF-16 units", () => {
    const read = readExpression('  f("é😀", x)  ', anywhere);
    expect(read.ok && read.expression.source).toBe('f("é😀", x)');
    expect(read.ok && read.expression.names.map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [9, 10],
    ]);
  });

  test.each(["", "f(", "1) + (2", "a, b", "f(1) /* x */", "f(1) // x", "const a = 1", "a; b", "git commit"])(
    "cannot be %j",
    (source) => expect(readExpression(source, anywhere).ok).toBe(false),
  );

  test.each([
    ["brackets", "(".repeat(100_000)],
    ["operators", `${"!".repeat(30_000)}x`],
    ["length", `"${"x".repeat(300_000)}"`],
  ])("is refused, not crashed on, when it has too much of %s", (_, source) => {
    expect(readExpression(source, anywhere).ok).toBe(false);
  });
});

describe("statements", () => {
  test("declare names and use others", () => {
    const read = readCode("const { a, b: [c] } = f(d); function g() { return h(a) }\nlet e;");
    expect(
      read.ok &&
        read.statements.map(({ code, declares, names: used }) => [
          code,
          declares,
          used.map(({ name, start }) => [name, start]),
        ]),
    ).toEqual([
      [
        "const { a, b: [c] } = f(d);",
        ["a", "c"],
        [
          ["f", 22],
          ["d", 24],
        ],
      ],
      [
        "function g() { return h(a) }",
        ["g"],
        [
          ["h", 22],
          ["a", 24],
        ],
      ],
      ["let e;", ["e"], []],
    ]);
  });
});
