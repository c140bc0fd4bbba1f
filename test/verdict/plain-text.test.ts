import { expect, test } from "vitest";
import { plainText } from "../../src/verdict/plain-text.ts";

test.each([
  ["colours", "\u001b[1;31mred\u001b[0m", "red"],
  ["cursor moves", "a\u001b[2Kb\u001b[10;5Hc", "abc"],
  ["eight-bit CSI", "a\u009b31mb", "ab"],
  ["a link", "\u001b]8;;https://x.example\u001b\\text\u001b]8;;\u001b\\", "text"],
  ["a title, ended by BEL", "\u001b]0;title\u0007text", "text"],
  ["an OSC that does not end takes its line at most", "\u001b]0;title\ntext", "\ntext"],
  ["a device control string", "\u001bPq#0\u001b\\text", "text"],
  ["single escapes", "\u001bcA\u001b(BB", "AB"],
  ["an escape at the end", "a\u001b", "a"],
  ["carriage returns", "a\r\nb\rc", "a\nbc"],
  ["control characters", "a\u0000\u0007\u0008\u007fb\tc", "ab\tc"],
  ["tag characters", "a\u{e0041}b", "ab"],
  ["everything else stays", "é — 你好 👍\n", "é — 你好 👍\n"],
])("%s", (_, text, plain) => {
  expect(plainText(text)).toBe(plain);
});
