import * as fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHidden } from "../../src/verdict/escape-hidden.ts";

test("what acts or hides is an escape, the rest as it was", () => {
  expect(escapeHidden(JSON.stringify({ a: "é\u009b\u202e\u{e0041}\u200b\n" }))).toBe(
    String.raw`{"a":"é\u009b\u202e\udb40\udc41\u200b\n"}`,
  );
});

test("any value reads back as it was", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const json = JSON.stringify(value);
      expect(JSON.stringify(JSON.parse(escapeHidden(json)))).toBe(json);
    }),
    { numRuns: 25 },
  );
});
