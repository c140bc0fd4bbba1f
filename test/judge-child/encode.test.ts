import { describe, expect, test } from "vitest";
import { classesText, encode, encodeValue } from "../../src/judge-child/encode.ts";
import { valueLimits } from "../../src/spec/value.ts";

const encoded = (value: unknown): unknown => JSON.parse(encodeValue(value));
const n = (v: string) => ({ t: "number", v });

class Point {
  x = 1;
  get y() {
    return 2;
  }
}
class MyMap extends Map<string, number> {}
class MyError extends TypeError {
  override name = "Mine";
}

const cases: readonly (readonly [name: string, value: unknown, form: unknown])[] = [
  ["undefined", undefined, { t: "undefined" }],
  ["null", null, { t: "null" }],
  ["true", true, { t: "boolean", v: true }],
  ["a string that ends JSON", `"}\n\u2028`, { t: "string", v: `"}\n\u2028` }],
  ["-0", -0, n("-0")],
  ["NaN", NaN, n("NaN")],
  ["1e21", 1e21, n("1e+21")],
  ["a bigint", 10n ** 20n, { t: "bigint", v: "100000000000000000000" }],
  ["a symbol", Symbol("s"), { t: "symbol", v: "s" }],
  ["a pattern", /a"/gi, { t: "regexp", source: `a"`, flags: "gi" }],
  ["a date", new Date(0), { t: "date", v: "1970-01-01T00:00:00.000Z" }],
  ["an invalid date", new Date(NaN), { t: "date", v: null }],
  ["an array with a hole", [1, , 2], { t: "array", items: [n("1"), null, n("2")] }], // oxlint-disable-line no-sparse-arrays
  ["an array with a key", Object.assign([], { a: 1 }), { t: "array", items: [], entries: [["a", n("1")]] }],
  [
    "a plain object",
    { b: 1, a: undefined },
    {
      t: "object",
      class: "Object",
      entries: [
        ["b", n("1")],
        ["a", { t: "undefined" }],
      ],
    },
  ],
  [
    "a key __proto__",
    JSON.parse(`{"__proto__":1}`),
    { t: "object", class: "Object", entries: [["__proto__", n("1")]] },
  ],
  ["a null prototype", Object.create(null), { t: "object", class: "", entries: [] }],
  ["an instance", new Point(), { t: "object", class: "Point", entries: [["x", n("1")]] }],
  [
    "an anonymous class",
    new (class {
      x = 1;
    })(),
    { t: "object", class: "(anonymous)", entries: [["x", n("1")]] },
  ],
  [
    "a class that calls itself Object",
    new (class Object {
      x = 1;
    })(),
    { t: "object", class: "Object (another)", entries: [["x", n("1")]] },
  ],
  [
    "a symbol key",
    { [Symbol("k")]: 1 },
    { t: "object", class: "Object", entries: [[{ symbol: "k" }, n("1")]] },
  ],
  [
    "a key that is not enumerable",
    Object.defineProperty({}, "a", { value: 1 }),
    { t: "object", class: "Object", entries: [] },
  ],
  ["a map", new Map([["a", 1]]), { t: "map", entries: [[{ t: "string", v: "a" }, n("1")]] }],
  ["a set", new Set([1]), { t: "set", items: [n("1")] }],
  [
    "a subclass of Map",
    new MyMap(),
    { t: "object", class: "MyMap", entries: [[{ symbol: "value" }, { t: "map", entries: [] }]] },
  ],
  [
    "a boxed number",
    new Number(1),
    { t: "object", class: "Number", entries: [[{ symbol: "value" }, n("1")]] },
  ],
  [
    "an error",
    new RangeError("late"),
    { t: "error", name: "RangeError", message: "late", classes: ["RangeError", "Error"] },
  ],
  [
    "an error of one's own",
    new MyError("x"),
    { t: "error", name: "Mine", message: "x", classes: ["MyError", "TypeError", "Error"] },
  ],
  ["a function", function named() {}, { t: "function", name: "named" }],
  ["a promise", Promise.resolve(1), { t: "promise" }],
  ["bytes", new Uint8Array([1, 2]), { t: "bytes", class: "Uint8Array", items: ["1", "2"] }],
  ["-0 in bytes", new Float32Array([-0]), { t: "bytes", class: "Float32Array", items: ["-0"] }],
  ["an array buffer", new Uint8Array([7]).buffer, { t: "bytes", class: "ArrayBuffer", items: ["7"] }],
  ["a view", new DataView(new Uint8Array([7, 8]).buffer, 1), { t: "bytes", class: "DataView", items: ["8"] }],
  ["a weak map", new WeakMap(), { t: "opaque", why: "its content cannot be listed" }],
  ["a generator", (function* () {})(), { t: "opaque", why: "a generator" }],
];

test.each(cases)("%s", (_, value, form) => {
  expect(encoded(value)).toStrictEqual(form);
});

test.each<[string, unknown, string]>([
  ["plain data", { a: [1, { b: new Map([[1, 2]]) }] }, ""],
  ["a getter of a class", new Point(), ""],
  ["an own getter", { a: { get b() { return 1; } } }, "getter"], // prettier-ignore
  ["a getter in an array", Object.defineProperty([1], 0, { get: () => 1, enumerable: true }), "getter"],
  ["a getter that nobody reads", Object.defineProperty({}, "a", { get: () => 1 }), ""],
  ["a Proxy", new Proxy({ a: 1 }, {}), "proxy"],
  ["a Proxy inside", [new Map([[1, new Proxy([], {})]])], "proxy"],
  ["a Proxy that cannot be read", new Proxy({}, { ownKeys: () => { throw new Error("no"); } }), "proxy"], // prettier-ignore
])("what of the subject's own code runs: %s", (_, value, through) => {
  expect(encode(value).through).toBe(through);
});

describe("containers in themselves", () => {
  test("count the containers up to the one that comes again", () => {
    const a: Record<string, unknown> = {};
    a["b"] = [a];
    expect(encoded(a)).toStrictEqual({
      t: "object",
      class: "Object",
      entries: [["b", { t: "array", items: [{ t: "cycle", up: 2 }] }]],
    });
  });
});

describe("what a value does while it is read", () => {
  test("a getter is called once, on its object", () => {
    let calls = 0;
    const value = {
      n: 5,
      get a() {
        calls += 1;
        return this.n;
      },
    };
    expect(encoded(value)).toMatchObject({
      entries: [
        ["n", n("5")],
        ["a", n("5")],
      ],
    });
    expect(calls).toBe(1);
  });

  test.each([
    [
      "a getter that throws",
      {
        get a(): never {
          throw new Error("no");
        },
      },
    ],
    [
      "a trap that throws",
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("no");
          },
        },
      ),
    ],
    [
      "an error whose message throws",
      new Proxy(new Error("x"), {
        get: () => {
          throw new Error("no");
        },
      }),
    ],
    [
      "a revoked Proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
  ])("%s makes all of it opaque", (_, value) => {
    expect(encoded({ value })).toStrictEqual({ t: "opaque", why: "reading it threw" });
  });

  test("a Proxy is what it shows", () => {
    const value = new Proxy({ a: 1 }, { get: (target, key) => (key === "a" ? 2 : Reflect.get(target, key)) });
    expect(encoded(value)).toStrictEqual({ t: "object", class: "Object", entries: [["a", n("2")]] });
  });
});

describe("limits", () => {
  const beyond = { t: "opaque", why: "more than the judge reads" };
  const nested = (depth: number): unknown => {
    let value: unknown = 1;
    for (let i = 0; i < depth; i += 1) value = [value];
    return value;
  };
  test.each([
    ["depth", nested(valueLimits.depth + 1)],
    ["nodes", Array.from({ length: valueLimits.nodes }, () => 0)],
    ["holes", Object.assign([], { length: 4_000_000_000 })],
    ["length of a string", "x".repeat(valueLimits.stringLength + 1)],
    ["length of a bigint", 1n << 4_000_000n],
    ["length of all strings", Array.from({ length: 5 }, () => "x".repeat(valueLimits.stringLength))],
    ["an endless prototype chain of errors", { e: endless() }],
  ])("%s", (name, value) => {
    if (name === "an endless prototype chain of errors")
      expect(encoded(value)).toMatchObject({ t: "object" });
    else expect(encoded(value)).toStrictEqual(beyond);
  });

  test("just within them a value is read", () => {
    expect(encoded(nested(valueLimits.depth))).toMatchObject({ t: "array" });
    expect(encoded("x".repeat(valueLimits.stringLength))).toMatchObject({ t: "string" });
  });
});

test.each([
  [new MyError("x"), `["MyError","TypeError","Error"]`],
  [new Point(), `["Point"]`],
  [[], `["Array"]`],
  [{}, `[]`],
  ["text", `[]`],
  [null, `[]`],
])("classes of %s", (value, text) => {
  expect(classesText(value)).toBe(text);
});

function endless(): object {
  const proxy: object = new Proxy({}, { getPrototypeOf: () => proxy });
  return proxy;
}
