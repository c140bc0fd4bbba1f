import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { UserError } from "../../app/user-error.ts";
import { openEditor } from "../tui/editor.ts";

/**
 * Lets the person change a text: in `$VISUAL` or `$EDITOR`, else as one typed line.
 *
 * @returns null when nothing is left of it, or no line was typed.
 */
export async function editText(
  text: string,
  prompt: (text: string) => Promise<string>,
): Promise<string | null> {
  const editor = process.env["VISUAL"] ?? process.env["EDITOR"] ?? "";
  if (editor.trim() === "") {
    const typed = (await prompt("instead (EDITOR is not set; one line): ")).trim();
    return typed === "" ? null : typed;
  }
  const folder = await mkdtemp(join(tmpdir(), "greenbar-edit-"));
  const path = join(folder, "proposal.md");
  try {
    await writeFile(path, `${text}\n`);
    const problem = await openEditor(editor, path, 1);
    if (problem !== null) throw new UserError(4, problem);
    const edited = (await readFile(path, "utf8")).replaceAll(/^\n+|\s+$/gu, "");
    return edited === "" ? null : edited;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
