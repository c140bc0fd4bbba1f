import type { Key as InkKey } from "ink";
import { expect, test } from "vitest";
import { keysOf } from "../../../src/tui/ink/keys.ts";
import { typedAs } from "../../../src/tui/key.ts";

const none = { ctrl: false, meta: false, shift: false } as InkKey;

test.each<[string, string, Partial<InkKey>, readonly string[]]>([
  ["a letter", "j", {}, ["j"]],
  ["an arrow", "", { downArrow: true }, ["down"]],
  ["Enter", "\r", { return: true }, ["enter"]],
  ["Ctrl with a letter", "c", { ctrl: true }, ["ctrl+c"]],
  ["Shift and Tab", "", { tab: true, shift: true }, ["shift+tab"]],
  ["several that came at once", "jj\r", {}, ["j", "j", "enter"]],
  ["a character of several code points", "👩‍👩‍👧", {}, ["👩‍👩‍👧"]],
  ["Esc", "", { escape: true }, ["escape"]],
  ["Esc twice, quickly", "", { escape: true, meta: true }, ["escape"]],
])("%s", (_what, input, key, typed) => {
  expect(keysOf(input, { ...none, ...key }).map(typedAs)).toStrictEqual(typed);
});
