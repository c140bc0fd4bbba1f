import { expect, test } from "vitest";
import { createStyling } from "../../src/cli/styling.ts";

const { paint, print } = createStyling("seal", true);

test("our own styles are codes for the terminal", () => {
  expect(print(`a ${paint("red", "b")} c`)).toBe("a \u001b[31mb\u001b[39m c");
});

test("a style inside another ends by itself", () => {
  expect(print(paint("red", `a${paint("green", "b")}c`))).toBe(
    "\u001b[31ma\u001b[32mb\u001b[39m\u001b[31mc\u001b[39m",
  );
});

test.each(["\u001b[8mhidden\u001b[0m", "\u001b]0;title\u0007", "\ufdd0other\u001b[32m\ufdd1", "\u202e"])(
  "%j beside and inside of a style is text",
  (hostile) => {
    for (const text of [`${hostile}${paint("red", "b")}`, paint("red", hostile)]) {
      expect(print(text).replace("\u001b[31m", "").replace("\u001b[39m", "")).not.toMatch(
        // oxlint-disable-next-line no-control-regex
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\ufdd0\ufdd1]/,
      );
    }
  },
);

test("without colour a style is nothing", () => {
  const plain = createStyling("seal", false);
  expect(plain.print(plain.paint("red", "b"))).toBe("b");
});
