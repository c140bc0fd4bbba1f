import { numbered } from "./view.ts";

export type TextEdit =
  | { readonly is: "edited"; readonly text: string; readonly summary: string }
  | { readonly is: "error"; readonly text: string };

/**
 * Replaces the only occurrence of `oldText`. When it does not occur, or more than once, the error says where
 * something like it stands. In a file with CRLF endings, text given with LF is understood.
 */
export function planReplace(path: string, text: string, oldText: string, newText: string): TextEdit {
  if (oldText === "")
    return error("`old_str` is empty; give the text to replace, or use `insert` or `create`.");
  const [old, fresh] = asInFile(text, oldText, newText);
  if (old === fresh) return error("`old_str` and `new_str` are the same; nothing was changed.");
  const places = occurrences(text, old);
  const [at] = places;
  if (at === undefined) return error(`\`old_str\` does not occur in \`${path}\`. ${nearest(text, old)}`);
  if (places.length > 1) {
    const lines = places.map((place) => lineOf(text, place));
    return error(
      `\`old_str\` occurs ${places.length} times in \`${path}\`, at lines ${lines.slice(0, 10).join(", ")}. Give more of the text around the one you mean.`,
    );
  }
  return edited(path, text.slice(0, at) + fresh + text.slice(at + old.length), lineOf(text, at), fresh);
}

/** Inserts text after a line; 0 for the beginning. Counted from 1. */
export function planInsert(path: string, text: string, line: number, insert: string): TextEdit {
  const lines = text.split("\n");
  // The last piece of a text that ends with a newline is no line.
  const count = text === "" ? 0 : lines.length - (text.endsWith("\n") ? 1 : 0);
  if (line < 0 || line > count) {
    return error(
      `\`insert_line\` is ${line}, but \`${path}\` has ${count} lines. Give 0 (the beginning) to ${count} (the end).`,
    );
  }
  if (insert === "") return error("`insert_text` is empty; nothing was changed.");
  const [, fresh] = asInFile(text, "", insert);
  const ending = text.includes("\r\n") ? "\r\n" : "\n";
  const head = lines.slice(0, line).join("\n");
  const tail = lines.slice(line).join("\n");
  const before = line === 0 ? "" : line === lines.length ? `${head}${ending}` : `${head}\n`;
  const after = tail === "" || fresh.endsWith("\n") ? tail : `${ending}${tail}`;
  return edited(path, before + fresh + after, line + 1, fresh);
}

function edited(path: string, text: string, line: number, fresh: string): TextEdit {
  const first = Math.max(1, line - 3);
  const last = line + Math.min(fresh.split("\n").length, 20) + 2;
  const snippet = numbered(text.split("\n"), first, last);
  return {
    is: "edited",
    text,
    summary: `The file ${path} has been edited. Lines around the change:\n${snippet}`,
  };
}

function asInFile(text: string, ...parts: readonly [string, string]): readonly [string, string] {
  if (!text.includes("\r\n") || parts.some((part) => part.includes("\r"))) return parts;
  return [parts[0].replaceAll("\n", "\r\n"), parts[1].replaceAll("\n", "\r\n")];
}

function occurrences(text: string, part: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}

/** The line most like the first line of what was looked for. */
function nearest(text: string, old: string): string {
  const wanted =
    old
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? "";
  if (wanted === "") return "It holds white space only; give a line that can be told from others.";
  let best = { line: 0, text: "", score: 0 };
  for (const [index, line] of text.split("\n").slice(0, 20_000).entries()) {
    const score = likeness(line.trim(), wanted);
    if (score > best.score) best = { line: index + 1, text: line, score };
  }
  if (best.score < 0.4) return "No line of the file is like its first line; `view` it first.";
  const shown = best.text.length > 200 ? `${best.text.slice(0, 200)}…` : best.text;
  const why =
    best.text.trim() === wanted ? " (the same line: look at white space and the lines after it)" : "";
  return `The line most like its first one is ${best.line}${why}:\n${shown}`;
}

/** Share of common pairs of letters, 0 to 1 (Dice's coefficient). */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const left = pairs(a);
  const right = pairs(b);
  if (left.size === 0 || right.size === 0) return 0;
  return (2 * left.intersection(right).size) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < Math.min(text.length, 400) - 1; at++) found.add(text.slice(at, at + 2));
  return found;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

function error(text: string): TextEdit {
  return { is: "error", text };
}
