import { describe, expect, test } from "vitest";
import { planWrites, writablePaths } from "../../src/app/plan-writes.ts";
import type { ReadSpec } from "../../src/app/read-project.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { renderSuite } from "../../src/suite/render-suite.ts";
import { hashFile } from "../../src/suite/same-syntax.ts";
import { emptyLock } from "../../src/verdict/lock.ts";
import { planOf } from "../suite/support/plan-of.ts";
import { settings } from "../suite/support/templates.ts";

const text = (value: number, name = "add") => `---
subject: ../src/${name}.ts
---
# Add

## Adds

- \`${name}(1, 2)\` returns \`${value}\`.
`;

function read(source: string, file = "specs/add.md"): ReadSpec {
  const plan = planOf(source, { file });
  return { spec: parseSpec(source, file), as: {}, plan, suite: renderSuite(plan, settings) };
}

const spec = read(text(3));
const path = "test/specs/add.test.ts";

function stateOf(onDisk: string | null, lock = emptyLock) {
  const disk = new Map(onDisk === null ? [] : [[path, onDisk]]);
  return planWrites([spec], disk, lock, settings).find(({ what }) => what === "suite")?.state;
}

describe("what generate-tests would write of a suite", () => {
  const older = read(text(4)).suite.text;
  const lock = { examples: new Map(), suites: new Map([[path, hashFile(older, path)]]) };

  test.each([
    ["there is none", null, emptyLock, "new"],
    ["it is as it would be written", spec.suite.text, emptyLock, "same"],
    [
      "a formatter laid it out otherwise",
      spec.suite.text.replaceAll('"', "'").replaceAll(";\n", "\n"),
      emptyLock,
      "same",
    ],
    ["the spec changed since it was generated", older, lock, "changed"],
    ["somebody wrote it by hand", older, emptyLock, "edited"],
    ["somebody changed it since", `${older}\nconsole.log(1);\n`, lock, "edited"],
    ["it does not parse", "const = ;", lock, "edited"],
  ] as const)("%s", (_, onDisk, known, state) => {
    expect(stateOf(onDisk, known)).toBe(state);
  });
});

describe("what it would write of a subject", () => {
  test("a stub where there is no file, once for all specs that name it", () => {
    const other = read(text(3).replace("# Add", "# More"), "specs/more.md");
    const stubs = planWrites([spec, other], new Map(), emptyLock, settings).filter(
      ({ what }) => what === "stub",
    );
    expect(stubs.map(({ path: at, state, before }) => [at, state, before])).toStrictEqual([
      ["src/add.ts", "new", null],
    ]);
    expect(stubs[0]?.after).toContain("not implemented: add");
  });

  test("nothing where there is one", () => {
    const there = {
      ...spec,
      plan: { ...spec.plan, subjects: spec.plan.subjects.map((subject) => ({ ...subject, exists: true })) },
    };
    expect(planWrites([there], new Map(), emptyLock, settings).map(({ what }) => what)).toStrictEqual([
      "suite",
    ]);
  });
});

test("a spec of which nothing can be run has no suite", () => {
  const prose = read("# Only words\n\nNothing to run.\n", "specs/prose.md");
  expect(planWrites([prose], new Map(), emptyLock, settings)).toStrictEqual([]);
  expect(writablePaths([prose, spec])).toStrictEqual([path]);
});
