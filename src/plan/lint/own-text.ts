import type { Section, Spec } from "../../spec/spec.ts";

/** A section's Markdown down to the next heading, the rows of its examples cut out: no prose stands in them. */
export interface OwnText {
  readonly text: string;
  /** Where in the spec's text an index of `text` stands. */
  readonly offsetOf: (index: number) => number;
}

/** The own text of each section of a spec, by the section's index. */
export function ownTexts({ text, sections }: Spec): ReadonlyMap<number, OwnText> {
  const starts = sections
    // A section without a heading, but for the first, has no beginning that could be told.
    .filter(({ index, heading }) => heading !== null || index === 0)
    .map((section) => ({ section, from: section.heading?.place.offset ?? 0 }))
    .toSorted((one, other) => one.from - other.from);
  return new Map(
    starts.map(({ section, from }, at) => [
      section.index,
      ownText(text, section, from, starts[at + 1]?.from ?? text.length),
    ]),
  );
}

function ownText(text: string, { blocks }: Section, from: number, to: number): OwnText {
  const kept: { readonly index: number; readonly offset: number }[] = [{ index: 0, offset: from }];
  const parts: string[] = [];
  let at = from;
  let length = 0;
  for (const { kind, place } of blocks) {
    if (kind !== "row" || place.offset < at || place.endOffset > to) continue;
    parts.push(text.slice(at, place.offset));
    length += place.offset - at;
    at = place.endOffset;
    kept.push({ index: length, offset: at });
  }
  parts.push(text.slice(at, to));
  return {
    text: parts.join(""),
    offsetOf: (index) => {
      const part = kept.findLast((each) => each.index <= index);
      return part === undefined ? from : part.offset + index - part.index;
    },
  };
}
