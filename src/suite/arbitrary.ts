import type { PropertyType } from "../spec/spec.ts";
import type { FileNames } from "./file-names.ts";
import { literal } from "./literal.ts";

const largest = 2 ** 31 - 1;
const smallest = -(2 ** 31);

/**
 * How fast-check makes values of a type that a spec names. `integer` without bounds is one of 32 bits, and
 * `number` any finite double: NaN and the infinities are numbers that a spec has to name.
 */
export function arbitrary(type: PropertyType, names: FileNames): string {
  const { fc } = names.ours;
  switch (type.of) {
    case "integer":
      return `${fc}.integer(${integerBounds(type)})`;
    case "natural":
      return `${fc}.nat()`;
    case "number":
      return `${fc}.double({ noNaN: true, noDefaultInfinity: true })`;
    case "string":
      return `${fc}.string()`;
    case "boolean":
      return `${fc}.boolean()`;
    case "json":
      return `${fc}.jsonValue()`;
    case "array":
      return `${fc}.array(${arbitrary(type.items, names)})`;
    case "oneOf":
      return `${fc}.constantFrom(${type.values.map((value) => literal(value, names.globalName)).join(", ")})`;
  }
}

/** fast-check fills in the bounds of 32 bits; one that lies beyond them needs its partner. */
function integerBounds({ min, max }: Extract<PropertyType, { of: "integer" }>): string {
  const bounds = [
    ...(min !== undefined
      ? [`min: ${min}`]
      : max !== undefined && max < smallest
        ? [`min: ${Number.MIN_SAFE_INTEGER}`]
        : []),
    ...(max !== undefined
      ? [`max: ${max}`]
      : min !== undefined && min > largest
        ? [`max: ${Number.MAX_SAFE_INTEGER}`]
        : []),
  ];
  return bounds.length === 0 ? "" : `{ ${bounds.join(", ")} }`;
}
