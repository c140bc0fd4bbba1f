import { expect, test } from "vitest";
import { exampleId, requirementId, slugOf } from "../../src/plan/ids.ts";

test.each([
  ["Joins words with hyphens", "joins-words-with-hyphens"],
  ["C'est déjà l'été!", "cest-déjà-lété"],
  // The same letters as one and as two code points.
  ["Cafe\u0301", "caf\u00e9"],
  ["概要 と 目的", "概要-と-目的"],
  ["Überprüft ÄÖÜ", "überprüft-äöü"],
  ["हिन्दी", "हिन्दी"],
  ["A – B — C", "a-b-c"],
  ["`add(a, b)` → sum", "adda-b-sum"],
  ["  1.  First  ", "1-first"],
  ["✨", "section"],
])("%s", (heading, slug) => {
  expect(slugOf(heading)).toBe(slug);
});

test.each([
  ["specs/slugify.md", ["Joins words"], "slugify/joins-words"],
  ["specs/shop/cart.md", ["Totals", "With tax"], "shop/cart/totals/with-tax"],
  ["specs/slugify.md", [], "slugify"],
  ["docs/other.MD", ["A"], "docs/other/a"],
])("%s %j", (file, path, id) => {
  expect(requirementId({ file, isNamedByFolder: false }, "specs", path)).toBe(id);
});

test("an example's id ends in the first eight digits of the SHA-256 of its input", () => {
  // printf 'abc' | sha256sum
  expect(exampleId("slugify/joins", "row", "abc")).toBe("slugify/joins/row-ba7816bf");
});
