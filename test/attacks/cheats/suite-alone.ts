import { runOnSubjects } from "../../../src/app/red-gate.ts";
import type { TestOutcome } from "../../../src/verdict/report.ts";
import type { AttackBench } from "../row.ts";
import type { Called, Unguarded } from "./cheat.ts";
import type { Hostile } from "./modules.ts";
import { layOut, openAlone, openProject } from "./project.ts";

/**
 * Without the judge: the suite's word alone, from greenbar's own runner, reporter and sandbox, with every test
 * counted. Those of `together` are run together, the others each in a project of its own.
 */
export function bySuiteAlone(together: () => readonly Hostile[]): Unguarded {
  return async ({ module, files, among }, bench) => {
    const outcomes = await outcomesOf(among === "alone" ? null : together(), module, bench, files);
    return { right: idsOf(module, outcomes, ({ is }) => is === "passed"), by: "the suite alone" };
  };
}

/** Without the rule that every planned test must have passed once: what is not said to have failed is right. */
export function byNoFailedTest(together: () => readonly Hostile[]): Unguarded {
  return async ({ module, files, among }, bench): Promise<Called> => {
    const outcomes = await outcomesOf(among === "alone" ? null : together(), module, bench, files);
    return {
      right: idsOf(module, outcomes, ({ is }) => !toldAsFailed.has(is)),
      by: "no test told as failed",
    };
  };
}

/** What a test itself says when it fails; the others are no test's own word. */
const toldAsFailed: ReadonlySet<TestOutcome["is"]> = new Set([
  "assertion",
  "thrown",
  "notImplemented",
  "unbound",
]);

async function outcomesOf(
  together: readonly Hostile[] | null,
  module: Hostile,
  bench: AttackBench,
  files: Readonly<Record<string, string>> | undefined,
): Promise<ReadonlyMap<string, TestOutcome>> {
  if (together === null || !together.some(({ name }) => name === module.name)) {
    const { world, project, ...at } = await openAlone(bench, module, files);
    return runOnSubjects(world, project, at);
  }
  return bench.share("cheats: the suite alone", async () => {
    const root = bench.folder("suites");
    layOut(root, together);
    const { world, project, ...at } = await openProject(root);
    return runOnSubjects(world, project, at);
  });
}

function idsOf(
  { name }: Hostile,
  outcomes: ReadonlyMap<string, TestOutcome>,
  isRight: (outcome: TestOutcome) => boolean,
): readonly string[] {
  return [...outcomes]
    .filter(([id, outcome]) => id.startsWith(`${name}/`) && isRight(outcome))
    .map(([id]) => id);
}
