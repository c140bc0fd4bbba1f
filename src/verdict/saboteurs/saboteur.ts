import type { Value } from "../../spec/value.ts";
import type { Answer } from "../report.ts";

/**
 * A wrong program in the place of one export. It knows nothing of what the export is for: when it passes every
 * example, the examples do not say what that is.
 */
export type Saboteur =
  | { readonly is: "throws"; readonly error: ThrownError }
  | { readonly is: "constant"; readonly value: Value }
  /** Gives back its argument at this index. */
  | { readonly is: "argument"; readonly at: number }
  /** Knows the results of the examples that are not held out; everywhere else it does the one thing or the other. */
  | { readonly is: "lookup"; readonly elsewhere: "throws" | "undefined" };

export interface ThrownError {
  /** Name of its class. */
  readonly name: string;
  readonly message: string;
}

/** What a call gives: a value, an error, or a promise that will give one of them. */
export type Given = Answer | { readonly gave: "promise"; readonly of: Answer };

/** Says little on purpose: only an example that takes any error at all is content with it. */
export const ordinaryError: ThrownError = { name: "Error", message: "" };

/**
 * What the saboteur gives for these arguments; null when that depends on an argument that is not known. A lookup
 * is asked about what it has not seen: the examples that it has seen pass by its nature.
 *
 * @param args - null stands for an argument that could not be worked out.
 */
export function perform(saboteur: Saboteur, args: readonly (Value | null)[]): Answer | null {
  switch (saboteur.is) {
    case "throws":
      return threw(saboteur.error);
    case "constant":
      return { gave: "value", value: saboteur.value };
    case "argument": {
      const value = args[saboteur.at];
      if (value === null) return null;
      return { gave: "value", value: value ?? { t: "undefined" } };
    }
    case "lookup":
      return saboteur.elsewhere === "throws"
        ? threw(ordinaryError)
        : { gave: "value", value: { t: "undefined" } };
  }
}

/** An error that was thrown. One of another class than `Error` is taken to be made from it. */
export function threw({ name, message }: ThrownError): Answer {
  const classes = name === "Error" ? ["Error"] : [name, "Error"];
  return { gave: "threw", value: { t: "error", name, message, classes } };
}
