import { expect, test } from "vitest";
import { functionsOf } from "../../../src/loop/wanted-functions.ts";
import { compile } from "../../../src/plan/compile.ts";
import type { ModuleImports } from "../../../src/plan/plan.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import { behindHelpers } from "../../../src/verdict/saboteurs/behind-helpers.ts";
import { groupsOf } from "../../../src/verdict/saboteurs/groups.ts";
import { stageOf } from "../../../src/verdict/saboteurs/stage.ts";
import { findWeaknesses } from "../../../src/verdict/saboteurs/weaknesses.ts";
import { around, exporting } from "../../plan/builders.ts";

const helper = "test/support/run.ts";

/** A spec of `main` and `run`, the helper, which loads the subject or does not. */
function planOf(examples: string, loads: Omit<ModuleImports, "path">) {
  const front = "---\nsubject: ../src/main.ts\nhelpers: ../test/support/run.ts\n---\n";
  const spec = parseSpec(`${front}# T\n\n## A\n\n${examples}\n`, "specs/a.md");
  const modules = new Map([[helper, exporting("run")]]);
  return compile(spec, around({ modules, imports: [{ path: helper, ...loads }] }));
}

const loading = { from: [{ module: "src/main.ts", takes: [] }], open: false };
const alone = { from: [], open: false };
const unseen = { from: [], open: true };

// A constant passes both.
const mixed = "- `main(1)` is `2`.\n- `main(run(1))` is `2`.";

test.each<[string, string, Omit<ModuleImports, "path">, string[], string[]]>([
  ["a helper that loads the subject, used", mixed, loading, ["src/main.ts"], []],
  ["a helper that may load the subject, used", mixed, unseen, ["src/main.ts"], []],
  ["a helper that loads it, not used", "- `main(1)` is `2`.", loading, [], ["main"]],
  ["a helper that does not load it, used", mixed, alone, [], ["main"]],
  ["a helper alone", "- `run(1)` is `2`.\n- `run(2)` is `3`.", loading, ["src/main.ts"], []],
])("%s: what lies behind it is not said to be weak", async (_, examples, loads, behind, weak) => {
  const plan = planOf(examples, loads);
  expect([...behindHelpers(plan)]).toEqual(behind);
  const found = await findWeaknesses(plan, new Set());
  expect(found.flatMap(({ names }) => names)).toEqual(weak);
  const exports = groupsOf(plan).flatMap((group) => group.exports.map(({ name }) => name));
  expect(exports).toEqual(behind.length > 0 ? [] : ["main"]);
});

test("wrong programs stand in for subjects, never for helpers", () => {
  const plan = planOf("- `main(run(1))` is `2`.", alone);
  const [group] = groupsOf(plan);
  if (group === undefined) throw new Error("there is no group");
  const against = new Set(group.examples.map(({ id }) => id));
  const { plan: staged } = stageOf(plan, [
    { sabotage: { group, answers: [], against, looksUp: false }, killers: [] },
  ]);
  const uses = staged.requirements.flatMap(({ examples }) => examples).flatMap((example) => example.uses);
  expect(uses.map(({ subject }) => subject)).toEqual(["src/main.greenbar-program-1.mjs", helper]);
});

test("a call of a helper is no example of a function that could be looked for", () => {
  const plan = planOf("- `run(1)` is `2`.\n- `main(3)` is `4`.", loading);
  const [requirement] = plan.requirements;
  expect(functionsOf(plan, requirement?.id ?? "").map(({ name }) => name)).toEqual(["main"]);
});
