import { describe, expect, test } from "vitest";
import { historyChart } from "../../../src/docs/site/history-chart.ts";
import type { Moment } from "../../../src/docs/site/history.ts";
import { readHistory } from "../../../src/docs/site/history.ts";
import { html } from "../../../src/docs/site/frame.ts";
import type { LockEntry } from "../../../src/verdict/lock.ts";
import type { Receipt } from "../../../src/verdict/receipt.ts";

const entry: LockEntry = { text: "aa", test: "bb", red: "assertion", held: false };

describe("what the commits said that was new", () => {
  const history = readHistory([
    moment("c1", { locked: { a: entry, b: entry } }),
    moment("c2", { locked: { a: { ...entry, held: true }, b: entry }, passed: 1 }),
    // Nothing of an example changed.
    moment("c3", { locked: { a: { ...entry, held: true }, b: entry }, passed: 1 }),
    moment("c4", { locked: { a: { ...entry, held: true, text: "cc" } }, passed: 2 }),
    moment("c5", { locked: { a: { ...entry, held: true, text: "cc", test: "dd" } } }),
  ]);

  test("of an example", () => {
    const said = (id: string) => history.ofExample.get(id)?.map(({ commit, what }) => `${commit} ${what}`);
    expect(said("a")).toStrictEqual(["c1 seen red", "c2 has held", "c4 text changed", "c5 test changed"]);
    expect(said("b")).toStrictEqual(["c1 seen red", "c4 gone"]);
  });

  test("of a spec", () => {
    const said = history.ofSpec
      .get("specs/a.md")
      ?.map(({ commit, receipt }) => [commit, receipt?.passed ?? null]);
    expect(said).toStrictEqual([
      ["c2", 1],
      ["c4", 2],
      ["c5", null],
    ]);
  });

  test("of the project", () => {
    expect(history.points.map(({ commit, green, red }) => [commit, green, red])).toStrictEqual([
      ["c1", 0, 2],
      ["c2", 1, 1],
      ["c3", 1, 1],
      ["c4", 2, 0],
      ["c5", 0, 1],
    ]);
  });
});

describe("the chart", () => {
  const picture = (moments: readonly Moment[]) => html([historyChart(readHistory(moments))]);

  test("says in words and as a table what it shows", () => {
    const shown = picture([
      moment("c1", { locked: { a: entry } }),
      moment("c2", { locked: { a: entry }, passed: 1 }),
    ]);
    expect(shown).toContain(
      'role="img" aria-label="Examples over 2 commits, 2026-11-22 to 2026-11-22: at the end 1 green and 0 seen red only."',
    );
    expect(shown).toMatch(/<td><code>c2<\/code><\/td><td>1<\/td><td>0<\/td>/u);
    expect(shown).not.toContain("style=");
  });

  test("of one commit is a level", () => {
    const shown = picture([moment("c1", { locked: { a: entry } })]);
    // From the left edge to the right one, at the top of one example.
    expect(shown).toContain('d="M60,12L712,12L712,12L712,192L712,192L60,192Z"');
    expect(shown).not.toContain("NaN");
  });

  test("of none is a sentence", () => {
    expect(picture([])).toMatch(/^<p>No commit has a lock or a receipt yet/u);
  });
});

function moment(
  commit: string,
  { locked, passed }: { readonly locked: Readonly<Record<string, LockEntry>>; readonly passed?: number },
): Moment {
  return {
    commit,
    date: "2026-11-22",
    summary: `message of ${commit}`,
    receipts: new Map(passed === undefined ? [] : [["specs/a.md", receiptOf(passed)]]),
    lock: { examples: new Map(Object.entries(locked)), suites: new Map() },
  };
}

function receiptOf(passed: number): Receipt {
  return {
    facts: {
      spec: "specs/a.md",
      specText: "00",
      suite: "test/specs/a.test.ts",
      suiteSyntax: "00",
      subject: new Map(),
      rest: "00",
      vitest: { version: "5.1.1", from: "project" },
      node: 24,
    },
    claims: { sandbox: "none", agent: "offline", model: null, holdOuts: "visible", examples: 2, passed },
  };
}
