import type { Term } from "./term.ts";
import type { Expression } from "./expression.ts";
import type { Hints } from "./hints.ts";
import type { Live } from "./live-value.ts";
import type { Operation } from "./operation.ts";

/** Is this a use of the operation that a person would write? What is refused here is never tried. */
export function isPlausible(
  operation: Operation,
  of: readonly Term[],
  hints: Hints,
  inputs: readonly Live[],
): boolean {
  return (
    !isPointless(operation, of) && !isFarFetched(operation, of, hints) && !isLookup(operation, of, inputs)
  );
}

/** Constants alone make new numbers (`212 - 32`), nothing else. */
function isPointless(operation: Operation, of: readonly Term[]): boolean {
  if (operation.gives === "number" && operation.takes[0] === "number" && operation.takes.length === 2)
    return false;
  return of.every((term) => term.expression.is === "constant");
}

/** A remainder is asked of something that varies, by a plain divisor; a fixed place is the first, second or last. */
function isFarFetched(operation: Operation, of: readonly Term[], hints: Hints): boolean {
  const [left, right] = of.map((term) => term.expression);
  if (left === undefined || right === undefined) return false;
  if (operation.name === "%" || operation.name === "is a multiple of") {
    const plain = right.is !== "call" || right.operation.name === "length";
    return isFixed(left) || isShifted(left) || right.is === "each" || !plain;
  }
  if (["charAt", "item at", "slice"].includes(operation.name)) {
    const places = of
      .slice(1)
      .flatMap(({ expression }) => (expression.is === "constant" ? [Number(expression.value)] : []));
    return places.some((place) => !isSpokenPlace(operation, place, hints));
  }
  return false;
}

/** No variable anywhere: it is the same for every input. */
function isFixed(expression: Expression): boolean {
  return expression.is === "constant" || (expression.is === "call" && expression.of.every(isFixed));
}

/** A remainder once more, or something moved by a constant: ways to hit what one likes. */
function isShifted(expression: Expression): boolean {
  if (expression.is !== "call") return false;
  const { name } = expression.operation;
  return name === "%" || (["+", "-"].includes(name) && expression.of.some(isFixed));
}

const ordinals = ["first", "second", "third", "fourth", "fifth"];

/** The beginning (and all but the first or last, for a slice) need no mention; other places do. */
function isSpokenPlace(operation: Operation, place: number, hints: Hints): boolean {
  if (place === 0 || (operation.name === "slice" && Math.abs(place) === 1)) return true;
  if (operation.name === "slice") return hints.speaksOf(["first", "last"]);
  const ordinal = ordinals[place];
  return ordinal !== undefined && hints.speaksOf([ordinal, "position"]);
}

/** An argument compared with what one example gives for it would begin a lookup; what is empty is no such thing. */
function isLookup(operation: Operation, of: readonly Term[], inputs: readonly Live[]): boolean {
  if (operation.name !== "===") return false;
  const constant = of.find((term) => term.expression.is === "constant")?.values[0] as Live | undefined;
  if (constant === undefined || constant === "" || constant === 0 || constant === 1) return false;
  return of.some((term) => term.expression.is === "variable") && inputs.includes(constant);
}
