import { expect, test } from "vitest";
import { createBurst } from "../../../src/app/watch/burst.ts";

test.each<[what: string, events: readonly (readonly [string, string])[], paths: readonly string[]]>([
  ["one file", [["change", "a"]], ["a"]],
  [
    "one file several times",
    [
      ["change", "a"],
      ["change", "a"],
    ],
    ["a"],
  ],
  [
    "one that came and one that went",
    [
      ["add", "b"],
      ["unlink", "a"],
    ],
    ["a", "b"],
  ],
  [
    "a save by renaming: the file beside it came and went",
    [
      ["add", "a.tmp"],
      ["unlink", "a.tmp"],
      ["change", "a"],
    ],
    ["a"],
  ],
  [
    "a file that went and came again",
    [
      ["unlink", "a"],
      ["add", "a"],
    ],
    ["a"],
  ],
  [
    "one that went, came and went",
    [
      ["unlink", "a"],
      ["add", "a"],
      ["unlink", "a"],
    ],
    ["a"],
  ],
  [
    "one that came, was written and went",
    [
      ["add", "a"],
      ["change", "a"],
      ["unlink", "a"],
    ],
    [],
  ],
  [
    "folders are no files",
    [
      ["addDir", "src"],
      ["add", "src/a"],
      ["unlinkDir", "test"],
    ],
    ["src/a"],
  ],
])("of what happened these files are told: %s", (_, events, paths) => {
  const burst = createBurst();
  for (const [event, path] of events) burst.add(event, path);
  expect(burst.take()).toStrictEqual(paths);
  expect(burst.take()).toStrictEqual([]);
});
