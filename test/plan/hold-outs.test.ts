import { describe, expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import { chooseHoldOuts, withoutHoldOuts } from "../../src/plan/hold-outs.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { Block } from "../../src/spec/spec.ts";
import { around, row, sentence, snippet, spec } from "./builders.ts";

function planOf(...blocks: readonly Block[]): Plan {
  return compile(spec({ sections: [{ heading: [2, "A"], blocks }] }), around());
}

function rows(count: number, table = 0): Block[] {
  return Array.from({ length: count }, (_, n) =>
    row(`slugify('${table}-${n}')`, "a", { table, line: 100 * (table + 1) + n }),
  );
}

function idsOf(plan: Plan): string[] {
  return plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id));
}

const never = () => false;

describe("how many are held out", () => {
  test.each([
    [3, 0],
    [4, 1],
    [7, 1],
    [8, 2],
    [20, 5],
  ])("of %d like rows %d", (count, held) => {
    expect(chooseHoldOuts(planOf(...rows(count)), never).size).toBe(held);
  });

  test("each table and each callee of sentences counts for itself", () => {
    const sentences = ["f", "f", "f", "f", "g", "g", "g"].map((callee, n) =>
      sentence(`${callee}(${n})`, 1, 300 + n),
    );
    const plan = planOf(...rows(4, 0), ...rows(5, 1), ...sentences);
    const held = [...chooseHoldOuts(plan, never)].map((id) =>
      plan.requirements[0]?.examples.find((each) => each.id === id),
    );
    expect(held.map((each) => each?.kind ?? "").toSorted()).toEqual(["row", "row", "sentence"]);
    expect(held.every((each) => !each?.input.startsWith("g("))).toBe(true);
  });

  test("those that have held once are shown, and do not count", () => {
    const plan = planOf(...rows(6));
    const shown = new Set(idsOf(plan).slice(0, 3));
    expect(chooseHoldOuts(plan, (id) => shown.has(id)).size).toBe(0);
  });

  test("never the first, and the same whenever asked", () => {
    for (let count = 4; count < 40; count += 1) {
      const plan = planOf(...rows(count));
      const held = chooseHoldOuts(plan, never);
      expect(held.has(idsOf(plan)[0] ?? "")).toBe(false);
      expect(chooseHoldOuts(planOf(...rows(count)), never)).toEqual(held);
    }
  });
});

test.each<[string, Block[]]>([
  ["snippets", [1, 2, 3, 4, 5].map((n) => snippet([`slugify('${n}')`, "a"]))],
  ["rows whose input stands elsewhere too", [...rows(4), ...rows(4)]],
  ["sentences that share a line", [1, 2, 3, 4, 5].map((n) => sentence(`slugify('${n}')`, "a", 30))],
])("%s are never held out", (_, blocks) => {
  expect(chooseHoldOuts(planOf(...blocks), never).size).toBe(0);
});

test("the agent's plan has all the others, as they are and where they are", () => {
  const plan = planOf(...rows(8), sentence("f(1)", 1, 400));
  const held = chooseHoldOuts(plan, never);
  const shown = withoutHoldOuts(plan, held).requirements.flatMap(({ examples }) => examples);
  const all = plan.requirements.flatMap(({ examples }) => examples);
  expect(held.size).toBe(2);
  expect(shown).toEqual(all.filter(({ id }) => !held.has(id)));
});
