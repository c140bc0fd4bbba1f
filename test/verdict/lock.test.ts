import { describe, expect, test } from "vitest";
import type { Lock, LockEntry } from "../../src/verdict/lock.ts";
import { emptyLock, printLock, readLock, textHash } from "../../src/verdict/lock.ts";
import { example, is, number, place, use } from "./judge-plan.ts";

const entry: LockEntry = { text: "aaaa", test: "bbbb", red: "notImplemented", held: false };

describe("the lock on disk", () => {
  test("is sorted, one line an example, and says that one held only where it did", () => {
    const lock: Lock = {
      examples: new Map([
        ["b/row-2", entry],
        ["a/row-1", { ...entry, held: true }],
      ]),
      suites: new Map([["test/specs/b.test.ts", "cccc"]]),
    };
    expect(printLock(lock).split("\n")).toStrictEqual([
      "{",
      '  "version": 1,',
      '  "suites": {',
      '    "test/specs/b.test.ts": "cccc"',
      "  },",
      '  "examples": {',
      '    "a/row-1": {"text":"aaaa","test":"bbbb","red":"notImplemented","held":true},',
      '    "b/row-2": {"text":"aaaa","test":"bbbb","red":"notImplemented"}',
      "  }",
      "}",
      "",
    ]);
  });

  test("comes back as it was written, whatever the names", () => {
    const lock: Lock = {
      examples: new Map([
        ["spec/__proto__", entry],
        ['spec/"quoted"/é', { ...entry, held: true, red: "assertion" }],
      ]),
      suites: new Map(),
    };
    const read = readLock(printLock(lock));
    expect("lock" in read && [...read.lock.examples]).toStrictEqual([
      ['spec/"quoted"/é', { ...entry, held: true, red: "assertion" }],
      ["spec/__proto__", entry],
    ]);
  });

  test("an empty one, and none at all", () => {
    expect(readLock(printLock(emptyLock))).toStrictEqual({ lock: emptyLock });
    expect(readLock(null)).toStrictEqual({ lock: emptyLock });
  });

  test.each([
    ["merge marks", "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n", /merge/],
    ["nothing", "", /not JSON/],
    ["a list", "[]", /object/],
    ["another version", '{"version":2,"suites":{},"examples":{}}', /version/],
    [
      "a reason that there is not",
      '{"version":1,"suites":{},"examples":{"a":{"text":"x","test":"y","red":"passed"}}}',
      /examples\.a\.red/,
    ],
    ["a key too many", '{"version":1,"suites":{},"examples":{},"more":1}', /more/],
  ])("damaged: %s", (_, text, problem) => {
    const read = readLock(text);
    expect("problem" in read && read.problem).toMatch(problem);
  });
});

describe("the hash of what an example says", () => {
  const base = example("a", [use("add")], [is("add(1, 2)", number(3))]);

  test("is 16 hex digits", () => {
    expect(textHash(base)).toMatch(/^[0-9a-f]{16}$/);
  });

  test("does not change when the example moves", () => {
    const lower = { ...place, line: 40, endLine: 40, offset: 900 };
    expect(textHash({ ...base, place: lower })).toBe(textHash(base));
  });

  test.each([
    ["the expected value", example("a", [use("add")], [is("add(1, 2)", number(4))])],
    ["the input", example("a", [use("add")], [is("add(1, 3)", number(3))])],
  ])("changes with %s", (_, other) => {
    expect(textHash(other)).not.toBe(textHash(base));
  });

  test("does not change with the title: a note beside an example says nothing of what must come out", () => {
    expect(textHash({ ...base, title: "another" })).toBe(textHash(base));
  });

  test.each([
    ["quotes and blanks", 'add("a",  "b")'],
    ["a broken line and a trailing comma", "add(\n  'a',\n  'b',\n)"],
  ])("does not change with a formatter's pass over the code: %s", (_, source) => {
    const written = example("a", [use("add")], [is("add('a', 'b')", number(3))]);
    expect(textHash(example("a", [use("add")], [is(source, number(3))]))).toBe(textHash(written));
  });
});
