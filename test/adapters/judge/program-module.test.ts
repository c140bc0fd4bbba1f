import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { programModule } from "../../../src/adapters/judge/program-module.ts";
import type { JudgeProgram } from "../../../src/verdict/judge.ts";

const program = (
  key: number,
  steps: JudgeProgram["steps"],
  uses: JudgeProgram["uses"] = [],
): JudgeProgram => ({ key, uses, steps });
const named = (exported: string, subject = "src/x.ts") =>
  ({ subject, exported, local: exported, as: "named" }) as const;

test("imports each subject once, by its path from the root, a package by its name", () => {
  const text = programModule([
    program(0, [], [named("f"), named("g")]),
    program(1, [], [named("f", "a/it's.ts"), named("h", "@me/mine")]),
  ]);
  expect(text.split("\n").slice(0, 3)).toEqual([
    `import * as $greenbarSubject0 from "./src/x.ts";`,
    `import * as $greenbarSubject1 from "./a/it's.ts";`,
    `import * as $greenbarSubject2 from "@me/mine";`,
  ]);
});

test.each<[string, JudgeProgram["steps"]]>([
  ["a comment at the end", [{ do: "ask", source: "f() // all of it", via: "value" }]],
  [
    "a semicolon at the end",
    [
      { do: "run", code: "f();", isResult: true },
      { do: "ask", source: "result", via: "value" },
    ],
  ],
  [
    "await",
    [
      { do: "ask", source: "await f()", via: "value" },
      { do: "ask", source: "f()", via: "rejects" },
    ],
  ],
  [
    "a statement without semicolon before a bracket",
    [
      { do: "run", code: "const a = 1", isResult: false },
      { do: "run", code: "[a].at(0)", isResult: false },
    ],
  ],
  ["types", [{ do: "ask", source: "f(null as unknown as string)", via: "value" }]],
  ["an object", [{ do: "ask", source: "{ a: 1 }.a", via: "value" }]],
])("%s makes a module that parses", (_, steps) => {
  const { errors } = parseSync("x.mts", programModule([program(0, steps, [named("f")])]));
  expect(errors).toEqual([]);
});

test("what an example uses is read again before every step, so that a live binding is seen", () => {
  const steps = [
    { do: "run", code: "f()", isResult: false },
    { do: "ask", source: "g", via: "value" },
  ] as const;
  const text = programModule([program(0, steps, [named("g")])]);
  expect(text.match(/g = \$greenbar\.use\(/g)).toHaveLength(1);
  expect(text.match(/let g: any = \$greenbar\.use\(/g)).toHaveLength(1);
});
