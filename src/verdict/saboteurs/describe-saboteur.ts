import type { Value } from "../../spec/value.ts";
import { showValue } from "../show-value.ts";
import type { Saboteur } from "./saboteur.ts";

export interface Described {
  /** What goes behind `a program that`: `always returns "hello"`. */
  readonly words: string;
  /** The program, on one line. Long values are cut. */
  readonly code: string;
}

/**
 * A saboteur in words and as code.
 *
 * @param params - names of the parameters, as far as the spec gives them.
 */
export function describeSaboteur(
  saboteur: Saboteur,
  name: string,
  { params, isAsync }: { readonly params: readonly string[]; readonly isAsync: boolean },
): Described {
  const head = (list: string) => `${isAsync ? "async " : ""}function ${name}(${list})`;
  switch (saboteur.is) {
    case "throws": {
      const { name: thrown, message } = saboteur.error;
      const shown = showValue({ t: "error", name: thrown, message, classes: [] }, longestInWords);
      const words = thrown === "Error" ? "an ordinary Error" : `a ${thrown}`;
      const text = message === "" ? "" : showValue({ t: "string", v: message }, longestInCode);
      return {
        words: `always throws ${message === "" ? words : shown}`,
        code: `${head("")} { throw new ${thrown}(${text}); }`,
      };
    }
    case "constant":
      return {
        words: `always returns ${shortened(saboteur.value)}`,
        code: `${head("")} { return ${showValue(saboteur.value, longestInCode)}; }`,
      };
    case "argument": {
      const list = Array.from({ length: saboteur.at + 1 }, (_, at) => params[at] ?? `arg${at + 1}`);
      return {
        words: `returns its ${ordinals[saboteur.at] ?? `${saboteur.at + 1}th`} argument`,
        code: `${head(list.join(", "))} { return ${list.at(-1)}; }`,
      };
    }
    case "lookup":
      return {
        words: `looks up the examples that an agent is shown and ${saboteur.elsewhere === "throws" ? "throws" : "returns undefined"} for all others`,
        code: `${head("...args")} { ${saboteur.elsewhere === "throws" ? "if (!seen.has(key(args))) throw new Error(); " : ""}return seen.get(key(args)); }`,
      };
  }
}

const longestInWords = 60;
const longestInCode = 120;

/** A value in words: on one line, and short. */
export function shortened(value: Value): string {
  return showValue(value, longestInWords);
}

const ordinals = ["first", "second", "third", "fourth"];
