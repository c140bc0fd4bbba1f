import { expect, test } from "vitest";
import { settledRows } from "../../../../src/tui/screens/refine/settled-rows.ts";
import type { RefineState } from "../../../../src/tui/screens/refine/state.ts";

const state: RefineState = {
  spec: "specs/f.md",
  passedOver: [],
  shown: { is: "looking" },
  search: null,
  writing: null,
};
const unseen = { title: "Runs", line: 9, why: "its examples are commands", looked: false } as const;
const seen = { title: "Joins", line: 6, why: "only one program fits" };

test.each([
  ["nothing is left to ask", [seen], "Nothing is left to ask, as far as greenbar can see."],
  ["some could not be looked at", [seen, unseen], "Nothing is left to ask where greenbar could look."],
  ["none could", [unseen], "greenbar could not look: nothing is known of what is open."],
])("the headline where %s", (_name, settled, headline) => {
  const lines = settledRows(state, settled, 0, { columns: 80, rows: 20 });
  const texts = lines.map((line) =>
    line
      .map(({ text }) => text)
      .join("")
      .trim(),
  );
  expect(texts).toContain(headline);
  expect(texts.some((text) => text.includes("could not look: its examples"))).toBe(settled.includes(unseen));
});
