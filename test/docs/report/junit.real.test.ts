import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { writeReport } from "../../../src/docs/report/formats.ts";
import type { Report } from "../../../src/docs/report/report.ts";
import { cleanText } from "../../../src/verdict/clean-text.ts";
import { makeProject } from "../../support/project.ts";
import { diagnostic, example, failing, report, requirement, saying } from "./builders.ts";
import { hostileText } from "./hostile.ts";

const schema = join(import.meta.dirname, "../../fixtures/schemas/jenkins-junit.xsd");
// Its package brings no types.
const { JSDOM } = createRequire(import.meta.url)("jsdom") as {
  readonly JSDOM: new (html: string) => { readonly window: { readonly DOMParser: typeof DOMParser } };
};
const parser = new new JSDOM("").window.DOMParser();

function read(given: Report) {
  const text = writeReport("junit", given);
  const page = parser.parseFromString(text, "application/xml");
  expect(page.querySelector("parsererror")?.textContent ?? "").toBe("");
  const countsOf = (element: Element | null) =>
    ["tests", "failures", "errors", "skipped"].map((name) => element?.getAttribute(name) ?? null);
  return {
    counts: countsOf(page.documentElement),
    suites: [...page.querySelectorAll("testsuite")].map((suite) => [
      suite.getAttribute("name"),
      ...countsOf(suite),
    ]),
    cases: [...page.querySelectorAll("testcase")].map((one) => ({
      name: one.getAttribute("name"),
      className: one.getAttribute("classname"),
      is: one.firstElementChild?.tagName ?? "passed",
      message: one.firstElementChild?.getAttribute("message") ?? null,
      text: one.firstElementChild?.textContent ?? "",
    })),
  };
}

/** Why nothing is held against the schema; empty where xmllint is there. */
const noXmllint =
  spawnSync("xmllint", ["--version"]).error === undefined ? "" : ": left out, there is no xmllint";

/** What xmllint says of documents against the schema; it reads them all in one process. */
function invalid(texts: readonly string[]): string {
  const root = makeProject({});
  const files = texts.map((text, at) => {
    const file = join(root, `${at}.xml`);
    writeFileSync(file, text);
    return file;
  });
  const { status, stderr, error } = spawnSync(
    "xmllint",
    ["--noout", "--nonet", "--schema", schema, ...files],
    { encoding: "utf8" },
  );
  if (error !== undefined) throw error;
  return status === 0 ? "" : stderr.replaceAll(/^.* validates\n/gm, "");
}

const cases: readonly [string, Report][] = [
  ["nothing", report([])],
  ["all hold", report([requirement(), requirement({ spec: "specs/b.md", id: "b" })])],
  [
    "one fails, one drifted",
    report([
      requirement({ examples: [example(), failing(), example({ status: "drifted", message: "changed" })] }),
    ]),
  ],
  [
    "manual and unproven",
    report([
      requirement({ status: "manual", examples: [] }),
      requirement({ status: "unproven", examples: [example({ status: "unproven" })] }),
    ]),
  ],
  [
    "an error of a spec",
    report([], { outcome: "ambiguous", diagnostics: [diagnostic(), diagnostic({ severity: "warning" })] }),
  ],
  ["compromised", report([requirement()], { outcome: "compromised" })],
];

describe("JUnit XML", () => {
  test.skipIf(noXmllint !== "")(`every kind of report fits the schema of Jenkins${noXmllint}`, () => {
    expect(invalid(cases.map(([, given]) => writeReport("junit", given)))).toBe("");
    expect(invalid(['<testsuites><testsuite name="x"/></testsuites>'])).toContain("'tests' is required");
  });

  test.each<[string, readonly (string | null)[], readonly string[]]>([
    ["nothing", ["0", "0", "0", null], []],
    ["all hold", ["2", "0", "0", null], ["passed", "passed"]],
    ["one fails, one drifted", ["3", "2", "0", null], ["passed", "failure", "failure"]],
    ["manual and unproven", ["2", "0", "0", null], ["skipped", "skipped"]],
    ["an error of a spec", ["1", "0", "1", null], ["error"]],
    ["compromised", ["2", "0", "1", null], ["passed", "error"]],
  ])("%s", (name, counts, kinds) => {
    const found = read(cases.find(([title]) => title === name)?.[1] ?? report([]));
    expect(found.counts).toStrictEqual(counts);
    expect(found.cases.map(({ is }) => is)).toStrictEqual(kinds);
  });

  test("a suite for each spec, a case for each example", () => {
    const found = read(
      report([
        requirement({ examples: [failing()] }),
        requirement({ spec: "specs/b.md", id: "b/subtracts" }),
      ]),
    );
    expect(found.suites).toStrictEqual([
      ["specs/a.md", "1", "1", "0", "0"],
      ["specs/b.md", "1", "0", "0", "0"],
    ]);
    expect(found.cases[0]).toStrictEqual({
      name: "add(1, 2) → 3",
      className: "a/adds",
      is: "failure",
      message: "it should be 3, but it is 4",
      text: "specs/a.md:12\nit should be 3, but it is 4\nexpected: 3\nactual:   4",
    });
  });

  test("whatever the text, it is read back", () => {
    const texts: string[] = [];
    fc.assert(
      fc.property(hostileText, (text) => {
        const clean = cleanText(text);
        const given = saying(text);
        texts.push(writeReport("junit", given));
        const [, fails] = read(given).cases;
        expect([fails?.name, fails?.message]).toStrictEqual([clean, clean]);
        expect(fails?.text).toBe(`specs/a.md:12\n${clean}\nexpected: ${clean}\nactual:   ${clean}`);
      }),
      { numRuns: 200 },
    );
    if (noXmllint === "") expect(invalid(texts)).toBe("");
  });
});
