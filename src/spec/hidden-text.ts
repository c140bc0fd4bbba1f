import type { Nodes } from "mdast";
import type { HiddenRun } from "./hidden-characters.ts";
import { hiddenRuns } from "./hidden-characters.ts";
import type { Reading } from "./reading.ts";

/**
 * Reports what a reader of the spec cannot see, code blocks included, once a line. What can say something to a
 * program and nothing to a person, or lets a line read otherwise than it is, is an error: tags, selectors that
 * select nothing, direction controls. The rest is a warning.
 */
export function reportHiddenText(reading: Reading): void {
  reportRuns(hiddenRuns(reading.text), reading);
}

/**
 * Reports the same that is written as a character reference (`&#x202e;`): the page has the character, and its source
 * has words that only a program reads. In code a reference is no more than its letters. Warnings are given none.
 */
export function reportHiddenReferences(nodes: readonly Nodes[], reading: Reading): void {
  // Most specs have none, and need not be walked once more.
  if (!mayRefer.test(reading.text)) return;
  reportRuns(
    nodes.flatMap((node) => referencesIn(node, reading)),
    reading,
  );
}

function referencesIn(node: Nodes, reading: Reading): HiddenRun[] {
  if ("children" in node) return node.children.flatMap((child) => referencesIn(child, reading));
  if (node.type === "code" || node.type === "inlineCode" || node.type === "yaml") return [];
  const start = reading.placeOf(node).offset;
  return [...reading.sourceOf(node).matchAll(reference)].flatMap(({ 0: found, index, groups = {} }) => {
    const { hex, decimal, name } = groups;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal ?? named[name ?? ""]);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : "";
    if (!hides.test(character)) return [];
    const offset = start + index;
    return [{ offset, endOffset: offset + found.length, characters: [character] }];
  });
}

const mayRefer = /&(?:#|lrm;|rlm;)/;

/** CommonMark 0.31.2, section 2.5; a backslash before it makes it text. */
const reference =
  /(?<=(?:^|[^\\])(?:\\\\)*)&(?:#[xX](?<hex>[0-9a-fA-F]{1,6})|#(?<decimal>\d{1,7})|(?<name>lrm|rlm));/g;

/** Of the names that HTML gives to characters, those of direction controls. */
const named: Readonly<Record<string, number>> = { lrm: 0x200e, rlm: 0x200f };

function reportRuns(runs: readonly HiddenRun[], reading: Reading): void {
  const found = runs.map((run) => {
    const rule: HiddenRule = run.characters.some((one) => hides.test(one)) ? errorRule : warningRule;
    return { ...run, place: reading.placeBetween(run.offset, run.endOffset), rule };
  });
  const lines = Map.groupBy(found, ({ place, rule }) => `${place.line} ${rule}`);
  for (const runs of lines.values()) {
    const [first] = runs;
    if (first !== undefined) reading.report(first.rule, first.place, message(runs, first.rule));
  }
}

const errorRule = "hidden-text" as const;
const warningRule = "invisible-character" as const;

type HiddenRule = typeof errorRule | typeof warningRule;

/** Bidi_Control (Unicode Standard Annex 9), tags, and the selectors beside them. */
const hides = /^[\p{Bidi_C}\u{e0000}-\u{e0fff}]$/u;

function message(runs: readonly HiddenRun[], rule: HiddenRule): string {
  const characters = runs.flatMap((run) => run.characters);
  const names = [...new Set(characters.map(codePointName))];
  const shown = names.slice(0, 6).join(", ");
  const more = names.length > 6 ? ` and ${names.length - 6} more` : "";
  const what = rule === errorRule ? "that readers do not see or that reorder it" : "that readers do not see";
  const count = characters.length.toLocaleString("en-US");
  return `the line holds ${count} character${characters.length === 1 ? "" : "s"} ${what}: ${shown}${more}`;
}

/** `U+202E`, at least four digits. */
function codePointName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
