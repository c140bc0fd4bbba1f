/** One pair of live values. `same` is what equality must say of it, and what Vitest says unless `vitest` differs. */
export interface EqualityCase {
  readonly name: string;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly same: boolean;
  /** What Vitest says where the judge is stricter on purpose, and why it is. */
  readonly vitest?: { readonly same: boolean; readonly why: string };
}

class Point {
  x: number;
  constructor(x: number) {
    this.x = x;
  }
}
class Other {
  x = 1;
}
class MyArray extends Array<number> {}
class MyMap extends Map<string, number> {}
class MyError extends Error {}

const key = Symbol("key");
const identity = "only the same one is equal, and the seam carries no identity";

const loop = (): unknown => {
  const a: Record<string, unknown> = { n: 1 };
  a["self"] = a;
  return a;
};
const deepLoop = (): unknown => {
  const a: Record<string, unknown> = { n: 1 };
  a["b"] = { a };
  return a;
};
const otherLoop = (): unknown => {
  const a: Record<string, unknown> = { n: 1 };
  const b: Record<string, unknown> = {};
  b["a"] = b;
  a["b"] = b;
  return a;
};
const shared = { n: 1 };

export const equalityCases: readonly EqualityCase[] = [
  // Primitives: Object.is.
  pair("same string", "a", "a", true),
  pair("other string", "a", "b", false),
  pair("string and its case", "A", "a", false),
  pair("composed and decomposed", "\u00e9", "e\u0301", false),
  pair("empty strings", "", "", true),
  pair("lone surrogate", "\ud800", "\ud800", true),
  pair("lone surrogate and replacement", "\ud800", "\ufffd", false),
  pair("same number", 1.5, 1.5, true),
  pair("other number", 1, 2, false),
  pair("0.1 + 0.2 and 0.3", 0.1 + 0.2, 0.3, false),
  pair("large numbers", 2 ** 53, 2 ** 53 + 2, false),
  pair("0 and -0", 0, -0, false),
  pair("-0 and -0", -0, -0, true),
  pair("NaN", NaN, NaN, true),
  pair("Infinity", Infinity, Infinity, true),
  pair("Infinity and -Infinity", Infinity, -Infinity, false),
  pair("number and its text", 1, "1", false),
  pair("number and bigint", 1, 1n, false),
  pair("bigints", 10n ** 30n, 10n ** 30n, true),
  pair("other bigint", 1n, 2n, false),
  pair("booleans", true, true, true),
  pair("true and false", true, false, false),
  pair("true and 1", true, 1, false),
  pair("null", null, null, true),
  pair("undefined", undefined, undefined, true),
  pair("null and undefined", null, undefined, false),
  pair("null and {}", null, {}, false),
  pair("undefined and empty string", undefined, "", false),
  pair("the same symbol", key, key, true),
  pair("symbol and its text", key, "Symbol(key)", false),
  // Arrays.
  pair("empty arrays", [], [], true),
  pair("arrays", [1, "a", null], [1, "a", null], true),
  pair("order in an array", [1, 2], [2, 1], false),
  pair("shorter array", [1], [1, 2], false),
  pair("longer array", [1, 2], [1], false),
  pair("nested arrays", [[1], [2, [3]]], [[1], [2, [3]]], true),
  pair("nested arrays that differ", [[1], [2, [3]]], [[1], [2, [4]]], false),
  pair("-0 in an array", [-0], [0], false),
  pair("NaN in an array", [NaN], [NaN], true),
  pair("hole and hole", holes(), holes(), true),
  pair("hole and undefined", holes(), [1, undefined, 3], false),
  pair("undefined and hole", [1, undefined, 3], holes(), false),
  pair("hole in a nested array", [holes()], [[1, undefined, 3]], false),
  pair("undefined and nothing in an array", [undefined], [], false),
  pair("trailing holes", hollow(2), hollow(2), true),
  pair("other number of trailing holes", hollow(2), hollow(3), false),
  pair("array and object like it", [1], { 0: 1, length: 1 }, false),
  pair("array and Set", [1], new Set([1]), false),
  pair("array and its text", [1], "1", false),
  pair("array with a property", Object.assign([1], { a: 1 }), Object.assign([1], { a: 1 }), true),
  pair("array with a property and without", Object.assign([1], { a: 1 }), [1], false),
  pair("subclass of Array", MyArray.from([1]), [1], false),
  pair("subclass of Array twice", MyArray.from([1]), MyArray.from([1]), true),
  pair("array-like arguments", argumentsOf(1), [1], false),
  // Objects.
  pair("empty objects", {}, {}, true),
  pair("objects", { a: 1, b: [2] }, { a: 1, b: [2] }, true),
  pair("order of keys", { a: 1, b: 2 }, { b: 2, a: 1 }, true),
  pair("missing key", { a: 1 }, { a: 1, b: 2 }, false),
  pair("surplus key", { a: 1, b: 2 }, { a: 1 }, false),
  pair("other value", { a: 1 }, { a: 2 }, false),
  pair("undefined key and no key", { a: undefined }, {}, false),
  pair("no key and undefined key", {}, { a: undefined }, false),
  pair("undefined keys", { a: undefined }, { a: undefined }, true),
  pair("nested undefined key", { a: { b: undefined } }, { a: {} }, false),
  pair("undefined key in an array's item", [{ a: undefined }], [{}], false),
  pair("-0 in an object", { a: -0 }, { a: 0 }, false),
  pair("key __proto__", JSON.parse(`{"__proto__":1}`), JSON.parse(`{"__proto__":1}`), true),
  pair("key __proto__ and none", JSON.parse(`{"__proto__":1}`), {}, false),
  pair("key constructor", { constructor: 1 }, { constructor: 1 }, true),
  pair("number keys", { 1: "a" }, { "1": "a" }, true),
  pair("empty key", { "": 1 }, { "": 1 }, true),
  pair("symbol keys", { [key]: 1 }, { [key]: 1 }, true),
  pair("symbol key and none", { [key]: 1 }, {}, false),
  pair("symbol keys with other values", { [key]: 1 }, { [key]: 2 }, false),
  pair("non-enumerable key and none", hidden(), {}, true),
  pair("getter and value", gettable(), { a: 1 }, true),
  pair("inherited key and own", Object.create({ a: 1 }), { a: 1 }, false),
  pair("inherited key and none", Object.create({ a: 1 }), {}, true),
  pair("null prototypes", bare({ a: 1 }), bare({ a: 1 }), true),
  pair("null prototype and plain", bare({ a: 1 }), { a: 1 }, false),
  pair("frozen and not", Object.freeze({ a: 1 }), { a: 1 }, true),
  pair("Proxy and what it shows", new Proxy({ a: 1 }, {}), { a: 1 }, true),
  pair("Proxy that shows more", new Proxy({ a: 1 }, { get: twice }), { a: 2 }, true),
  pair("same object twice inside", { a: shared, b: shared }, { a: { n: 1 }, b: { n: 1 } }, true),
  // Classes.
  pair("instances", new Point(1), new Point(1), true),
  pair("instances that differ", new Point(1), new Point(2), false),
  pair("instance and plain", new Point(1), { x: 1 }, false),
  pair("plain and instance", { x: 1 }, new Point(1), false),
  pair("other classes", new Point(1), new Other(), false),
  pair("nested instance and plain", { p: new Point(1) }, { p: { x: 1 } }, false),
  pair("boxed and primitive", new Number(1), 1, false),
  pair("boxed numbers", new Number(1), new Number(1), true),
  pair("boxed numbers that differ", new Number(1), new Number(2), false),
  pair("boxed strings", new String("a"), new String("a"), true),
  pair("boxed strings that differ", new String("a"), new String("b"), false),
  pair("boxed string and primitive", new String("a"), "a", false),
  pair("boxed booleans that differ", new Boolean(true), new Boolean(false), false),
  // Dates and patterns.
  pair("dates", new Date(0), new Date(0), true),
  pair("dates that differ", new Date(0), new Date(1), false),
  pair("date and its text", new Date(0), "1970-01-01T00:00:00.000Z", false),
  pair("date and its number", new Date(0), 0, false),
  pair("invalid dates", new Date(NaN), new Date(NaN), true),
  pair("invalid date and date", new Date(NaN), new Date(0), false),
  pair("patterns", /a/i, /a/i, true),
  pair("other flags", /a/i, /a/, false),
  pair("other source", /a/, /b/, false),
  pair("pattern and its text", /a/, "/a/", false),
  pair("URLs", new URL("http://a.test/x"), new URL("http://a.test/x"), true),
  pair("URLs that differ", new URL("http://a.test/x"), new URL("http://a.test/y"), false),
  // Maps and Sets.
  pair("empty maps", new Map(), new Map(), true),
  pair("maps", new Map([["a", 1]]), new Map([["a", 1]]), true),
  pair(
    "order of a map",
    new Map([
      ["a", 1],
      ["b", 2],
    ]),
    new Map([
      ["b", 2],
      ["a", 1],
    ]),
    true,
  ),
  pair("maps with another value", new Map([["a", 1]]), new Map([["a", 2]]), false),
  pair("maps with another key", new Map([["a", 1]]), new Map([["b", 1]]), false),
  pair(
    "larger map",
    new Map([
      ["a", 1],
      ["b", 2],
    ]),
    new Map([["a", 1]]),
    false,
  ),
  pair("object keys", new Map([[{ k: 1 }, 1]]), new Map([[{ k: 1 }, 1]]), true),
  pair(
    "number key and text key",
    new Map<unknown, number>([[1, 1]]),
    new Map<unknown, number>([["1", 1]]),
    false,
  ),
  pair("map and object", new Map([["a", 1]]), { a: 1 }, false),
  pair("map and list of pairs", new Map([["a", 1]]), [["a", 1]], false),
  pair("subclass of Map", new MyMap([["a", 1]]), new Map([["a", 1]]), false),
  pair("undefined key below a map", new Map([["a", { x: undefined }]]), new Map([["a", {}]]), true),
  pair(
    "undefined key in an array below a map",
    new Map([["a", [{ x: undefined }]]]),
    new Map([["a", [{}]]]),
    false,
  ),
  pair("hole in an array below a map", new Map([["a", holes()]]), new Map([["a", [1, undefined, 3]]]), false),
  pair(
    "hole below a map in an array",
    [new Map([["a", holes()]])],
    [new Map([["a", [1, undefined, 3]]])],
    true,
  ),
  pair("-0 below a map", new Map([["a", -0]]), new Map([["a", 0]]), false),
  pair("instance below a map", new Map([["a", new Point(1)]]), new Map([["a", { x: 1 }]]), false),
  pair("sets", new Set([1, 2]), new Set([2, 1]), true),
  pair("sets that differ", new Set([1, 2]), new Set([1, 3]), false),
  pair("larger set", new Set([1, 2]), new Set([1]), false),
  pair("sets of objects", new Set([{ a: 1 }, { b: 2 }]), new Set([{ b: 2 }, { a: 1 }]), true),
  pair("set that repeats itself", new Set([{ a: 1 }, { a: 1 }]), new Set([{ a: 1 }, { b: 2 }]), true),
  pair("set that lacks one", new Set([{ a: 1 }, { b: 2 }]), new Set([{ a: 1 }, { a: 1 }]), false),
  pair("undefined key below a set", new Set([{ x: undefined }]), new Set([{}]), true),
  pair("set and map", new Set([1]), new Map([[1, 1]]), false),
  // Bytes.
  pair("typed arrays", new Uint8Array([1, 2]), new Uint8Array([1, 2]), true),
  pair("typed arrays that differ", new Uint8Array([1, 2]), new Uint8Array([1, 3]), false),
  pair("other typed arrays", new Uint8Array([1]), new Int8Array([1]), false),
  pair("typed array and array", new Uint8Array([1]), [1], false),
  pair("-0 in a typed array", new Float64Array([-0]), new Float64Array([0]), false),
  pair("NaN in a typed array", new Float64Array([NaN]), new Float64Array([NaN]), true),
  pair("Buffer and Uint8Array", Buffer.from([1]), new Uint8Array([1]), false),
  pair("array buffers", new Uint8Array([1]).buffer, new Uint8Array([1]).buffer, true),
  pair("array buffers that differ", new Uint8Array([1]).buffer, new Uint8Array([2]).buffer, false),
  // Errors.
  pair("errors", new Error("a"), new Error("a"), true),
  pair("errors that differ", new Error("a"), new Error("b"), false),
  pair("error classes", new TypeError("a"), new RangeError("a"), false),
  pair("error and its subclass", new MyError("a"), new Error("a"), false),
  pair("error and object like it", new Error("a"), { name: "Error", message: "a" }, false),
  // Cycles.
  pair("cycles", loop(), loop(), true),
  pair("cycle and none", loop(), { n: 1, self: 1 }, false),
  pair("deep cycles", deepLoop(), deepLoop(), true),
  pair("cycles to other places", deepLoop(), otherLoop(), false),
  // What lies in disguise.
  pair("object with valueOf", { valueOf: () => 5 }, 5, false),
  pair("object with toString", { toString: () => "a" }, "a", false),
  pair("object with toJSON", { toJSON: () => ({ a: 1 }) }, { a: 1 }, false),
  pair("asymmetric matcher", matcher(), 5, false, {
    same: true,
    why: "an answer is data, whoever it says it equals",
  }),
  // Identity.
  pair("one function", twice, twice, false, { same: true, why: identity }),
  pair(
    "two functions",
    () => 1,
    () => 1,
    false,
  ),
  pair("functions in objects", { f: () => 1 }, { f: () => 1 }, false),
  pair("promises", Promise.resolve(1), Promise.resolve(1), false, {
    same: true,
    why: "Vitest looks at no more than their keys",
  }),
  pair("promise and its value", Promise.resolve(1), 1, false),
  pair("weak maps", new WeakMap(), new WeakMap(), false, {
    same: true,
    why: "Vitest looks at no more than their keys",
  }),
];

function pair(
  name: string,
  actual: unknown,
  expected: unknown,
  same: boolean,
  vitest?: EqualityCase["vitest"],
): EqualityCase {
  return { name, actual, expected, same, ...(vitest === undefined ? {} : { vitest }) };
}

function twice(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === "number" ? value * 2 : value;
}

function holes(): unknown[] {
  const list: unknown[] = [1];
  list[2] = 3;
  return list;
}

function hollow(length: number): unknown[] {
  const list: unknown[] = [1];
  list.length = length;
  return list;
}

function bare(entries: object): unknown {
  return Object.assign(Object.create(null) as object, entries);
}

function hidden(): unknown {
  return Object.defineProperty({}, "a", { value: 1, enumerable: false });
}

function gettable(): unknown {
  return {
    get a() {
      return 1;
    },
  };
}

function argumentsOf(..._values: readonly unknown[]): unknown {
  // oxlint-disable-next-line prefer-rest-params
  return (function list(_one?: unknown) {
    return arguments;
  })(..._values);
}

function matcher(): unknown {
  return { $$typeof: Symbol.for("jest.asymmetricMatcher"), asymmetricMatch: () => true };
}
