import { expect, test } from "vitest";
import { patchLines } from "../../../src/app/inbox/patch-lines.ts";

test("a line says what it is apart from its text, so that no text passes for another", () => {
  expect(patchLines("a.ts", "one\n-- two\nthree\n", "one\n++ two\nthree\n")).toStrictEqual([
    { is: "file", text: "a.ts  changed" },
    { is: "hunk", text: "line 1" },
    { is: "same", text: "one" },
    { is: "removed", text: "-- two" },
    { is: "added", text: "++ two" },
    { is: "same", text: "three" },
  ]);
});

test.each([
  ["new", null, "x\n", [{ is: "added", text: "x" }]],
  ["deleted", "x\n", null, [{ is: "removed", text: "x" }]],
] as const)("a file that is %s", (how, before, after, lines) => {
  expect(patchLines("a.ts", before, after)).toStrictEqual([
    { is: "file", text: `a.ts  ${how}` },
    { is: "hunk", text: "line 1" },
    ...lines,
  ]);
});

test("files that have little in common are not compared to the end: all of one goes, all of the other comes", () => {
  const lines = (word: string) => Array.from({ length: 600 }, (_, at) => `${word} ${at}\n`).join("");
  const patch = patchLines("a.ts", lines("a"), lines("b"));
  expect(patch.filter(({ is }) => is === "removed")).toHaveLength(600);
  expect(patch.filter(({ is }) => is === "added")).toHaveLength(600);
  expect(patch[2]).toStrictEqual({ is: "removed", text: "a 0" });
  expect(patch.at(-1)).toStrictEqual({ is: "added", text: "b 599" });
});
