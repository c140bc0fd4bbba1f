import { expect, test } from "vitest";
import { statusChanges } from "../../../src/app/watch/status-changes.ts";
import type { ExampleStatus, RequirementStatus, Status } from "../../../src/verdict/statuses.ts";

const requirement = (status: Status, actual: string | null = null, line = 3): RequirementStatus => {
  const example: ExampleStatus = {
    id: "a/r/row-1",
    kind: "row",
    line: line + 2,
    title: "a",
    status,
    reason: null,
    message: null,
    expected: '"a"',
    actual,
  };
  return { id: "a/r", spec: "specs/a.md", line, title: "R", status, examples: [example] };
};

test.each<[string, before: RequirementStatus | null, now: RequirementStatus, told: string | null]>([
  ["holds as before", requirement("holds"), requirement("holds"), null],
  ["holds, some lines further down", requirement("holds"), requirement("holds", null, 9), null],
  ["fails now", requirement("holds"), requirement("fails", '"b"'), "holds to fails"],
  ["holds now", requirement("fails", '"b"'), requirement("holds"), "fails to holds"],
  ["fails as before", requirement("fails", '"b"'), requirement("fails", '"b"', 4), null],
  ["fails in another way", requirement("fails", '"b"'), requirement("fails", '"c"'), "fails to fails"],
  ["is new and holds", null, requirement("holds"), null],
  ["is new and a person checks it", null, requirement("manual"), null],
  ["is new and fails", null, requirement("fails", '"b"'), "null to fails"],
  ["is new and unbound", null, requirement("unbound"), "null to unbound"],
])("a requirement that %s", (_, before, now, told) => {
  const changes = statusChanges(new Map(before === null ? [] : [[before.id, before]]), [now]);
  expect(changes.map((change) => `${String(change.before)} to ${change.now.status}`)).toStrictEqual(
    told === null ? [] : [told],
  );
});
