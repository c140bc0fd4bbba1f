import { expect, test } from "vitest";
import { specHints } from "../../../src/app/refine/spec-hints.ts";

test("the numbers and the quoted texts of which the prose speaks, each once", () => {
  const prose =
    'At most 100 (not 101), or -1; 3.5 too. A "-" or `_`; version 1.2.3 and utf8 are none. 100 again.';
  expect(specHints(prose)).toStrictEqual({ numbers: [100, 101, -1, 3.5], texts: ["-", "_"] });
});
