import type { OpenedExample, OpenedRequirement, OpenedSpec } from "../../../app/engine/calls.ts";
import type { Diagnostic } from "../../../spec/spec.ts";
import type { Cursor } from "./state.ts";

/** Where the cursor can be: a line of the spec with something behind it. */
export type Stop = {
  readonly id: string;
  readonly line: number;
  readonly endLine: number;
  readonly offset: number;
} & (
  | {
      readonly is: "requirement";
      readonly requirement: OpenedRequirement;
      /** What stands for it while it has no example: its own test fails as unbound. */
      readonly example: OpenedExample | null;
    }
  | { readonly is: "example"; readonly requirement: OpenedRequirement; readonly example: OpenedExample }
  /** Something is wrong on a line that is neither. */
  | { readonly is: "problem" }
);

/** The stops of a spec, in the order of the document. */
export function stopsOf(opened: OpenedSpec): readonly Stop[] {
  const known = remembered.get(opened);
  if (known !== undefined) return known;
  const stops = opened.requirements.flatMap(stopsOfRequirement);
  const taken = new Set(stops.map(({ line }) => line));
  for (const { place } of diagnosticsOf(opened)) {
    if (taken.has(place.line)) continue;
    taken.add(place.line);
    stops.push({ is: "problem", id: `line ${place.line}`, ...where(place) });
  }
  const sorted = stops.toSorted((a, b) => a.offset - b.offset);
  remembered.set(opened, sorted);
  return sorted;
}

const remembered = new WeakMap<OpenedSpec, readonly Stop[]>();

/** Index of the cursor's stop; -1 when there is none at all. */
export function stopIndex(stops: readonly Stop[], { id, line }: Cursor): number {
  const byId = id === null ? -1 : stops.findIndex((stop) => stop.id === id);
  if (byId >= 0) return byId;
  const before = stops.findLast((stop) => stop.line <= line);
  const at = before === undefined ? 0 : stops.findIndex((stop) => stop.line === before.line);
  return stops.length === 0 ? -1 : at;
}

/** What is wrong in this spec; another file's problems are shown there. */
export function diagnosticsOf({ diagnostics, summary }: OpenedSpec): readonly Diagnostic[] {
  return diagnostics.filter(({ file }) => file === summary.spec);
}

/** What is wrong on the lines of a stop. */
export function diagnosticsAt(opened: OpenedSpec, { line, endLine, is }: Stop): readonly Diagnostic[] {
  const last = is === "requirement" ? line : endLine;
  return diagnosticsOf(opened).filter(({ place }) => place.line >= line && place.line <= last);
}

function stopsOfRequirement(requirement: OpenedRequirement): Stop[] {
  const { id, place, examples } = requirement;
  const standIn = examples.find((example) => example.kind === "unbound" && example.place.line === place.line);
  return [
    { is: "requirement", id, ...where(place), requirement, example: standIn ?? null },
    ...examples
      .filter((example) => example !== standIn)
      .map(
        (example) =>
          ({ is: "example", id: example.id, ...where(example.place), requirement, example }) as const,
      ),
  ];
}

function where({ line, endLine, offset }: OpenedExample["place"]): Pick<Stop, "line" | "endLine" | "offset"> {
  return { line, endLine, offset };
}
