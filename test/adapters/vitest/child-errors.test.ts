import { expect, test } from "vitest";
import { rawError } from "../../../src/adapters/vitest/child-errors.ts";

const suite = "/p/test/a.test.ts";
const read = (error: unknown) => rawError(error, suite, "test/a.test.ts");

test("name, message, values and the place in the suite", () => {
  const stacks = [{ file: suite, line: 3, column: 1 }];
  expect(read({ name: "AssertionError", message: "no", expected: "1", actual: "2", stacks })).toEqual({
    name: "AssertionError",
    message: "no",
    expected: "1",
    actual: "2",
    at: "test/a.test.ts:3",
    thrownInSuite: true,
    plugin: null,
    file: null,
    cause: null,
  });
});

test.each([
  [
    "frames",
    {
      stacks: [
        { file: "/p/src/a.ts", line: 1 },
        { file: suite, line: 7 },
      ],
    },
    "test/a.test.ts:7",
    false,
  ],
  [
    "text, as V8 writes it",
    { stack: `Error: x\n    at add (/p/src/a.ts:1:2)\n    at ${suite}:7:5` },
    "test/a.test.ts:7",
    false,
  ],
  [
    "text with a file URL",
    { stack: `Error: x\n    at Object.<anonymous> (file://${suite}:9:5)` },
    "test/a.test.ts:9",
    true,
  ],
  ["nothing of the suite", { stack: "Error: x\n    at add (/p/src/a.ts:1:2)" }, null, false],
  ["no stack", {}, null, false],
])("place: %s", (_, error, at, thrownInSuite) => {
  expect(read(error)).toMatchObject({ at, thrownInSuite });
});

test.each([
  ["a string", "oops", "oops"],
  ["undefined", undefined, "an error without a message"],
  ["a number", 7, "7"],
  ["an object without a message", { a: 1 }, `{"a":1}`],
])("thrown: %s", (_, error, message) => {
  expect(read(error)).toMatchObject({ name: "Error", message });
});

test("a cycle, and a toJSON that throws", () => {
  const cycle: Record<string, unknown> = { message: "m" };
  cycle["expected"] = cycle;
  cycle["cause"] = cycle;
  expect(read(cycle)).toMatchObject({
    expected: "[object]",
    cause: { cause: { cause: { cause: { cause: null } } } },
  });
});

test("long texts are cut, and it is said", () => {
  expect(read({ message: "x".repeat(10_000) }).message).toMatch(/^x{8000}… \(2000 characters more\)$/);
});
