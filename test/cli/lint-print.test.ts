import { describe, expect, test } from "vitest";
import type { Linted } from "../../src/app/lint/lint-project.ts";
import { exitCode } from "../../src/cli/commands/lint.ts";
import { lintJson, printLinted } from "../../src/cli/print/lint.ts";
import type { Finding } from "../../src/plan/lint/finding.ts";
import { createMemoryScreen } from "../support/memory-screen.ts";

const place = { line: 3, column: 7, endLine: 3, endColumn: 11, offset: 30, endOffset: 34 };
const finding: Finding = {
  file: "specs/cart.md",
  place,
  severity: "warning",
  rule: "unverifiable-word",
  message: "nobody can check “fast”",
  expected: "a limit",
  example: "Within 200 ms.",
  requirement: "cart/totals",
  section: ["Totals"],
};
const double: Finding = {
  ...finding,
  place: { ...place, line: 9 },
  rule: "example-adds-nothing",
  message: "this says again what line 8 says",
  related: { ...place, line: 8 },
  fix: [{ place, text: "" }],
};

function linted(rest: Partial<Linted> = {}): Linted {
  return { specs: ["specs/cart.md"], findings: [], diagnostics: [], fixed: [], changes: [], ...rest };
}

function printed(some: Linted, isDryRun = false): string[] {
  const { screen, out } = createMemoryScreen();
  printLinted(screen, some, { isDryRun });
  return out;
}

describe("in words", () => {
  test("one line a finding, what to do below the first of its kind", () => {
    const later = { ...finding, place: { ...place, line: 5 } };
    expect(printed(linted({ findings: [finding, later, double] }))).toStrictEqual([
      "specs/cart.md:3:7: warning unverifiable-word: nobody can check “fast”",
      "  expected: a limit",
      "    Within 200 ms.",
      "specs/cart.md:5:7: warning unverifiable-word: nobody can check “fast”",
      "specs/cart.md:9:7: warning example-adds-nothing: this says again what line 8 says",
      "  expected: a limit",
      "    Within 200 ms.",
      "\n3 warnings in 1 spec; greenbar lint --fix mends 1",
    ]);
  });

  test("a clean project is told so", () => {
    expect(printed(linted())).toStrictEqual(["Nothing to mend in 1 spec."]);
  });

  test("what was mended, and what would be, as a diff", () => {
    const changes = [{ path: "specs/cart.md", before: "a\nb\nb\n", after: "a\nb\n" }];
    expect(printed(linted({ fixed: [double], changes }))[0]).toBe(
      "mended specs/cart.md:9  this says again what line 8 says  example-adds-nothing",
    );
    const dry = printed(linted({ fixed: [double], changes }), true).join("\n");
    expect(dry).toMatch(/^would mend specs\/cart\.md:9 /);
    expect(dry).toContain("--- specs/cart.md\n+++ specs/cart.md\n@@ -1,3 +1,2 @@\n a\n b\n-b");
    expect(dry).toMatch(/A dry run: nothing was written\.$/);
  });
});

test("as JSON, in a stable order", () => {
  const json = lintJson(linted({ findings: [finding, double] }), { isDryRun: false }) as Record<
    string,
    unknown
  >;
  expect(Object.keys(json)).toStrictEqual([
    "version",
    "summary",
    "findings",
    "fixed",
    "written",
    "patches",
    "diagnostics",
  ]);
  expect(json["summary"]).toStrictEqual({ specs: 1, error: 0, warning: 2, hint: 0, fixable: 1 });
  expect(JSON.stringify((json["findings"] as unknown[])[1])).toBe(
    '{"file":"specs/cart.md","line":9,"column":7,"endLine":3,"endColumn":11,"level":"warning",' +
      '"rule":"example-adds-nothing","message":"this says again what line 8 says","expected":"a limit",' +
      '"example":"Within 200 ms.","related":{"line":8,"column":7},"requirement":"cart/totals","section":["Totals"],' +
      '"fix":[{"line":3,"column":7,"endLine":3,"endColumn":11,"offset":30,"endOffset":34,"text":""}]}',
  );
});

test.each<[string, Partial<Linted>, normal: number, strict: number]>([
  ["nothing", {}, 0, 0],
  ["a hint", { findings: [{ ...finding, severity: "hint" }] }, 0, 1],
  ["a warning", { findings: [finding] }, 0, 1],
  ["an error", { findings: [{ ...finding, severity: "error" }] }, 1, 1],
  ["an unreadable spec", { diagnostics: [{ ...finding, severity: "error" }] }, 2, 2],
  ["a warning of reading", { diagnostics: [finding] }, 0, 0],
])("exit status with %s", (_, some, normal, strict) => {
  expect(exitCode(linted(some), false)).toBe(normal);
  expect(exitCode(linted(some), true)).toBe(strict);
});
