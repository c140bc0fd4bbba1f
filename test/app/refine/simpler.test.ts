import * as fc from "fast-check";
import { expect, test } from "vitest";
import { near } from "../../../src/app/refine/near.ts";
import { simpler } from "../../../src/app/refine/simpler.ts";
import { literal } from "../../../src/suite/literal.ts";
import type { Value } from "../../../src/spec/value.ts";
import { valueOfJson } from "../../../src/spec/read-json.ts";

const shown = (values: readonly Value[]) => values.map((value) => literal(value));
const value = (json: unknown): Value => valueOfJson(json) ?? { t: "null" };
const noHints = { numbers: [], texts: [] };

test.each<[unknown, readonly string[]]>([
  ["", []],
  ["ab", ['""', '"a"', '"b"']],
  ["a b", ['""', '"b"', '"a"', '"a "', '" b"', '"ab"']],
  [0, []],
  [1, ["0"]],
  [-7, ["0", "-3", "-6", "7"]],
  [2.5, ["0", "1", "2"]],
  [[], []],
  [[3], ["[]", "[0]", "[1]", "[2]"]],
  [{ a: 1, b: "x" }, ['{ a: 0, b: "x" }', '{ a: 1, b: "" }']],
  [true, []],
])("what is simpler than %j", (json, expected) => {
  expect(shown(simpler(value(json))).toSorted()).toStrictEqual([...expected].toSorted());
});

test("making a value simpler again and again ends", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), fc.infiniteStream(fc.nat(1000)), (json, picks) => {
      let current = value(json);
      for (let steps = 0; steps < 400; steps += 1) {
        const less = simpler(current);
        if (less.length === 0) break;
        current = less[(picks.next().value ?? 0) % less.length] ?? current;
      }
      expect(simpler(current)).toStrictEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("one step from a text: empty, doubled, left out, with what the code looks for in its midst", () => {
  const found = shown(near(value("ab"), { numbers: [3], texts: ["_"] }));
  for (const wanted of ['""', '"aab"', '"b"', '"a_b"', '"a__b"', '"AB"', '"ba"', '"abab"'.slice(0, 4) + '"'])
    expect(found).toContain(wanted);
  expect(found).not.toContain('"ab"');
});

test("one step from a number: what the code compares with, and its neighbours", () => {
  const found = shown(near(value(5), { numbers: [10], texts: [] }));
  for (const wanted of ["4", "6", "0", "9", "10", "11"]) expect(found).toContain(wanted);
});

test("no near value is the value itself", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 2 }), (json) => {
      const own = literal(value(json));
      const same = shown(near(value(json), noHints)).filter((other) => other === own);
      // A list of two like items, turned round, is the same list.
      expect(Array.isArray(json) || typeof json === "object" ? [] : same).toStrictEqual([]);
    }),
    { numRuns: 200 },
  );
});
