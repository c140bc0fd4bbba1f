import { expect, test } from "vitest";
import type { Lock } from "../../src/verdict/lock.ts";
import { textHash } from "../../src/verdict/lock.ts";
import { requirementStatuses } from "../../src/verdict/status.ts";
import { countUnreviewed } from "../../src/verdict/statuses.ts";
import { example, is, number, planOf, use } from "./judge-plan.ts";

const examples = ["a", "b"].map((id) => example(id, [use("add")], [is(`add(1, ${id})`, number(3))]));

function statusesWith(acceptedBy: "accept-all" | "person" | undefined) {
  const entries = examples.map(
    (each) =>
      [
        each.id,
        {
          text: textHash(each),
          test: "t",
          red: "notImplemented",
          held: false,
          acceptedBy: each.id === "a" ? acceptedBy : undefined,
        },
      ] as const,
  );
  const lock: Lock = { examples: new Map(entries), suites: new Map() };
  return requirementStatuses(planOf(examples), {
    suite: new Map(examples.map(({ id }) => [id, { is: "passed" }])),
    judge: new Map(
      examples.map(({ id }) => [id, { example: id, status: "passed", reason: null, message: null }]),
    ),
    lock,
    tests: new Map(examples.map(({ id }) => [id, "t"])),
    edits: new Map(),
  });
}

test("an example that nobody accepted holds, and says that it is unreviewed; so does its requirement", () => {
  const requirements = statusesWith("accept-all");
  expect(requirements.map(({ status, unreviewed }) => [status, unreviewed])).toStrictEqual([["holds", 1]]);
  expect(requirements[0]?.examples.map(({ unreviewed }) => unreviewed)).toStrictEqual([true, undefined]);
  expect(countUnreviewed(requirements)).toBe(1);
});

test.each(["person", undefined] as const)("accepted by %s nothing is said of it", (acceptedBy) => {
  const requirements = statusesWith(acceptedBy);
  expect(requirements[0]).not.toHaveProperty("unreviewed");
  expect(countUnreviewed(requirements)).toBe(0);
});
