import { describe, expect, test } from "vitest";
import type { Lock, LockEntry } from "../../src/verdict/lock.ts";
import { isUnreviewed, printLock, readLock, textHash } from "../../src/verdict/lock.ts";
import { example, is, number, use } from "./judge-plan.ts";

const plain: LockEntry = { text: "aaaa", test: "bbbb", red: "notImplemented", held: false };
const lockOf = (...entries: readonly (readonly [string, LockEntry])[]): Lock => ({
  examples: new Map(entries),
  suites: new Map(),
});

describe("who proposed and who accepted", () => {
  test("comes back as it was written, behind what was there before", () => {
    const proposedBy = { agent: "anthropic", model: "m-1" };
    const lock = lockOf(
      ["a", { ...plain, held: true, proposedBy, acceptedBy: "person" }],
      ["b", { ...plain, proposedBy: { agent: "handoff", model: null }, acceptedBy: "accept-all" }],
      ["c", plain],
    );
    const text = printLock(lock);
    expect(text.split("\n").slice(4, 7)).toStrictEqual([
      '    "a": {"text":"aaaa","test":"bbbb","red":"notImplemented","held":true,"proposedBy":{"agent":"anthropic","model":"m-1"},"acceptedBy":"person"},',
      '    "b": {"text":"aaaa","test":"bbbb","red":"notImplemented","proposedBy":{"agent":"handoff","model":null},"acceptedBy":"accept-all"},',
      '    "c": {"text":"aaaa","test":"bbbb","red":"notImplemented"}',
    ]);
    const read = readLock(text);
    expect("lock" in read && printLock(read.lock)).toBe(text);
  });

  test("is the same bytes whatever order its parts came in", () => {
    const one = lockOf(["a", { ...plain, proposedBy: { agent: "x", model: "y" }, acceptedBy: "person" }]);
    const other = lockOf(["a", { acceptedBy: "person", proposedBy: { model: "y", agent: "x" }, ...plain }]);
    expect(printLock(other)).toBe(printLock(one));
  });

  test.each([
    ["another word", '"acceptedBy":"the model"'],
    ["a proposer without a name", '"proposedBy":{"model":null}'],
  ])("%s is refused", (_, field) => {
    const text = `{"version":1,"suites":{},"examples":{"a":{"text":"x","test":"y","red":"assertion",${field}}}}`;
    expect(readLock(text)).toHaveProperty("problem");
  });
});

describe("unreviewed", () => {
  const one = example("e", [use("add")], [is("add(1, 2)", number(3))]);
  const entry = { ...plain, text: textHash(one) };
  test.each<[string, LockEntry | null, boolean]>([
    ["accepted by nobody", { ...entry, acceptedBy: "accept-all" }, true],
    ["accepted by a person", { ...entry, acceptedBy: "person" }, false],
    ["written by a person", entry, false],
    ["changed since", { ...entry, text: "other", acceptedBy: "accept-all" }, false],
    ["not in the lock", null, false],
  ])("%s", (_, given, expected) => {
    expect(isUnreviewed(given === null ? lockOf() : lockOf([one.id, given]), one)).toBe(expected);
  });
});
