import { parseFile } from "../spec/javascript.ts";
import { withoutStubNote } from "../suite/render-stub.ts";
import type { WantedFunction } from "./wanted-functions.ts";

/** A module's text with the function in the place of the exported one of that name, or at its end. */
export function withFunction(
  text: string,
  { name, subject }: Pick<WantedFunction, "name" | "subject">,
  source: string,
): string {
  const parsed = parseFile(text, subject);
  for (const node of parsed.ok ? parsed.program.body : []) {
    const declared = node.type === "ExportNamedDeclaration" ? node.declaration : null;
    const isIt =
      (declared?.type === "FunctionDeclaration" && declared.id?.name === name) ||
      (declared?.type === "VariableDeclaration" &&
        declared.declarations.some(({ id }) => id.type === "Identifier" && id.name === name));
    if (isIt)
      return withoutStubNote(text.slice(0, startOf(text, node.start)) + source.trim() + text.slice(node.end));
  }
  return `${text.trim() === "" ? "" : `${text.trimEnd()}\n\n`}${source.trim()}\n`;
}

/** Where a declaration begins, with the stub's own comment above it. */
function startOf(text: string, start: number): number {
  const above = /\/\*\*(?:[^*]|\*(?!\/))*\*\/\s*$/.exec(text.slice(0, start));
  return above === null ? start : above.index;
}
