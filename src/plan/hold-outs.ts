import type { Place } from "../spec/spec.ts";
import { shortHash } from "./ids.ts";
import type { Example, Plan } from "./plan.ts";

/**
 * The examples that the agent is not shown: of every group of four or more that are alike and have never held,
 * one in four, chosen by a hash of the id and never the first. Only rows and sentences that stand on lines of
 * their own, and whose input occurs once: what stands elsewhere too cannot be kept back.
 */
export function chooseHoldOuts(plan: Plan, hasHeld: (id: string) => boolean): ReadonlySet<string> {
  const examples = plan.requirements.flatMap((requirement) => requirement.examples);
  const inputs = Map.groupBy(examples, ({ input }) => input);
  const crowded = crowdedLines(examples);
  const candidates = examples.filter(
    ({ id, kind }) => (kind === "row" || kind === "sentence") && !hasHeld(id),
  );
  const chosen = new Set<string>();
  for (const group of Map.groupBy(candidates, ({ likeness }) => likeness).values()) {
    group
      .slice(1)
      .filter(
        (example) =>
          inputs.get(example.input)?.length === 1 && !linesOf(example).some((line) => crowded.has(line)),
      )
      .map(({ id }) => ({ id, rank: shortHash(`hold-out ${id}`) }))
      .sort((one, other) => (one.rank < other.rank ? -1 : Number(one.rank > other.rank)))
      .slice(0, Math.floor(group.length / 4))
      .forEach(({ id }) => chosen.add(id));
  }
  return chosen;
}

/** The plan that the agent sees: without the hold-outs, and with the lines that `redactSpec` leaves the rest on. */
export function withoutHoldOuts(plan: Plan, ids: ReadonlySet<string>): Plan {
  return {
    ...plan,
    requirements: plan.requirements.map((requirement) => {
      const held = requirement.examples.filter(({ id, kind }) => kind === "row" && ids.has(id));
      const shown = requirement.examples.filter(({ id }) => !ids.has(id));
      return Object.assign({}, requirement, { examples: shown.map((example) => movedUp(example, held)) });
    }),
  };
}

/** A row moves up by as many lines as there are hold-outs above it in its table. */
function movedUp(example: Example, held: readonly Example[]): Example {
  const above = held.filter(
    ({ likeness, place }) => likeness === example.likeness && place.line < example.place.line,
  ).length;
  if (above === 0 || example.kind !== "row" || example.body.is !== "steps") return example;
  const place = (of: Place) => ({ ...of, line: of.line - above, endLine: of.endLine - above });
  const steps = example.body.steps.map((step) => Object.assign({}, step, { place: place(step.place) }));
  return { ...example, place: place(example.place), body: { is: "steps", steps } };
}

/**
 * The spec's text without the hold-outs, with as many lines as before. A sentence's lines are left blank. A
 * table would end at a blank line, so its held-out rows are taken out and as many blank lines put behind its
 * last row: within that table, and only there, the rows that follow move up.
 */
export function redactSpec(text: string, plan: Plan, ids: ReadonlySet<string>): string {
  const examples = plan.requirements.flatMap((requirement) => requirement.examples);
  const rows = examples.filter(({ kind }) => kind === "row");
  const tables = [...Map.groupBy(rows, ({ likeness }) => likeness).values()];
  const edits = [
    ...tables
      .filter((table) => table.some(({ id }) => ids.has(id)))
      .map((table) => withoutRows(text, table, ids)),
    ...examples
      .filter(({ id, kind }) => kind !== "row" && ids.has(id))
      .map(({ place }) => blanked(text, place)),
  ];
  return edits
    .sort((one, other) => other.start - one.start)
    .reduce((redacted, { start, end, by }) => redacted.slice(0, start) + by + redacted.slice(end), text);
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

/** Lines on which more than one example stands. */
function crowdedLines(examples: readonly Example[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const example of examples)
    for (const line of linesOf(example)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([line]) => line));
}

function linesOf({ place }: Example): number[] {
  return Array.from({ length: place.endLine - place.line + 1 }, (_, index) => place.line + index);
}

function blanked(text: string, { offset, endOffset }: Place): Edit {
  return { start: offset, end: endOffset, by: text.slice(offset, endOffset).replaceAll(/[^\r\n]/gu, "") };
}

function withoutRows(text: string, table: readonly Example[], ids: ReadonlySet<string>): Edit {
  // In the order of the document.
  const [first, last] = [table[0], table.at(-1)];
  if (first === undefined || last === undefined) return { start: 0, end: 0, by: "" };
  const held = new Set(
    table.filter(({ id }) => ids.has(id)).map(({ place }) => place.line - first.place.line),
  );
  const start = lineStart(text, first.place.offset);
  const end = lineEnd(text, last.place.endOffset);
  // Odd pieces are the line breaks: each stays where it is.
  const pieces = text.slice(start, end).split(/(\r\n|\n|\r)/u);
  const lines = pieces.filter((_, index) => index % 2 === 0);
  const kept = lines.filter((_, index) => !held.has(index));
  const by = pieces.map((piece, index) => (index % 2 === 0 ? (kept[index / 2] ?? "") : piece)).join("");
  return { start, end, by };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/u);
  return found === -1 ? text.length : offset + found;
}
