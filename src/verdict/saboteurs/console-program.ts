import { stringLiteral } from "../../suite/string-literal.ts";

/** A wrong program for the shell, in the place of all programs that examples use together. */
export type ConsoleSaboteur =
  | { readonly is: "prints"; readonly lines: readonly string[]; readonly status: number }
  /** Its arguments. */
  | { readonly is: "echoes" };

/** The program, for Node. */
export function consoleProgram(saboteur: ConsoleSaboteur): string {
  if (saboteur.is === "echoes") return `console.log(process.argv.slice(2).join(" "));`;
  const { lines, status } = saboteur;
  const print = lines.length === 0 ? [] : [`console.log(${stringLiteral(lines.join("\n"))});`];
  return [...print, ...(status === 0 ? [] : [`process.exitCode = ${status};`])].join(" ");
}
