import { describe, expect, test } from "vitest";
import { askWithoutRun } from "../../../src/app/saboteurs/weak-requirements.ts";
import { emptyLock } from "../../../src/verdict/lock.ts";
import { corpusAbsent, readCorpus } from "../../support/corpus.ts";
import { planOf } from "../../suite/support/plan-of.ts";

/** A spec whose tables end after two rows, behind heading and rule. */
function cut(text: string): string {
  let line = 0;
  return text
    .split("\n")
    .filter((each) => {
      line = each.startsWith("|") ? line + 1 : 0;
      return line <= 4;
    })
    .join("\n");
}

async function weakIn(name: string, text: string): Promise<readonly (readonly [string, string])[]> {
  const { weak, open } = await askWithoutRun(planOf(text, { file: `specs/${name}.md` }), emptyLock);
  expect(open).toStrictEqual([]);
  return weak.map(({ id, warning }) => [
    id,
    /a program that (.*?) passes every/.exec(warning.message)?.[1] ?? "",
  ]);
}

const specs = readCorpus();

describe.skipIf(corpusAbsent !== "")(
  `the Exercism specs${corpusAbsent === "" ? "" : `: ${corpusAbsent}`}, cut to two rows a table`,
  () => {
    test("18 of 81 requirements are weak: 14 by a constant, 3 by an argument, 1 by an error", async () => {
      const found = await Promise.all(specs.map(async ({ name, text }) => weakIn(name, cut(text))));
      const by = Map.groupBy(found.flat(), ([, words]) =>
        words.includes("argument") ? "argument" : words.includes("throws") ? "error" : "constant",
      );
      const counts = Object.fromEntries([...by].map(([kind, { length }]) => [kind, length]));
      expect(counts).toStrictEqual({ constant: 14, argument: 3, error: 1 });
      const requirements = specs.flatMap(
        ({ name, text }) => planOf(cut(text), { file: `specs/${name}.md` }).requirements,
      );
      expect(
        requirements.filter(({ examples }) => examples.some(({ body }) => body.is !== "unbound")),
      ).toHaveLength(81);
    });

    // Each read by hand in the first two rows of its table.
    test.each<[string, string, string, string]>([
      ["two years that are none: 2015 and 1970", "leap", "leap/leapyear", "always returns false"],
      [
        "grains on squares 1 and 2: 1 and 2",
        "grains",
        "grains/square/returns-the-number-of-grains-on-the-square",
        "returns its first argument",
      ],
      ["rolls that are refused, twice", "bowling", "bowling/roll", "always throws an ordinary Error"],
    ])("%s", async (_, name, id, survivor) => {
      const text = specs.find((each) => each.name === name)?.text ?? "";
      expect(await weakIn(name, cut(text))).toContainEqual([id, survivor]);
    });
  },
);
