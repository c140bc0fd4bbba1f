import { expect, test } from "vitest";
import { printable } from "../../../src/tui/paint/span.ts";

test.each([
  ["a joiner that joins nothing to see", "a\u034fb", "a\\u{34f}b"],
  ["a zero-width space", "a\u200bb", "a\\u{200b}b"],
  ["a direction override", "a\u202eb", "a\\u{202e}b"],
  ["a newline and a tab", "a\n\tb", "a   b"],
  ["letters of three alphabets", "naïve Ωμ Жя", "naïve Ωμ Жя"],
  ["an emoji that is joined", "👩‍👩‍👧", "👩‍👩‍👧"],
])("%s", (_what, text, shown) => {
  expect(printable(text)).toBe(shown);
});
