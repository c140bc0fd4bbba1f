import type { Entry, Value } from "../spec/value.ts";

/** Comparisons after which two values count as different: both may come from code that means to hold us up. */
const mostComparisons = 5_000_000;

/**
 * The one equality of suite and judge: what `expect(actual).toBe(expected)` says of primitives and
 * `expect(actual).toStrictEqual(expected)` of the rest, decided on canonical values. Prototypes (by their
 * constructor's name), undefined keys, holes, `-0` and symbol keys count; the order of keys, of a Map and of a
 * Set does not. As in Vitest, below a Map or a Set a key that is undefined is as good as none.
 *
 * Stricter than Vitest where identity cannot be told from outside: functions, promises and whatever is
 * `opaque` equal nothing. Looser in one place: symbols are the same when their descriptions are.
 */
export function equalValues(actual: Value, expected: Value): boolean {
  return equal(actual, expected, {
    strict: true,
    sparse: true,
    spent: { comparisons: 0, sketches: new WeakMap(), groups: new WeakMap() },
  });
}

/** How Vitest's own recursion stands: `strict`: undefined keys count; `sparse`: an array is compared by its keys too. */
interface Mode {
  readonly strict: boolean;
  readonly sparse: boolean;
  readonly spent: {
    comparisons: number;
    /** Each value is sketched once, and each list of the expected sorted by sketch once. */
    readonly sketches: WeakMap<Value, string>;
    readonly groups: WeakMap<object, ReadonlyMap<string, readonly unknown[]>>;
  };
}

function equal(a: Value, b: Value, mode: Mode): boolean {
  mode.spent.comparisons += 1;
  if (mode.spent.comparisons > mostComparisons) return false;
  switch (a.t) {
    case "undefined":
    case "null":
      return a.t === b.t;
    case "boolean":
      return b.t === "boolean" && a.v === b.v;
    case "string":
    case "number":
    case "bigint":
    case "symbol":
    case "date":
      return b.t === a.t && a.v === b.v;
    case "regexp":
      return b.t === "regexp" && a.source === b.source && a.flags === b.flags;
    case "cycle":
      return b.t === "cycle" && a.up === b.up;
    case "bytes":
      return b.t === "bytes" && a.class === b.class && sameTexts(a.items, b.items);
    case "error":
      return (
        b.t === "error" && a.name === b.name && a.message === b.message && sameTexts(a.classes, b.classes)
      );
    case "array":
      return b.t === "array" && equalArrays(a, b, mode);
    case "object":
      return b.t === "object" && a.class === b.class && equalEntries(a.entries, b.entries, mode);
    case "map":
      return b.t === "map" && equalMaps(a.entries, b.entries, { ...mode, strict: false });
    case "set":
      return b.t === "set" && equalSets(a.items, b.items, { ...mode, strict: false });
    case "function":
    case "promise":
    case "opaque":
      return false;
  }
}

type ArrayValue = Extract<Value, { t: "array" }>;

function equalArrays(a: ArrayValue, b: ArrayValue, mode: Mode): boolean {
  if (a.class !== b.class || a.items.length !== b.items.length) return false;
  const own = a.entries ?? [];
  const other = b.entries ?? [];
  if (mode.sparse && !sameTexts(stringKeys(own), stringKeys(other))) return false;
  // The outermost array asks for all keys, whatever stands around it, and nested ones leave it at that.
  const inner = mode.sparse ? { ...mode, strict: true, sparse: false } : mode;
  return (
    equalEntries(own, other, inner) &&
    a.items.every((item, index) => {
      const against = b.items[index] ?? null;
      if (item === null || against === null) {
        return inner.strict ? item === against : isAbsent(item) && isAbsent(against);
      }
      return equal(item, against, inner);
    })
  );
}

function equalEntries(a: readonly Entry[], b: readonly Entry[], mode: Mode): boolean {
  const counted = (entries: readonly Entry[]): readonly Entry[] =>
    mode.strict
      ? entries
      : entries.filter(([key, value]) => typeof key !== "string" || value.t !== "undefined");
  const left = counted(a);
  const right = new Map(counted(b).map(([key, value]) => [keyText(key), value]));
  if (left.length !== right.size) return false;
  return left.every(([key, value]) => {
    const other = right.get(keyText(key));
    if (other === undefined || (!mode.strict && other.t === "undefined")) return false;
    return equal(value, other, mode);
  });
}

/** Each of the actual has its like in the expected, in any order: one direction is what Vitest asks for. */
function equalMaps(a: readonly Pair[], b: readonly Pair[], mode: Mode): boolean {
  const isIn = ([key, value]: Pair, [other, its]: Pair): boolean =>
    equal(key, other, mode) && equal(value, its, mode);
  return a.length === b.length && eachHasLike(a, b, mode, isIn, ([key]) => key);
}

type Pair = readonly [Value, Value];

function equalSets(a: readonly Value[], b: readonly Value[], mode: Mode): boolean {
  const isIn = (item: Value, other: Value): boolean => equal(item, other, mode);
  return a.length === b.length && eachHasLike(a, b, mode, isIn, (item) => item);
}

/**
 * Looks first where each stands, when both are in one order, as they mostly are; then only among those that have
 * the same sketch, so that two large ones in different orders do not take time with the square of their size.
 */
function eachHasLike<T>(
  all: readonly T[],
  others: readonly T[],
  { spent }: Mode,
  isLike: (one: T, other: T) => boolean,
  told: (one: T) => Value,
): boolean {
  const sketchOf = (one: T): string => {
    const value = told(one);
    const text = spent.sketches.get(value) ?? sketch(value);
    spent.sketches.set(value, text);
    return text;
  };
  return all.every((one, index) => {
    const opposite = others[index];
    if (opposite !== undefined && isLike(one, opposite)) return true;
    const groups = (spent.groups.get(others) ?? Map.groupBy(others, sketchOf)) as ReadonlyMap<
      string,
      readonly T[]
    >;
    spent.groups.set(others, groups);
    const alike = groups.get(sketchOf(one)) ?? [];
    return alike.some((other) => spent.comparisons <= mostComparisons && isLike(one, other));
  });
}

/** A text that two values share when they are equal in any mode, and that mostly differs when they are not. */
function sketch(value: Value): string {
  switch (value.t) {
    case "string":
    case "number":
    case "bigint":
    case "symbol":
    case "date":
    case "boolean":
      return `${value.t} ${value.v}`;
    case "error":
      return `${value.t} ${value.message}`;
    case "array":
      return `array ${value.items.length} ${value.items.map((item) => (isAbsent(item) ? "" : sketch(item as Value))).join()}`;
    case "object":
      // Keys that are undefined may not count, and symbols are the same by description.
      return `object ${value.entries
        .flatMap(([key, its]) =>
          typeof key === "string" && its.t !== "undefined" ? [`${key}: ${sketch(its)}`] : [],
        )
        .toSorted()
        .join()}`;
    case "map":
      return `map ${value.entries.length}`;
    case "set":
      return `set ${value.items.length}`;
    case "undefined":
    case "null":
    case "regexp":
    case "cycle":
    case "bytes":
    case "function":
    case "promise":
    case "opaque":
      return value.t;
  }
}

function isAbsent(item: Value | null): boolean {
  return item === null || item.t === "undefined";
}

function stringKeys(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(([key]) => (typeof key === "string" ? [key] : []));
}

function keyText(key: Entry[0]): string {
  return typeof key === "string" ? `.${key}` : `@${key.symbol}`;
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
