import { expect, test } from "vitest";
import { planExample } from "../../../src/app/examples/plan-example.ts";
import type { Read } from "../../../src/app/examples/problems-with.ts";
import { compile } from "../../../src/plan/compile.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import { around, exporting } from "../../plan/builders.ts";

const text = `---
subject: ../src/greet.ts
helpers: ../test/support/clock.ts
---
# Greeting

## Greets

- \`greet(at("09:00"))\` is \`"Good morning"\`.
`;

function read(markdown: string): Read {
  const spec = parseSpec(markdown, "specs/greet.md");
  const modules = new Map([
    ["src/greet.ts", exporting("greet")],
    ["test/support/clock.ts", exporting("at", "noon")],
  ]);
  return { spec, plan: compile(spec, around({ modules })) };
}

test.each(['at("12:00")', "noon"])("a helper may stand in an example that is added: %s", (input) => {
  const before = read(text);
  const draft = {
    spec: "specs/greet.md",
    requirement: before.plan.requirements[0]?.id ?? "",
    inputs: { a: input },
    outcome: "returns",
    expected: `"Good afternoon"`,
    note: "",
  } as const;
  const planned = planExample(before, draft, read);
  if (planned.is === "wrong") throw new Error(JSON.stringify(planned.problems));
  expect(planned).toMatchObject({
    is: "planned",
    insertion: { text: `\n- \`greet(${input})\` is \`"Good afternoon"\`.` },
  });
});
