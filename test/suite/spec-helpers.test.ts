import { expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import { chooseHoldOuts, withoutHoldOuts } from "../../src/plan/hold-outs.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { renderSuite } from "../../src/suite/render-suite.ts";
import { around, exporting } from "../plan/builders.ts";
import { settings } from "./support/templates.ts";

const helper = "test/support/run.ts";

function planOf(examples: string) {
  const front = "---\nsubject: ../src/main.ts\nhelpers: ../test/support/run.ts\n---\n";
  const spec = parseSpec(`${front}# T\n\n## A\n\n${examples}\n`, "specs/a.md");
  const imports = [{ path: helper, from: [{ module: "src/main.ts", takes: [] }], open: false }];
  return compile(spec, around({ modules: new Map([[helper, exporting("run", "test")]]), imports }));
}

test("helpers stand in the suite's import lines, as the subject does, and win over our own names", () => {
  const { text } = renderSuite(planOf("- `main(run(1))` is `2`.\n- `test(1)` is `3`."), settings);
  expect(text.split("\n").filter((line) => line.startsWith("import"))).toEqual([
    'import { describe, expect, test as test_ } from "vitest";',
    'import { main } from "../../src/main.ts";',
    'import { run, test } from "../support/run.ts";',
  ]);
});

test("where a throw is expected, only what the subject may lack is asked for first", () => {
  const { text } = renderSuite(planOf("- `main(run(1))` throws `TypeError`."), settings);
  expect(text).toContain('expect(main, "not implemented: main").toBeDefined();');
  expect(text).not.toContain("not implemented: run");
});

test("examples of helpers are held out like others, and the suite without them still imports the helper", () => {
  const plan = planOf("- `run(1)` is `1`.\n- `run(2)` is `2`.\n- `run(3)` is `3`.\n- `run(4)` is `4`.");
  const heldOut = chooseHoldOuts(plan, () => false);
  expect(heldOut.size).toBe(1);
  const { text, tests } = renderSuite(withoutHoldOuts(plan, heldOut), settings);
  expect(tests).toHaveLength(3);
  expect(text).toContain('import { run } from "../support/run.ts";');
});
