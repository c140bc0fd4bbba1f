import { canonicalValue } from "../../plan/print-value.ts";
import { endless } from "../../loop/mutants/guard-loops.ts";
import type { Value } from "../../spec/value.ts";
import { literal } from "../../suite/literal.ts";

/** What a call gave, as far as an example could say it. `key` is the same for what no example tells apart. */
export type Outcome =
  | { readonly is: "returns"; readonly value: Value; readonly text: string; readonly key: string }
  | { readonly is: "throws"; readonly name: string; readonly key: string }
  /** Several results side by side, each as an example would write it. */
  | { readonly is: "row"; readonly cells: readonly Said[]; readonly key: string }
  /** It does not end: no example can ask for that, but a program may do it. */
  | { readonly is: "hangs"; readonly key: string }
  /** Nothing that can be compared: no answer, a function, a promise, something too large. */
  | { readonly is: "nothing" };

/** One result. */
export type Said = Extract<Outcome, { is: "returns" | "throws" }>;

/** Reads what a rival's answer holds for one input: a pair for each result, or nothing where it was not asked. */
export function outcomeOf(cells: readonly (Value | null)[]): Outcome {
  const all = cells.map((cell) => (cell?.t === "array" ? cellOf(cell.items) : nothing));
  const odd = all.find(({ is }) => is === "nothing") ?? all.find(({ is }) => is === "hangs");
  const [first] = all;
  if (odd !== undefined || first === undefined) return odd ?? nothing;
  if (all.length === 1) return first;
  const said = all.filter((cell) => cell.is === "returns" || cell.is === "throws");
  return { is: "row", cells: said, key: JSON.stringify(said.map(({ key }) => key)) };
}

/** The same for what no example tells apart. */
export function keyOf(outcome: Outcome): string {
  return outcome.is === "nothing" ? "nothing" : outcome.key;
}

/** The outcome as an example says it: `returns` or `throws`, and the text; null where no example can. */
export function saidOf(
  outcome: Outcome,
): { readonly outcome: "returns" | "throws"; readonly expected: string } | null {
  switch (outcome.is) {
    case "returns":
      return { outcome: "returns", expected: outcome.text };
    case "throws":
      return { outcome: "throws", expected: outcome.name };
    case "row": {
      const [first, ...others] = outcome.cells;
      if (first === undefined) return null;
      const behind = others.map((cell) => (cell.is === "throws" ? `throws ${cell.name}` : cell.text));
      const own = first.is === "throws" ? first.name : first.text;
      return { outcome: first.is, expected: [own, ...behind].join(" | ") };
    }
    case "hangs":
    case "nothing":
      return null;
  }
}

const nothing: Outcome = { is: "nothing" };

function cellOf([isValue, value]: readonly (Value | null)[]): Outcome {
  if (isValue?.t !== "boolean" || value === undefined || value === null) return nothing;
  if (!isValue.v) {
    const name = value.t === "error" ? value.name : "Error";
    return name === endless ? { is: "hangs", key: "hangs" } : { is: "throws", name, key: `throws ${name}` };
  }
  const text = writable(value);
  return text === null ? nothing : { is: "returns", value, text, key: canonicalValue(value) };
}

/** The value as an example would write it; null for what only can be observed. */
function writable(value: Value): string | null {
  try {
    return literal(value);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
