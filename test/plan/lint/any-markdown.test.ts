import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { expect, test } from "vitest";
import { applyEdits } from "../../../src/plan/lint/apply-edits.ts";
import { lintText } from "./linting.ts";

const pieces = constantFrom(
  "---\nsubject: ../src/cart.ts\n---\n",
  "# Cart\n\n",
  "## Requirement: Totals\n\n",
  "### Scenario: pays\n",
  "The cart MUST be fast and handle `many`, etc.\n\n",
  "At most 10, between 1 and 5.\n\n",
  "An invalid list throws.\n\n",
  "| `n` | `total(n)` |\n| --- | --- |\n",
  "| 1 | 1 |\n",
  "| 1 | 1 |\r\n",
  "- `total(1)` is `1`.\n",
  "- `total(1)` is `1`.\n  - more\n",
  "- **WHEN** the cart is shown\n- **THEN** it handles it\n",
  "<!-- lint-ignore no-outcome: so -->\n",
  "<!-- lint-ignore\n",
  "```ts\ntotal(1) // => 1\n```\n",
  "```\n",
  "> at most 3\n",
  "1. \t* ",
  "\n",
  "\r",
  "\uFEFF",
  "`",
  '"',
);
const markdown = array(
  oneof({ weight: 6, arbitrary: pieces }, { weight: 1, arbitrary: string({ unit: "binary" }) }),
  {
    maxLength: 14,
  },
).map((parts) => parts.join(""));

test("lint never throws, and points into the text", () => {
  assert(
    property(markdown, (text) => {
      for (const { place, fix = [] } of lintText(text)) {
        for (const { offset, endOffset } of [place, ...fix.map((edit) => edit.place)]) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(endOffset).toBeGreaterThanOrEqual(offset);
          expect(endOffset).toBeLessThanOrEqual(text.length);
        }
      }
    }),
    { numRuns: 40 },
  );
}, 30_000);

/** Much that stands twice, among what else may stand there. */
const repeating = array(
  constantFrom(
    "| 1 | 1 |\n",
    "| 2 | 2 |\n",
    "| `1` | 1 |\r\n",
    "\n",
    "- `total(3)` is `3`.\n",
    "* `total(3)` is `3`.\r\n",
    "  - `total(3)` is `3`.\n",
    "  goes on\n",
    "<!-- id: one -->\n",
    "## More\n",
    "\n| `n` | `total(n)` |\n| --- | --- |\n",
  ),
  { minLength: 5, maxLength: 12 },
).map(
  (parts) => `---\nsubject: ../src/cart.ts\n---\n| \`n\` | \`total(n)\` |\n| --- | --- |\n${parts.join("")}`,
);

test("fixes keep every character outside of their places, and leave nothing to fix in the end", () => {
  let mends = 0;
  assert(
    property(repeating, (text) => {
      let now = text;
      for (let edits = editsOf(now); edits.length > 0; edits = editsOf(now)) {
        const mended = applyEdits(now, edits);
        expect(mended).toBe(withoutPlaces(now, edits));
        expect(mended.length).toBeLessThan(now.length);
        mends += edits.length;
        now = mended;
      }
    }),
    { numRuns: 60 },
  );
  expect(mends).toBeGreaterThan(0);
}, 30_000);

function editsOf(text: string) {
  return lintText(text).flatMap(({ fix }) => fix ?? []);
}

/** Character by character: what no place covers. */
function withoutPlaces(text: string, edits: ReturnType<typeof editsOf>): string {
  const isKept = (at: number) => !edits.some(({ place }) => place.offset <= at && at < place.endOffset);
  return Array.from({ length: text.length }, (_, at) => (isKept(at) ? text[at] : "")).join("");
}
