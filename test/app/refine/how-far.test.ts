import { expect, test } from "vitest";
import { headlines, howFar, whySettled } from "../../../src/app/refine/how-far.ts";
import { printSettled } from "../../../src/cli/print/settled.ts";
import { createMemoryScreen } from "../../support/memory-screen.ts";

const seen = { title: "Joins", line: 6, why: "only one program fits" };
const unseen = { title: "Runs", line: 9, why: "its examples are commands", looked: false } as const;

test.each([
  ["everywhere", []],
  ["everywhere", [seen]],
  ["partly", [seen, unseen]],
  ["nowhere", [unseen]],
] as const)("looked %s", (far, settled) => {
  expect(howFar({ settled })).toBe(far);
});

test("what could not be looked at is told from what has nothing open, in the headline and line by line", () => {
  const { screen, out } = createMemoryScreen();
  printSettled(screen, { settled: [seen, unseen] });
  expect(out[0]).toBe(headlines.partly);
  expect(out[1]).toContain("only one program fits");
  expect(out[2]).toContain(whySettled(unseen));
  expect(whySettled(unseen)).toBe("could not look: its examples are commands");
  expect(headlines.nowhere).not.toContain("Nothing is left");
});
