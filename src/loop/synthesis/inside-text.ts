import type { Bank } from "./bank.ts";
import type { Expression } from "./expression.ts";
import { operationNamed } from "./operations.ts";

/** Goals that lie inside a text: what is left between a beginning and an end that all share, and words in a row. */
export function aimInsideText(
  bank: Bank,
  goal: readonly string[],
  found: (of: Expression, cost: number) => void,
): void {
  const add = operationNamed("+", "string");
  const text = (value: string): Expression => ({ is: "constant", value, kind: "string" });
  const start = sharedStart(goal);
  const end = sharedStart(goal.map((value) => reversed(value.slice(start.length))));
  if (start.length + end.length > 0 && new Set(goal).size > 1) {
    const middle = goal.map((value) => value.slice(start.length, value.length - end.length));
    bank.aim("string", middle, (term) => {
      const head: Expression =
        start === ""
          ? term.expression
          : { is: "call", operation: add, of: [text(start), term.expression], kind: "string" };
      const whole: Expression =
        end === "" ? head : { is: "call", operation: add, of: [head, text(reversed(end))], kind: "string" };
      found(whole, term.cost + 3 * (Number(start !== "") + Number(end !== "")));
    });
  }
  const join = operationNamed("join");
  for (const separator of ["", " "]) {
    const parts = goal.map((value) => (separator === "" ? Array.from(value) : value.split(separator)));
    bank.aim("string[]", parts, (term) =>
      found(
        { is: "call", operation: join, of: [term.expression, text(separator)], kind: "string" },
        term.cost + 2,
      ),
    );
  }
}

function sharedStart(texts: readonly string[]): string {
  let start = texts[0] ?? "";
  for (const text of texts) while (!text.startsWith(start)) start = start.slice(0, -1);
  return start;
}

function reversed(text: string): string {
  return Array.from(text).reverse().join("");
}
