import { describe, expect, test } from "vitest";
import type { LockedSpec } from "../../../src/verdict/drift/claim-entries.ts";
import { claimEntries } from "../../../src/verdict/drift/claim-entries.ts";
import type { Lock } from "../../../src/verdict/lock.ts";
import { emptyLock, textHash } from "../../../src/verdict/lock.ts";
import { renderSuite } from "../../../src/suite/render-suite.ts";
import { planOf } from "../../suite/support/plan-of.ts";
import { settings } from "../../suite/support/templates.ts";

/** A spec named `a` below `specs`, or another one, from its text below the H1. */
function specOf(text: string, name = "a", subject = "src/f.ts"): LockedSpec {
  const up = "../".repeat(name.split("/").length);
  const plan = planOf(`---\nsubject: ${up}${subject}\n---\n# A\n\n${text}\n`, { file: `specs/${name}.md` });
  return { name, plan, suite: renderSuite(plan, settings) };
}

/** The lock that `generate-tests` writes of these specs, where every example was red and has held. */
function lockOf(...specs: readonly LockedSpec[]): Lock {
  const examples = specs.flatMap(({ plan, suite }) =>
    plan.requirements.flatMap((requirement) =>
      requirement.examples.map((example) => {
        const hash = suite.tests.find((each) => each.example === example.id)?.hash ?? "";
        return [
          example.id,
          { text: textHash(example), test: hash, red: "notImplemented", held: true },
        ] as const;
      }),
    ),
  );
  return { examples: new Map(examples), suites: new Map() };
}

const says = (...calls: readonly string[]) => calls.map((call) => `- \`${call}\` is \`1\`.`).join("\n");
const section = (title: string, ...calls: readonly string[]) => `## ${title}\n\n${says(...calls)}\n`;

/** `requirement ← requirement`, for each example that was found, and whether its evidence stands. */
function found(before: readonly LockedSpec[], after: readonly LockedSpec[]) {
  const { moves, unclaimed, ambiguous } = claimEntries(lockOf(...before), after);
  const home = (id: string) => id.replace(/\/[a-z]+-[0-9a-f]{8}(-\d+)?$/, "");
  return {
    moves: moves.map(({ from, to, isSame }) => `${home(to)} ← ${home(from)}${isSame ? "" : " changed"}`),
    unclaimed: unclaimed.length,
    ambiguous: ambiguous.length,
  };
}

const nothing = { moves: [], unclaimed: 0, ambiguous: 0 };

