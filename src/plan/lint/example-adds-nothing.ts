import type { Example } from "../plan.ts";
import type { Edit, Found, LintRule } from "./finding.ts";
import type { SpecView } from "./spec-view.ts";

/** An example that an earlier one of the same requirement says already. */
export const exampleAddsNothing: LintRule = {
  level: "warning",
  summary: "An example says something that no earlier one of its requirement says.",
  expected: "each example once; another input, if another case was meant",
  example: '- `slugify("A B")` returns `"a-b"`.',
  find: (view) => {
    const repeats = repeatsOf(view).filter(({ first, again }) => first.requirement === again.requirement);
    const breaks = repeats.length === 0 ? [] : breaksOf(view.spec.text);
    return repeats.map(({ first, again }): Found => {
      const fix = removal(first, again, { ...view, breaks });
      return {
        place: again.place,
        section: sectionAt(again, view),
        message: `this says again what line ${first.place.line} says`,
        related: first.place,
        ...(fix === null ? {} : { fix: [fix] }),
      };
    });
  },
};

export interface Repeat {
  readonly first: Example;
  readonly again: Example;
}

/** Examples that repeat an earlier one: what the compile found, and kinds that it does not compare. */
export function repeatsOf({ plan }: SpecView): Repeat[] {
  const examples = plan.requirements.flatMap((requirement) => requirement.examples);
  const byOffset = new Map(examples.map((example) => [example.place.offset, example]));
  const found = new Map<Example, Repeat>();
  for (const { rule, place, related } of plan.diagnostics) {
    const [first, again] = [byOffset.get(related?.offset ?? -1), byOffset.get(place.offset)];
    if (rule !== "duplicate" || first === undefined || again === undefined) continue;
    found.set(again, { first, again });
  }
  const seen = new Map<string, Example>();
  for (const again of examples) {
    if (again.body.is === "unbound" || again.kind === "row" || again.kind === "sentence") continue;
    const key = `${again.kind}\n${again.text.replaceAll(/\s+/g, " ").trim()}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, again);
    else if (!found.has(again)) found.set(again, { first, again });
  }
  return [...found.values()];
}

/** Index of the section that an example stands in: its scenario's own, where it has one. */
export function sectionAt({ place }: Example, { spec }: SpecView): number {
  return spec.sections.findLast(({ heading }) => (heading?.place.offset ?? 0) <= place.offset)?.index ?? 0;
}

/**
 * The line of a row or of a list's item that is the same character for character; null where something beside the
 * example would go with it: a note, an id, another example, the last row of a table or the last item of a list.
 */
function removal(
  first: Example,
  again: Example,
  { spec, placeBetween, breaks }: SpecView & { readonly breaks: readonly number[] },
): Edit | null {
  const { text } = spec;
  if (again.kind !== "row" && again.kind !== "sentence") return null;
  const one = lineAround(text, first.place.offset, first.place.endOffset);
  const other = lineAround(text, again.place.offset, again.place.endOffset);
  if (one === null || other === null || one.content !== other.content) return null;
  if (again.kind === "row" && !other.content.trimStart().startsWith("|")) return null;
  if (again.kind === "sentence" && !isWholeItem(other.content, again.text)) return null;
  const next = text.slice(other.end, text.indexOf("\n", other.end) + 1 || text.length);
  if (again.kind === "sentence" && !endsItem(other.content, next)) return null;
  // Side by side they are in one table or list, so that nothing else can depend on the second.
  if (breaks.some((offset) => one.end <= offset && offset < other.start)) return null;
  return { place: placeBetween(other.start, other.end), text: "" };
}

interface Line {
  readonly start: number;
  /** Behind its line ending. */
  readonly end: number;
  /** Without its line ending. */
  readonly content: string;
}

/** The line that a stretch stands on; null when it stands on several, or nothing ends the line. */
function lineAround(text: string, from: number, to: number): Line | null {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const end = text.indexOf("\n", to);
  if (end < 0) return null;
  const content = text.slice(start, end).replace(/\r$/, "");
  return /[\r\n]/.test(content) ? null : { start, end: end + 1, content };
}

function isWholeItem(line: string, sentence: string): boolean {
  return /^\s*[-*+]\s+$/.test(line.slice(0, Math.max(0, line.indexOf(sentence)))) && line.endsWith(sentence);
}

/** Offsets of blank lines, which end tables and lists, and of comments, which may speak of what comes next. */
function breaksOf(text: string): number[] {
  return [...text.matchAll(/^[ \t]*\r?$|<!--/gm)].map(({ index }) => index);
}

/** What follows the item neither goes on with it nor hangs below it. */
function endsItem(line: string, next: string): boolean {
  if (next.trim() === "") return true;
  return /^\s*[-*+]\s/.test(next) && indentOf(next) <= indentOf(line);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
