import type { Decided } from "./answer.ts";

/** A result as a spec writes it: a value, or `throws` and what is thrown, if that matters. Nothing is checked yet. */
export function readResult(typed: string): Decided {
  const text = typed.trim();
  const thrown = /^throws\b\s*(.*)$/s.exec(text);
  return thrown === null
    ? { outcome: "returns", expected: text, note: "" }
    : { outcome: "throws", expected: thrown[1] ?? "", note: "" };
}
