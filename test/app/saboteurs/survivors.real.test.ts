import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../../src/app/check.ts";
import { generateTests } from "../../../src/app/generate.ts";
import { exitCode } from "../../../src/cli/commands/check.ts";
import { openWorld } from "../../../src/cli/world.ts";
import { findWeaknesses } from "../../../src/verdict/saboteurs/weaknesses.ts";
import { planOf } from "../../suite/support/plan-of.ts";
import { makeProject, writeFiles } from "../../support/project.ts";

/** By name: the examples of a requirement that is weak, and the result that mends it. */
const weak = {
  constant: ['`f("Ada")` is `"hello"`.', '"goodbye"'],
  argument: ["- `f(1)` is `1`.\n- `f(2)` is `2`.", "9"],
  error: ["- `f(1)` throws.\n- `f(2)` throws.", "9"],
  named: ["`f(1)` throws `RangeError: too small`.", "9"],
  member: ['`f("a", { b: 1 }).is.deep` is `"c"`.', '"d"'],
  promise: ["`f(1)` resolves to `2`.", "9"],
  snippet: ["```ts\nconst s = f([1]);\ns // => 2\n```", "9"],
  law: ['`f("a")` is `"a"`.\n\nFor any `x: string`, `f(f(x))` is `f(x)`.', '"b"'],
  type: ["`f(1)` is a `string`.", '"b"'],
  pattern: ["`f(1)` matches `/abc/`.", '"b"'],
} as const;

describe("a wrong program that is said to pass", () => {
  test(
    "does pass, suite and judge; and fails the example that is proposed",
    { timeout: 120_000 },
    async () => {
      // In the order of their paths.
      const specs = Object.entries(weak)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, [text, result]]) => ({
          name,
          text: `---\nsubject: ../src/${name}.ts\n---\n# ${name}\n\n## R\n\n${text}\n`,
          result,
        }));
      const survivors = await Promise.all(
        specs.map(async ({ name, text, result }) => {
          const [found] = await findWeaknesses(planOf(text, { file: `specs/${name}.md` }), new Set());
          if (found === undefined) throw new Error(`${name} is not weak`);
          return {
            module: `// @ts-nocheck\nexport ${found.survivor.code}\n`,
            mended: `${text}\n${found.killer.markdown.replace("`…`", `\`${result}\``)}\n`,
          };
        }),
      );
      const root = makeProject(
        Object.fromEntries(
          specs.flatMap(({ name, text }, at) => [
            [`specs/${name}.md`, text],
            [`src/${name}.ts`, survivors[at]?.module ?? ""],
          ]),
        ),
      );
      const world = await openWorld(root);
      const generated = await generateTests(world, { specs: [], dryRun: false, force: false });
      expect(generated.diagnostics.map(({ rule, file }) => [rule, file])).toStrictEqual(
        specs.map(({ name }) => ["weak", `specs/${name}.md`]),
      );
      expect(generated.red?.broken).toStrictEqual([]);

      const passed = await check(world, { specs: [] });
      expect(passed.requirements.map(({ spec, status }) => [spec, status])).toStrictEqual(
        specs.map(({ name }) => [`specs/${name}.md`, "weak"]),
      );
      expect(passed.outcome).toBe("green");
      expect(passed.diagnostics).toHaveLength(specs.length);
      expect([exitCode(passed, false), exitCode(passed, true)]).toStrictEqual([0, 1]);

      writeFiles(
        root,
        Object.fromEntries(specs.map(({ name }, at) => [`specs/${name}.md`, survivors[at]?.mended ?? ""])),
      );
      const refuted = await check(await openWorld(root), { specs: [] });
      expect(refuted.requirements.filter(({ status }) => status !== "fails")).toStrictEqual([]);
      expect(refuted.diagnostics).toStrictEqual([]);
      expect(readFileSync(join(root, "specs/constant.md"), "utf8")).toContain('`f("ADA")` is `"goodbye"`.');
    },
  );
});
