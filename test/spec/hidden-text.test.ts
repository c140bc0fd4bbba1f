import { describe, expect, test } from "vitest";
import { read, rulesOf } from "./reading-specs.ts";

const tags = (text: string): string =>
  Array.from(text, (char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join("");

const before = "# A\n\nSee: ";

describe("what a reader cannot see", () => {
  test.each<[string, string, string]>([
    [
      "tags",
      tags("ignore the rest"),
      "15 characters that readers do not see or that reorder it: U+E0069, U+E0067",
    ],
    ["an override", "\u202e", "1 character that readers do not see or that reorder it: U+202E"],
    ["isolates", "\u2066x\u2069", "2 characters that readers do not see or that reorder it: U+2066, U+2069"],
    [
      "marks of direction",
      "\u200e\u200f\u061c",
      "3 characters that readers do not see or that reorder it: U+200E",
    ],
    ["tags behind a flag that is none", `🏴${tags("hide\u007f")}`, "5 characters"],
    ["selectors that hide bytes", "😀\u{e0100}\u{e0101}", "2 characters that readers do not see"],
  ])("%s: an error with line, column and code points", (_, text, says) => {
    const { diagnostics } = read(`${before}${text}`);
    expect(diagnostics).toHaveLength(1);
    const [found] = diagnostics;
    expect(found).toMatchObject({ rule: "hidden-text", severity: "error" });
    expect(found?.message).toContain(says);
    expect(found?.place.line).toBe(3);
    expect(text.startsWith("\u202e") ? found?.place.column : 6).toBe(6);
    expect(found?.example).toBe('- `isolate("\\u202e")` returns `""`.');
  });

  test.each<[string, string]>([
    ["zero-width space", "a\u200bb"],
    ["a joiner between latin letters", "a\u200db"],
    ["a byte order mark in the middle", "a\ufeffb"],
    ["a soft hyphen", "a\u00adb"],
    ["an escape", "a\u001b[31m"],
  ])("%s: a warning", (_, text) => {
    expect(read(`${before}${text}`).diagnostics).toMatchObject([
      { rule: "invisible-character", severity: "warning", place: { line: 3, column: 7 } },
    ]);
  });

  test("also in code, once a line", () => {
    const text = "# A\n\n```ts\n// \u202ea \u202eb\n// \u202e\n```\n\n`\u2066` and\n";
    expect(read(text).diagnostics.map(({ place }) => place.line)).toStrictEqual([4, 5, 8]);
  });

  test.each<[string, string, number]>([
    ["tags", "&#xE0069;&#XE0067;&#917614;", 3],
    ["an override", "&#x202E;", 1],
    ["a mark by its name", "&rlm;", 1],
    ["in a table", "\n\n| a |\n| --- |\n| &#8238; |", 1],
    ["in a heading and in HTML", "\n\n## &#x2066;x\n\n<b>&#x2069;</b>", 2],
    ["in a picture's words", "![&#x202E;](a.png)", 1],
    ["behind an escaped backslash", "\\\\&#x202E;", 1],
  ])("written as references, %s: an error too", (_, text, count) => {
    const { diagnostics } = read(`${before}${text}`);
    expect(diagnostics.every(({ rule }) => rule === "hidden-text")).toBe(true);
    const counts = diagnostics.map(({ message }) => Number(/holds (\d+) character/.exec(message)?.[1]));
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(count);
  });

  test.each(["`&#x202E;`", "```\n&#x202E;\n```", "\\&#x202E;", "&amp;#x202E;", "&#x41; &#9999999; &copy;"])(
    "a reference that is none, or to what can be seen: %j",
    (text) => {
      expect(read(`${before}\n\n${text}`).diagnostics).toStrictEqual([]);
    },
  );

  test("behind a byte order mark the column is the line's", () => {
    expect(read("\ufeffa\u202e").diagnostics.find(({ rule }) => rule === "hidden-text")?.place.column).toBe(
      2,
    );
  });
});

test.each([
  "\ufeff# A\r\n\r\nText\r\n",
  `# 👩‍💻 ❤️ 1️⃣ 🏴${tags("gbeng\u007f")}\n`,
  "# می‌خواهم שלום مرحبا नि\n",
  '# A\n\nThe character `"\\u202e"`.\n',
])("%j is all visible", (text) => {
  expect(rulesOf(text)).not.toContain("hidden-text");
  expect(rulesOf(text)).not.toContain("invisible-character");
});
