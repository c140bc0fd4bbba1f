import { expect, test } from "vitest";
import { readValue } from "../../src/spec/read-value.ts";
import type { PropertyType } from "../../src/spec/spec.ts";
import { drawInputs, propertyRuns } from "../../src/verdict/property-inputs.ts";

const text = (v: string) => ({ t: "string", v }) as const;

test.each<PropertyType>([
  { of: "integer", min: -3, max: 3 },
  { of: "natural" },
  { of: "number" },
  { of: "string" },
  { of: "boolean" },
  { of: "json" },
  { of: "array", items: { of: "string" } },
  { of: "oneOf", values: [text("a"), text('"@\u2028')] },
])("inputs of the type $of are values as a spec may write them", (type) => {
  const inputs = drawInputs([{ name: "a", type }], 7).flat();
  expect(inputs).toHaveLength(propertyRuns);
  expect(inputs.filter((source) => !readValue(source).ok)).toEqual([]);
});

test("the values of a choice are what is drawn, and all of them", () => {
  const inputs = drawInputs([{ name: "a", type: { of: "oneOf", values: [text("a"), text("b")] } }], 7).flat();
  expect(new Set(inputs)).toEqual(new Set(['"a"', '"b"']));
});

test("whole numbers stay in their range, at both ends", () => {
  const inputs = drawInputs([{ name: "a", type: { of: "integer", min: -1, max: 1 } }], 7).flat();
  expect(new Set(inputs)).toEqual(new Set(["-1", "0", "1"]));
});
