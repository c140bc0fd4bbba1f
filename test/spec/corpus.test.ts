import { describe, expect, test } from "vitest";
import type { RowBlock } from "../../src/spec/spec.ts";
import type { Value } from "../../src/spec/value.ts";
import { corpusAbsent, corpusNames, corpusTables, dialectPaths, parsedSpec } from "../support/corpus.ts";

const isThere = corpusAbsent === "";

describe.skipIf(!isThere)("exercism's specs (skipped: no corpus beside the repository)", () => {
  test("are forty-two", () => expect(corpusNames()).toHaveLength(42));

  test.each(corpusNames())("%s: exactly the rows of its data", (name) => {
    const spec = parsedSpec(`exercism/${name}.md`);
    expect(spec.diagnostics).toEqual([]);
    expect(spec.dialect).toBe("greenbar");
    const blocks = spec.sections.flatMap((section) => section.blocks);
    const rows = blocks.filter((block): block is RowBlock => block.kind === "row");
    expect(rows).toHaveLength(blocks.length);
    const expected = corpusTables(name).flatMap((table) =>
      table.rows.map((row) => ({
        call: [table.property, ...row.args.slice(0, row.args.length - row.absent.length)],
        result: row.throws === true ? "throws" : { is: row.expected ?? null },
      })),
    );
    const found = rows.map(({ checks: [check] }) => ({
      call: parts(check?.expression.source ?? ""),
      result:
        check?.expectation.is === "value" ? { is: plain(check.expectation.value) } : check?.expectation.is,
    }));
    expect(inOrder(found)).toEqual(inOrder(expected));
  });
});

/** The data lists its cases by the function that they call, a spec by its headings. */
function inOrder<Row extends { readonly call: unknown }>(rows: readonly Row[]): Row[] {
  const key = ({ call }: Row): string => JSON.stringify(call);
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** `f([1],"a")` → `["f", [1], "a"]`: arguments in the corpus are JSON. */
function parts(call: string): unknown[] {
  const open = call.indexOf("(");
  return [call.slice(0, open), ...(JSON.parse(`[${call.slice(open + 1, -1)}]`) as unknown[])];
}

function plain(value: Value): unknown {
  if (value.t === "null") return null;
  if (value.t === "string" || value.t === "boolean") return value.v;
  if (value.t === "number") return Number(value.v);
  if (value.t === "array") return value.items.map((item) => (item === null ? null : plain(item)));
  if (value.t === "object") return Object.fromEntries(value.entries.map(([key, each]) => [key, plain(each)]));
  throw new Error(`no JSON: ${value.t}`);
}

describe.skipIf(!isThere)("specs in other dialects (skipped: no corpus beside the repository)", () => {
  // One step of it does run something and say what comes of it: `getServerSession()` returns `null`.
  const bound = (path: string): number => (path === "spec-kit/mock-auth.md" ? 1 : 0);

  test.each(dialectPaths())("%s: prose, and scenarios that bind nothing", (path) => {
    const spec = parsedSpec(`dialects/${path}`);
    expect(spec.diagnostics).toEqual([]);
    const blocks = spec.sections.flatMap((section) => section.blocks);
    const others = blocks.filter((block) => block.kind !== "scenario" || block.unboundSteps.length === 0);
    expect(others).toHaveLength(bound(path));
  });

  test("openspec's and mdg's scenarios are all found", () => {
    const count = (path: string): number =>
      parsedSpec(`dialects/${path}`)
        .sections.flatMap((section) => section.blocks)
        .filter((block) => block.kind === "scenario").length;
    const headings = (path: string): number =>
      parsedSpec(`dialects/${path}`).text.split(/^#+ Scenario:/mu).length - 1;
    for (const path of dialectPaths().filter((each) => each.startsWith("openspec/"))) {
      // One heading of the file stands inside a fence.
      expect(headings(path) - count(path)).toBeLessThanOrEqual(path.endsWith("cli-validate.md") ? 1 : 0);
    }
    expect(count("mdg/minimal.feature.md")).toBe(1);
    expect(count("mdg/datatables.feature.md")).toBe(1);
  });
});
