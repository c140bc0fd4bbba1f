import { describe, expect, test } from "vitest";
import { chooseHoldOuts } from "../../../src/plan/hold-outs.ts";
import { weakRequirements } from "../../../src/app/saboteurs/weak-requirements.ts";
import type { Lock } from "../../../src/verdict/lock.ts";
import { emptyLock } from "../../../src/verdict/lock.ts";
import { planOf } from "../../suite/support/plan-of.ts";

const head = "---\nsubject: ../src/impl.ts\n---\n# Impl\n\n";

describe("weak requirements of a plan", () => {
  test("each with a warning at its heading", async () => {
    const found = await weakRequirements(planOf(`${head}## R\n\n\`f(1)\` is \`2\`.\n`), emptyLock);
    expect(found).toMatchObject([
      {
        id: "example/r",
        warning: { file: "specs/example.md", place: { line: 6 }, severity: "warning", rule: "weak" },
      },
    ]);
  });

  test("hold-outs count until they have held", async () => {
    // Which row is held out is the hash's to say: where all but the first throw, each is as good as another.
    const plan = planOf(
      `${head}## R\n\n| \`x\` | \`f(x)\` |\n| - | - |\n| 0 | 1 |\n| 1 | throws |\n| 2 | throws |\n| 3 | throws |\n`,
    );
    const heldOut = [...chooseHoldOuts(plan, () => false)];
    expect(heldOut).toHaveLength(1);
    const [weak] = await weakRequirements(plan, emptyLock);
    expect(weak?.warning.message).toMatch(/looks up the examples that an agent is shown and throws/);

    const entry = { text: "", test: "", red: "notImplemented", held: true } as const;
    const ids = plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id));
    const held: Lock = { examples: new Map(ids.map((id) => [id, entry])), suites: new Map() };
    expect(await weakRequirements(plan, held)).toStrictEqual([]);
  });
});
