import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeReport } from "../../../src/docs/report/formats.ts";
import type { Report } from "../../../src/docs/report/report.ts";
import { cleanText } from "../../../src/verdict/clean-text.ts";
import { diagnostic, example, failing, report, requirement, saying } from "./builders.ts";
import { hostileText } from "./hostile.ts";

interface Annotation {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** As the runner reads a line: actions/runner, ActionCommand.TryParseV2, with the toolkit's escapes. */
function readAnnotations(text: string): Annotation[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const found = /^::([^ :]+)(?: (.*?))?::(.*)$/s.exec(line.trimStart());
    if (found === null) return line === "" ? [] : [{ level: "TEXT", properties: {}, message: line }];
    const [, level = "", given = "", message = ""] = found;
    const properties = given.split(",").flatMap((pair): [string, string][] => {
      const at = pair.indexOf("=");
      return at < 0 ? [] : [[pair.slice(0, at), unescape(pair.slice(at + 1), true)]];
    });
    return [{ level, properties: Object.fromEntries(properties), message: unescape(message, false) }];
  });
}

function unescape(text: string, isProperty: boolean): string {
  const lines = text.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
  const rest = isProperty ? lines.replaceAll("%3A", ":").replaceAll("%2C", ",") : lines;
  return rest.replaceAll("%25", "%");
}

const annotations = (given: Report) => readAnnotations(writeReport("github", given));

describe("annotations", () => {
  test("a failure stands at its line, with what was expected", () => {
    expect(writeReport("github", report([requirement({ examples: [failing()] })]))).toBe(
      "::error file=specs/a.md,line=12,title=fails%3A add(1%2C 2) → 3::expected 3%0Aactual   4\n" +
        "::error::red: 1 fails\n",
    );
  });

  test("all that holds says nothing", () => {
    expect(writeReport("github", report([requirement()]))).toBe("");
  });

  test("a diagnostic has columns when it stands on one line", () => {
    const given = report([requirement()], {
      diagnostics: [
        diagnostic({ severity: "warning" }),
        diagnostic({ severity: "hint", place: { ...diagnostic().place, endLine: 9 } }),
      ],
    });
    expect(annotations(given).map(({ level, properties }) => [level, properties])).toStrictEqual([
      ["warning", { file: "specs/a.md", line: "7", col: "3", endColumn: "9", title: "row-too-short" }],
      ["notice", { file: "specs/a.md", line: "7", title: "row-too-short" }],
    ]);
  });

  test.each([9, 10, 30])("of %i failures at most ten errors are written, and none is lost", (count) => {
    const examples = Array.from({ length: count }, (_, at) =>
      failing({ id: `a/adds/row-${at}`, line: 100 + at, title: `case ${at}` }),
    );
    const found = annotations(report([requirement({ examples })]));
    expect(found.length).toBe(10);
    const all = found.map(({ message, properties }) => `${properties["title"] ?? ""}\n${message}`).join("\n");
    for (let at = 0; at < count; at += 1) expect(all).toMatch(new RegExp(`fails: case ${at}$`, "m"));
  });

  test("unproven examples are one notice a requirement", () => {
    const unproven = example({ status: "unproven", message: "never seen red" });
    const examples = [unproven, { ...unproven, id: "b", line: 13 }];
    const given = report([requirement({ status: "unproven", examples })]);
    expect(annotations(given)).toStrictEqual([
      {
        level: "notice",
        properties: { file: "specs/a.md", line: "12", title: "unproven: Adds" },
        message: "2 examples: never seen red",
      },
    ]);
  });

  test("whatever the text, it is read back and starts no command of its own", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = cleanText(text);
        const found = annotations(saying(text));
        expect(found.map(({ level }) => level)).toStrictEqual([
          "error",
          "error",
          "error",
          "notice",
          "notice",
          "error",
        ]);
        expect(found[1]?.properties["title"]).toBe(`fails: ${clean}`);
        expect(found[1]?.message).toBe(`expected ${clean}\nactual   ${clean}`);
        expect(found[0]?.message).toBe(`${clean}${clean === "" ? "" : `\nexpected: ${clean}`}`);
      }),
      { numRuns: 150 },
    );
  });
});