describe("whose entry it is", () => {
  test.each<[string, LockedSpec[], LockedSpec[], ReturnType<typeof found>]>([
    ["nothing changed", [specOf(section("One", "f(1)"))], [specOf(section("One", "f(1)"))], nothing],
    [
      "a heading was reworded",
      [specOf(section("One", "f(1)", "f(2)"))],
      [specOf(section("Two", "f(1)", "f(2)"))],
      { ...nothing, moves: ["a/two ← a/one", "a/two ← a/one"] },
    ],
    [
      "a heading went below another one, however deep",
      [specOf(section("One", "f(1)"))],
      [specOf(`## Up\n\n### Up more\n\n#### One\n\n${says("f(1)")}`)],
      { ...nothing, moves: ["a/up/up-more/one ← a/one"] },
    ],
    [
      "a spec went to another folder, where its subject has another path",
      [specOf(section("One", "f(1)"))],
      [specOf(section("One", "f(1)"), "deep/er/a")],
      { ...nothing, moves: ["deep/er/a/one ← a/one"] },
    ],
    [
      "two headings change places: each keeps its name",
      [specOf(section("One", "f(1)") + section("Two", "f(2)"))],
      [specOf(section("Two", "f(2)") + section("One", "f(1)"))],
      nothing,
    ],
    [
      "what it expects changed too: found, and no evidence",
      [specOf(section("One", "f(1)"))],
      [specOf("## Two\n\n- `f(1)` is `2`.\n")],
      { ...nothing, moves: ["a/two ← a/one changed"] },
    ],
    [
      "another subject of the same name: found, and no evidence",
      [specOf(section("One", "f(1)"))],
      [specOf(section("Two", "f(1)"), "a", "src/g.ts")],
      { ...nothing, moves: ["a/two ← a/one changed"] },
    ],
    [
      "the same call in another spec that expects something else is its own affair",
      [specOf(section("One", "f(1)")), specOf(section("X", "f(9)"), "b")],
      [specOf(section("One", "f(2)")), specOf(`${section("X", "f(9)")}\n- \`f(1)\` is \`2\`.\n`, "b")],
      { ...nothing, unclaimed: 1 },
    ],
    [
      "two requirements that say the same were both reworded: the others of each tell which is which",
      [specOf(section("One", "f(1)", "f(2)") + section("Two", "f(1)", "f(3)"))],
      [specOf(section("Uno", "f(1)", "f(2)") + section("Due", "f(1)", "f(3)"))],
      { ...nothing, moves: ["a/uno ← a/one", "a/due ← a/two", "a/uno ← a/one", "a/due ← a/two"] },
    ],
    [
      "two that say the same were reworded, and nothing tells which is which",
      [specOf(section("One", "f(1)") + section("Two", "f(1)"))],
      [specOf(section("Uno", "f(1)") + section("Due", "f(1)"))],
      { moves: [], unclaimed: 2, ambiguous: 1 },
    ],
    [
      "one stands under two new headings where it stood under one",
      [specOf(section("One", "f(1)"))],
      [specOf(section("Uno", "f(1)") + section("Due", "f(1)"))],
      { moves: [], unclaimed: 1, ambiguous: 1 },
    ],
    [
      "two that say the same went, and one came: neither is given to it",
      [specOf(section("One", "f(1)") + section("Two", "f(1)"))],
      [specOf(section("New", "f(1)"))],
      { moves: [], unclaimed: 2, ambiguous: 1 },
    ],
    [
      "one of two that say the same went: the nearer is taken",
      [specOf(section("One", "f(1)")), specOf(section("One", "f(1)"), "b")],
      [specOf(section("Uno", "f(1)")), specOf("Nothing is said here.\n", "b")],
      { moves: ["a/uno ← a/one"], unclaimed: 1, ambiguous: 0 },
    ],
    [
      "an id was pinned to the example",
      [specOf(`## One\n\nIt is so.\n\n${says("f(1)")}`)],
      [specOf(`## One\n\nIt is so.\n\n<!-- id: mine -->\n${says("f(1)")}`)],
      { ...nothing, moves: ["mine ← a/one"] },
    ],
    [
      "an id was taken from it",
      [specOf(`## One\n\nIt is so.\n\n<!-- id: mine -->\n${says("f(1)")}`)],
      [specOf(`## One\n\nIt is so.\n\n${says("f(1)")}`)],
      { ...nothing, moves: ["a/one ← mine"] },
    ],
    [
      "an id was pinned to the heading",
      [specOf(section("One", "f(1)"))],
      [specOf(`## One\n\n<!-- id: mine -->\n${says("f(1)")}`)],
      { ...nothing, moves: ["mine ← a/one"] },
    ],
    [
      "a pinned one keeps its entry wherever it goes and whatever it says",
      [specOf(`## One\n\nIt is so.\n\n<!-- id: mine -->\n${says("f(1)")}`)],
      [specOf(`## Two\n\n### Three\n\nIt is so.\n\n<!-- id: mine -->\n- \`f(7)\` is \`8\`.\n`, "b")],
      nothing,
    ],
    [
      "a property, whose seed comes from its id",
      [specOf("## One\n\nFor any `n: integer`, `f(n)` is `f(n)`.\n")],
      [specOf("## Two\n\nFor any `n: integer`, `f(n)` is `f(n)`.\n")],
      { ...nothing, moves: ["a/two ← a/one"] },
    ],
    [
      "a scenario that is called otherwise",
      [specOf("## One\n\n### Scenario: first\n\n- **When** `f(1)`\n- **Then** the result is `1`\n")],
      [specOf("## One\n\n### Scenario: second\n\n- **When** `f(1)`\n- **Then** the result is `1`\n")],
      { ...nothing, moves: ["a/one ← a/one"] },
    ],
  ])("%s", (_, before, after, wanted) => {
    const { moves, ...rest } = found(before, after);
    expect({ ...rest, moves: moves.toSorted() }).toStrictEqual({ ...wanted, moves: wanted.moves.toSorted() });
  });

  test("the order of specs and entries does not matter", () => {
    const before = lockOf(specOf(section("One", "f(1)", "f(2)") + section("Two", "f(1)", "f(3)")));
    const after = specOf(section("Uno", "f(1)", "f(2)") + section("Due", "f(1)", "f(3)"));
    const turned = { ...before, examples: new Map([...before.examples].toReversed()) };
    const ids = (lock: Lock) =>
      claimEntries(lock, [after])
        .moves.map(({ from, to }) => `${from} ${to}`)
        .toSorted();
    expect(ids(turned)).toStrictEqual(ids(before));
  });

  test("entries stand under the ids of today, whole", () => {
    const [before, after] = [specOf(section("One", "f(1)")), specOf(section("Two", "f(1)"))];
    const { lock } = claimEntries(lockOf(before), [after]);
    expect(lock).toStrictEqual(lockOf(after));
  });

  test("what a spec that cannot be read may claim is left alone", () => {
    const [before, after] = [specOf(section("One", "f(1)")), specOf(section("Two", "f(1)"))];
    const lock = lockOf(before);
    expect(claimEntries(lock, [after], () => false)).toStrictEqual({
      lock,
      moves: [],
      unclaimed: [...lock.examples.keys()],
      ambiguous: [],
    });
  });

  test("an empty lock has nothing to claim", () => {
    expect(claimEntries(emptyLock, [specOf(section("One", "f(1)"))])).toStrictEqual({
      lock: emptyLock,
      moves: [],
      unclaimed: [],
      ambiguous: [],
    });
  });
});
