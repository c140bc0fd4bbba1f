import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import * as fc from "fast-check";
import type { Log } from "sarif";
import { describe, expect, test } from "vitest";
import { writeReport } from "../../../src/docs/report/formats.ts";
import type { Report } from "../../../src/docs/report/report.ts";
import { cleanText } from "../../../src/verdict/clean-text.ts";
import { diagnostic, example, failing, report, requirement, saying } from "./builders.ts";
import { hostileText } from "./hostile.ts";

const schemaFile = join(import.meta.dirname, "../../fixtures/schemas/sarif-2.1.0-rtm.5.json");
// Draft 4 as it is used there differs from what Ajv reads in the name of `id` alone.
const {
  id: $id,
  $schema: _,
  ...schema
} = JSON.parse(readFileSync(schemaFile, "utf8")) as { readonly id: string; readonly $schema: string };
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
  formats: { "date-time": true, uri: /^[a-z][a-z+.-]*:\S*$/i, "uri-reference": isReference },
});
const validate = ajv.compile({ $id, ...schema });

/** RFC 3986: only its characters, percent signs only before two digits, no colon in the first segment. */
function isReference(text: string): boolean {
  return /^(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[0-9A-F]{2})*$/.test(text) && !/^[^/]*:/.test(text);
}

function logOf(given: Report): Log {
  const log: unknown = JSON.parse(writeReport("sarif", given));
  expect(validate(log) ? [] : validate.errors).toStrictEqual([]);
  return log as Log;
}

const resultsOf = (given: Report) => logOf(given).runs[0]?.results ?? [];

/** Sections 3.11.5 and 3.11.6 of the standard, undone. */
function plain(message: string | undefined): string | undefined {
  return message
    ?.replaceAll(/\\\[(?=[^\]]*\]\()/g, "[")
    .replaceAll("{{", "{")
    .replaceAll("}}", "}");
}

describe("SARIF", () => {
  test("the schema refuses what is none", () => {
    expect(validate({ version: "2.1.0", runs: [{ tool: { driver: {} } }] })).toBe(false);
    expect(
      validate({
        version: "2.1.0",
        runs: [{ tool: { driver: { name: "x" } }, results: [{ message: { text: "x" }, level: "fatal" }] }],
      }),
    ).toBe(false);
  });

  test("failures, drift and diagnostics with their rules and places", () => {
    const drifted = example({ id: "a/adds/row-2", line: 13, status: "drifted", message: "its text changed" });
    const given = report([requirement({ examples: [failing(), drifted] })], { diagnostics: [diagnostic()] });
    const log = logOf(given);
    const [run] = log.runs;
    expect(run?.tool.driver.rules?.map(({ id }) => id)).toStrictEqual(["drifted", "fails", "row-too-short"]);
    expect(
      run?.results?.map(({ ruleId, ruleIndex, level, locations }) => [
        ruleId,
        ruleIndex,
        level,
        locations?.[0]?.physicalLocation?.artifactLocation?.uri,
        locations?.[0]?.physicalLocation?.region,
      ]),
    ).toStrictEqual([
      ["row-too-short", 2, "error", "specs/a.md", { startLine: 7, startColumn: 3, endLine: 7, endColumn: 9 }],
      ["fails", 1, "error", "specs/a.md", { startLine: 12, startColumn: 1 }],
      ["drifted", 0, "error", "specs/a.md", { startLine: 13, startColumn: 1 }],
    ]);
  });

  test("a fingerprint stays when lines move and differs between examples", () => {
    const print = (line: number, id: string) =>
      resultsOf(report([requirement({ examples: [failing({ line, id })] })]))[0]?.partialFingerprints?.[
        "greenbar/v1"
      ];
    expect(print(12, "a/x")).toBe(print(90, "a/x"));
    expect(print(12, "a/x")).not.toBe(print(12, "a/y"));
  });

  test("the same diagnostic twice has two fingerprints", () => {
    const prints = resultsOf(report([], { diagnostics: [diagnostic(), diagnostic()] })).map(
      ({ partialFingerprints }) => partialFingerprints?.["greenbar/v1"],
    );
    expect(new Set(prints).size).toBe(2);
  });

  test("a check that Vitest did not end is no successful execution", () => {
    expect(logOf(report([requirement()], { endedWhy: "killed" })).runs[0]?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: "error", message: { text: "Vitest did not go to its end: killed" } },
      ],
    });
  });

  test.each([
    ["specs/a b.md", "specs/a%20b.md"],
    ["c:/x.md", "c%3A/x.md"],
    ["specs/é#?.md", "specs/%C3%A9%23%3F.md"],
  ])("the file %s is %s", (spec, uri) => {
    const [result] = resultsOf(report([requirement({ spec, examples: [failing()] })]));
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  test("whatever the text, the log fits the schema, is read back, and holds no link", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = cleanText(text);
        const given = saying(text);
        const results = resultsOf({
          ...given,
          requirements: given.requirements.map((one) => ({ ...one, spec: `specs/${text}.md` })),
        });
        expect(plain(results[2]?.message.text)).toBe(`${clean}\nexpected ${clean}\nactual   ${clean}`);
        expect(results.some(({ message }) => /(?<!\\)\[[^\]]*\]\(/.test(message.text ?? ""))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
