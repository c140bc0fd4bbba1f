import { hashText } from "../../loop/hash.ts";
import { planInsert, planReplace } from "../../loop/tools/plan-edit.ts";
import type { Patch } from "./patch.ts";
import { cappedPatch, emptyPatch, patchOf, replacePatch } from "./patch.ts";

/** Texts of files by their sha256. */
export type KnownFiles = ReadonlyMap<string, string>;

/** Most lines and characters of one edit's diff that a transcript keeps, and of what it remembers of files. */
const limits = { patch: { lines: 400, characters: 20_000 }, files: 12, file: 64_000 } as const;

/**
 * An edit's diff, made from what its tool was called with. Where the file's text before is known, with its lines'
 * numbers and neighbours; else of the changed text alone.
 *
 * @param edit - hashes of the file before (null: not there) and after.
 * @returns the diff; whether it is a whole new text of a file whose old one is not known; and the files with the one
 * that the edit leaves.
 */
export function editPatch(
  input: unknown,
  edit: { readonly preHash: string | null; readonly postHash: string },
  files: KnownFiles,
): { readonly patch: Patch; readonly isWhole: boolean; readonly files: KnownFiles } {
  const call = readEdit(input);
  if (call === null) return { patch: emptyPatch, isWhole: false, files };
  const before = edit.preHash === null ? "" : (files.get(edit.preHash) ?? null);
  const after = before === null && call.command !== "create" ? null : afterEdit(call, before ?? "");
  const patch = before === null || after === null ? bluntPatch(call) : patchOf(before, after);
  return {
    patch: cappedPatch(patch, limits.patch),
    isWhole: before === null && call.command === "create",
    files: after === null ? files : remember(files, edit.postHash, after),
  };
}

/** The files with the one that a tool has just shown whole; the numbers before its lines are taken off again. */
export function seenFile(input: unknown, content: string, files: KnownFiles): KnownFiles {
  const isWhole = isRecord(input) && input["command"] === "view" && input["view_range"] === undefined;
  if (!isWhole || !/^ {5}1\t/.test(content)) return files;
  const text = content.replace(/^ *\d+\t/gm, "");
  return remember(files, hashText(text), text);
}

type EditCall =
  | { readonly command: "create"; readonly text: string }
  | { readonly command: "str_replace"; readonly old: string; readonly fresh: string }
  | { readonly command: "insert"; readonly line: number; readonly text: string };

/** The text editor's input, as far as it says what changes; null for anything else. */
function readEdit(input: unknown): EditCall | null {
  if (!isRecord(input)) return null;
  const { command, file_text, old_str, new_str, insert_line, insert_text } = input;
  if (command === "create" && typeof file_text === "string") return { command, text: file_text };
  if (command === "str_replace" && typeof old_str === "string")
    return { command, old: old_str, fresh: typeof new_str === "string" ? new_str : "" };
  if (command === "insert" && typeof insert_line === "number" && typeof insert_text === "string")
    return { command, line: insert_line, text: insert_text };
  return null;
}

function afterEdit(call: EditCall, before: string): string | null {
  if (call.command === "create") return call.text;
  const edit =
    call.command === "str_replace"
      ? planReplace("", before, call.old, call.fresh)
      : planInsert("", before, call.line, call.text);
  return edit.is === "edited" ? edit.text : null;
}

function bluntPatch(call: EditCall): Patch {
  switch (call.command) {
    case "create":
      return replacePatch("", call.text, 1);
    case "str_replace":
      return replacePatch(call.old, call.fresh);
    case "insert":
      return replacePatch("", call.text, call.line + 1);
  }
}

function remember(files: KnownFiles, hash: string, text: string): KnownFiles {
  if (text.length > limits.file) return files;
  const others = [...files].filter(([other]) => other !== hash);
  return new Map([...others.slice(1 - limits.files), [hash, text]]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
