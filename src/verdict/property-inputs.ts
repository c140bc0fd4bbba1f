import * as fc from "fast-check";
import { valueOfJson } from "../spec/read-json.ts";
import type { PropertyType, PropertyVariable } from "../spec/spec.ts";
import { literal } from "../suite/literal.ts";

/** Runs of a property that the judge asks about. */
export const propertyRuns = 100;

/**
 * Inputs of a property, drawn with fast-check from a seed, as source text of literals: one list a run, in the
 * order of the variables. The same seed gives the same inputs.
 */
export function drawInputs(
  variables: readonly PropertyVariable[],
  seed: number,
): readonly (readonly string[])[] {
  const inputs = fc.tuple(...variables.map(({ type }) => arbitrary(type)));
  return fc.sample(inputs, { seed, numRuns: propertyRuns });
}

/** Draws the text of literals. */
function arbitrary(type: PropertyType): fc.Arbitrary<string> {
  switch (type.of) {
    case "integer":
      return fc
        .integer({
          ...(type.min === undefined ? {} : { min: type.min }),
          ...(type.max === undefined ? {} : { max: type.max }),
        })
        .map(written);
    case "natural":
      return fc.nat().map(written);
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map(written);
    case "string":
      return fc.string().map(written);
    case "boolean":
      return fc.boolean().map(written);
    case "json":
      return fc.jsonValue().map(written);
    case "array":
      return fc.array(arbitrary(type.items)).map((items) => `[${items.join(", ")}]`);
    case "oneOf":
      return fc.constantFrom(...type.values.map((value) => literal(value)));
  }
}

function written(json: unknown): string {
  const value = valueOfJson(json);
  if (value === null) throw new Error("A drawn value nests deeper than a value may.");
  return literal(value);
}
