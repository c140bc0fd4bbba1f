import { expect, test } from "vitest";
import { compileAll } from "../../src/plan/compile-all.ts";
import { around, row, spec } from "./builders.ts";

const one = row("slugify('A')", "a", { line: 20 });

function specWith(file: string, heading: string, pinned?: string) {
  return spec({
    file,
    sections: [
      { heading: [2, heading], blocks: [one], line: 10, ...(pinned === undefined ? {} : { pinned }) },
    ],
  });
}

function told(plans: ReturnType<typeof compileAll>) {
  return plans.map(({ diagnostics }) =>
    diagnostics.map(({ rule, severity, place }) => [rule, severity, place.line]),
  );
}

test("one plan a spec, in order", () => {
  const plans = compileAll([specWith("specs/a.md", "A"), specWith("specs/b.md", "A")], around());
  expect(plans.map(({ spec, requirements }) => [spec, requirements[0]?.id])).toEqual([
    ["specs/a.md", "a/a"],
    ["specs/b.md", "b/a"],
  ]);
  expect(told(plans)).toEqual([[], []]);
});

test("an id pinned in two specs is an error at both places", () => {
  const plans = compileAll(
    [specWith("specs/a.md", "A", "same"), specWith("specs/b.md", "B", "same")],
    around(),
  );
  expect(told(plans)).toEqual([[["id-pinned-twice", "error", 11]], [["id-pinned-twice", "error", 11]]]);
  expect(plans[0]?.diagnostics[0]?.message).toContain("specs/b.md:11");
});

test("an id pinned twice in one spec is an error at both places, each with the other", () => {
  const blocks = [
    row("slugify('A')", "a", { line: 20, pinned: "same" }),
    row("slugify('B')", "b", { line: 21, pinned: "same" }),
  ];
  const plans = compileAll([spec({ sections: [{ heading: [2, "A"], blocks }] })], around());
  expect(plans[0]?.diagnostics).toMatchObject([
    { rule: "id-pinned-twice", place: { line: 20 }, related: { line: 21 } },
    { rule: "id-pinned-twice", place: { line: 21 }, related: { line: 20 } },
  ]);
});

test("a heading and a file that come to one id are an error, until one is pinned", () => {
  const cart = (pinned?: string) => specWith("specs/cart.md", "Discount", pinned);
  const discount = spec({ file: "specs/cart/discount.md" });
  const [preamble, h1] = discount.sections;
  const withRoot = {
    ...discount,
    sections: [preamble, { ...h1, blocks: [one] }] as typeof discount.sections,
  };
  expect(told(compileAll([cart(), withRoot], around()))).toEqual([
    [["id-clash", "error", 10]],
    [["id-clash", "error", 4]],
  ]);
  expect(told(compileAll([cart("cart-discount"), withRoot], around()))).toEqual([[], []]);
});

test("examples of one subject in two specs that contradict each other are an error at both places", () => {
  const specs = ["specs/a.md", "specs/b.md"].map((file, index) =>
    spec({
      file,
      sections: [
        { heading: [2, "A"], blocks: [row("slugify('A')", `result ${index}`, { line: 20 + index })] },
      ],
    }),
  );
  const plans = compileAll(specs, around());
  expect(told(plans)).toEqual([[["contradiction", "error", 20]], [["contradiction", "error", 21]]]);
  expect(plans[0]?.diagnostics[0]?.message).toBe(
    '`slugify(\'A\')` gives `"result 0"` here and `"result 1"` in specs/b.md:21.',
  );
});
