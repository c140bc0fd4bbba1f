import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorCode } from "../../src/adapters/error-code.ts";

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

test.each<[string, unknown, string | undefined]>([
  ["the system's", thrownBy(() => readFileSync("/nothing/here")), "ENOENT"],
  ["one without a code", new Error("x"), undefined],
  ["a code that is a number", Object.assign(new Error("x"), { code: 1 }), undefined],
  ["no error", { code: "ENOENT" }, undefined],
  ["nothing", undefined, undefined],
])("%s", (_, error, code) => {
  expect(errorCode(error)).toBe(code);
});
