import { describe, expect, test } from "vitest";
import { withStatusWords, withoutStatusWords } from "../../../src/docs/report/status-mark.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import { example, failing, requirement } from "./builders.ts";

const at = (line: number, examples = [example(), failing()]) =>
  requirement({ id: `r${line}`, line, examples });
const words = (text: string, ...lines: readonly number[]) =>
  withStatusWords(
    text,
    lines.map((line) => at(line)),
  );

describe("the status in a spec", () => {
  test.each([
    [
      "alone",
      "# A\n\n## B\n\n<!-- status -->\n",
      [3],
      "# A\n\n## B\n\n<!-- status --> fails, 1 of 2 examples hold <!-- /status -->\n",
    ],
    [
      "written before",
      "## B\n\n<!-- status --> holds, 9 examples <!-- /status -->\n",
      [1],
      "## B\n\n<!-- status --> fails, 1 of 2 examples hold <!-- /status -->\n",
    ],
    [
      "below the title, for all",
      "# A\n<!-- status -->\n\n## B\n\n## C\n",
      [4, 6],
      "# A\n<!-- status --> 2 fails <!-- /status -->\n\n## B\n\n## C\n",
    ],
    [
      "only its own section",
      "## B\n\n<!-- status -->\n\n## C\n",
      [1, 5],
      "## B\n\n<!-- status --> fails, 1 of 2 examples hold <!-- /status -->\n\n## C\n",
    ],
    [
      "with the sections below it",
      "## B\n\n<!-- status -->\n\n### C\n\n## D\n",
      [1, 5, 7],
      "## B\n\n<!-- status --> 2 fails <!-- /status -->\n\n### C\n\n## D\n",
    ],
    [
      "where there is no requirement",
      "## B\n\n<!-- status -->\n",
      [],
      "## B\n\n<!-- status --> no requirement here <!-- /status -->\n",
    ],
    [
      "with the ends of lines of Windows",
      "## B\r\n\r\n<!-- status -->\r\n\r\nx\r\n",
      [1],
      "## B\r\n\r\n<!-- status --> fails, 1 of 2 examples hold <!-- /status -->\r\n\r\nx\r\n",
    ],
    [
      "at the end without a newline",
      "## B\n\n<!--status-->",
      [1],
      "## B\n\n<!--status--> fails, 1 of 2 examples hold <!-- /status -->",
    ],
  ])("%s", (_, text, lines, written) => {
    expect(words(text, ...lines)).toBe(written);
    expect(words(written, ...lines)).toBe(written);
    expect(withoutStatusWords(written)).toBe(withoutStatusWords(text));
  });

  test.each([
    ["no mark", "## B\n\nstatus\n"],
    ["in a fence", "## B\n\n```html\n<!-- status -->\n```\n"],
    ["in a paragraph", "## B\n\nIt is <!-- status --> so.\n"],
    ["in a list", "## B\n\n- <!-- status -->\n"],
    ["in front of somebody's own words", "## B\n\n<!-- status --> we are fine\n"],
    ["another comment", "## B\n\n<!-- statuses -->\n"],
    ["in code", "## B\n\n`<!-- status -->`\n"],
  ])("%s is left alone", (_, text) => {
    expect(words(text, 1)).toBe(text);
    expect(withoutStatusWords(text)).toBe(text);
  });

  test("it is no example, moves none, and is no news to the reader of specs", () => {
    const text =
      "---\nsubject: ../src/a.ts\n---\n# A\n\n<!-- status -->\n\n## B\n\n<!-- id: b -->\n\n<!-- status -->\n\n- `add(1, 2)` is `3`.\n\nIt MUST add.\n";
    const [before, after] = [text, words(text, 8)].map((one) => parseSpec(one, "specs/a.md"));
    const said = (spec: typeof before) => [
      spec?.diagnostics,
      spec?.sections.map(({ blocks, normative, pinnedId }) => [
        blocks.map((block) => [block.kind, block.text, block.place.line, block.place.column]),
        normative.length,
        pinnedId?.id,
      ]),
    ];
    expect(words(text, 8)).not.toBe(text);
    expect(said(after)).toStrictEqual(said(before));
  });
});
