/**
 * Anybody's text inside our Markdown, on one line, where nothing of it can act: plain words as they are, anything else
 * as a code span. A backslash would not do: GitHub looks for mentions, references and addresses in the page that the
 * Markdown has become, everywhere but in code.
 */
export function inertText(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return isPlainWords(line) ? line : codeSpan(line);
}

/** Text as a code span, line ends as spaces: with more backticks around it than stand together in it. */
export function codeSpan(text: string): string {
  const line = text.replaceAll(/\r\n?|\n/g, " ");
  if (line === "") return "`` ``";
  const fence = "`".repeat(longestRun(line) + 1);
  // CommonMark takes one space away from both ends where there is one at both, and code is not all spaces.
  const isPadded = /^`|`$|^ .*[^ ].* $|^ [^ ] $/s.test(line);
  const space = isPadded ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}

/** Text as a fenced block whose lines stand behind `indent`; ends with a newline. */
export function codeBlock(text: string, info: "text" | "diff", indent = ""): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  const lines = [`${fence}${info}`, ...text.split("\n"), fence];
  return lines.map((line) => `${line === "" ? "" : indent}${line}\n`).join("");
}

function isPlainWords(text: string): boolean {
  return plainWords.test(text) && !linked.test(text);
}

/** Letters, and of the marks those that mean nothing in Markdown behind a letter; a colon only at a word's end. */
const plainWords = /^\p{L}(?:[\p{L}\p{M}\p{Nd} .,;()'’“”–—?/-]|:(?= ))*$/u;

/** What GitHub makes a link of without any mark: an address, a commit, `GH-12`. */
const linked = /www\.|\bGH-\d|\b[0-9a-f]{7,40}\b/i;

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
