import * as fc from "fast-check";
import { expect, test } from "vitest";
import { append, dropFirst, emptyText, newlines, wholeOf } from "../../../src/tui/transcript/long-text.ts";

test("pieces of any size make the text that they are pieces of", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 50 }),
    fc.constantFrom("\n", "a line\n", "x".repeat(5_000), "long\n".repeat(900), "🎈".repeat(3_001)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.reduce(append, emptyText);
      const whole = pieces.join("");
      expect(wholeOf(text)).toBe(whole);
      expect([text.size, text.lines]).toStrictEqual([whole.length, newlines(whole)]);
      // No chunk ends in half of a character, and none but a very long line is cut inside.
      for (const chunk of text.chunks) expect(chunk.text).toMatch(/\n$|^[^\n]{2048,}$/);
      for (const chunk of text.chunks) expect(chunk.text.isWellFormed()).toBe(true);
    }),
  );
});

test("what is let go is counted, and the rest stays as it was", () => {
  const text = append(emptyText, "0123456789\n".repeat(1_000));
  const rest = dropFirst(text);
  expect(rest.chunks).toStrictEqual(text.chunks.slice(1));
  expect(rest.chunks[0]).toBe(text.chunks[1]);
  expect([rest.dropped, rest.size, rest.lines]).toStrictEqual([
    1,
    wholeOf(rest).length,
    newlines(wholeOf(rest)),
  ]);
  expect(dropFirst(emptyText)).toBe(emptyText);
});
