import { expect, test } from "vitest";
import type { Value } from "../../../src/spec/value.ts";
import type { Step } from "../../../src/spec/spec.ts";
import { check, example, is, number, planOf, record, text, throws, use } from "../../verdict/judge-plan.ts";
import { bestSandbox, judgement } from "./judging.ts";

const subject = `
export const later = async (n: number) => n + 1;
export const lazily = () => ({ then: (settle: (n: number) => void) => settle(3) });
export class Account { #sum = 0; add(n: number) { this.#sum += n; return this; } get sum() { return this.#sum; } }
export const map = () => new Map<unknown, unknown>([["a", 1], [{ k: 1 }, new Set([1, 2])]]);
export const set = () => new Set(["x", "y"]);
export const day = () => new Date(Date.UTC(2020, 1, 29));
export const bytes = () => Uint8Array.of(1, 2, 255);
export const floats = () => Float64Array.of(0.5, -0);
export const big = () => 2n ** 100n;
export const pattern = () => /a+b/gi;
export const frozen = () => Object.freeze({ list: Object.freeze([1, , undefined]) });
export const bare = () => Object.assign(Object.create(null), { a: 1 });
export class NoFunds extends RangeError { constructor(cause: unknown) { super("no funds", { cause }); this.name = "NoFunds"; } }
export const fails = () => { throw new NoFunds(new Error("below")); };
export const failsLater = async () => { throw new NoFunds(null); };
export function* numbers() { yield 1; yield 2; }
export const getters = (n: number) => ({ get twice() { return n * 2; } });
export const watched = () => new Proxy({ a: 1, list: [1, 2] }, {});
export const long = () => "word ".repeat(2000) + "end";
`;

const array = (...items: (Value | null)[]): Value => ({ t: "array", items });
const matches = (source: string, pattern: string): Step => ({
  do: "check",
  ...check(source, { is: "matches", pattern: { source: pattern, flags: "" }, source: "" }),
});
const failsWith = (source: string, via: "value" | "rejects"): Step => ({
  do: "check",
  ...check(
    source,
    { is: "throws", error: { name: "RangeError", pattern: { source: "^no \\w+$", flags: "" } }, source: "" },
    via,
  ),
});

// Shapes that correct code answers with: each is green, and only those read through its own code say so.
test("honest code of every shape holds", { timeout: 90_000 }, async () => {
  const examples = [
    example("later", [use("later")], [is("later(1)", number(2), "resolves")]),
    example("a thenable", [use("lazily")], [is("lazily()", number(3), "resolves")]),
    example("a class", [use("Account")], [is("new Account().add(2).add(3).sum", number(5))]),
    example(
      "a map",
      [use("map")],
      [
        is("map()", {
          t: "map",
          entries: [
            [text("a"), number(1)],
            [record({ k: number(1) }), { t: "set", items: [number(2), number(1)] }],
          ],
        }),
      ],
    ),
    example("a set", [use("set")], [is("set()", { t: "set", items: [text("y"), text("x")] })]),
    example("a date", [use("day")], [is("day()", { t: "date", v: "2020-02-29T00:00:00.000Z" })]),
    example(
      "bytes",
      [use("bytes")],
      [is("bytes()", { t: "bytes", class: "Uint8Array", items: ["1", "2", "255"] })],
    ),
    example(
      "floats",
      [use("floats")],
      [is("floats()", { t: "bytes", class: "Float64Array", items: ["0.5", "-0"] })],
    ),
    example("a bigint", [use("big")], [is("big()", { t: "bigint", v: "1267650600228229401496703205376" })]),
    example("a pattern", [use("pattern")], [is("pattern()", { t: "regexp", source: "a+b", flags: "gi" })]),
    example(
      "frozen",
      [use("frozen")],
      [is("frozen()", record({ list: array(number(1), null, { t: "undefined" }) }))],
    ),
    example(
      "no prototype",
      [use("bare")],
      [is("bare()", { t: "object", class: "", entries: [["a", number(1)]] })],
    ),
    example("an error with a cause", [use("fails")], [failsWith("fails()", "value")]),
    example("an error that comes later", [use("failsLater")], [failsWith("failsLater()", "rejects")]),
    example("an error by its own name", [use("fails")], [throws("fails()", { name: "NoFunds" })]),
    example("a generator", [use("numbers")], [is("[...numbers()]", array(number(1), number(2)))]),
    example("a long text", [use("long")], [matches("long()", "^(?:word )+end$")]),
    example("getters", [use("getters")], [is("getters(2)", record({ twice: number(4) }))]),
    example(
      "a Proxy",
      [use("watched")],
      [is("watched()", record({ a: number(1), list: array(number(1), number(2)) }))],
    ),
  ];
  const { verdicts } = await judgement(
    planOf(examples),
    { "src/impl.ts": subject },
    { sandbox: await bestSandbox(), programMs: 10_000 },
  );
  const said = Object.fromEntries(
    [...verdicts].map(([id, { status, message, evidence }]) => [id, message ?? evidence ?? status]),
  );
  expect(said).toEqual({
    ...Object.fromEntries(examples.map(({ id }) => [id, "passed"])),
    getters: "getter",
    "a Proxy": "proxy",
  });
});
