import type { RunEvent } from "../../../src/loop/events.ts";
import { hashText } from "../../../src/loop/hash.ts";

export const spec = `---
subject: ../src/add.ts
---
# Add

## Adds

- \`add(1, 2)\` returns \`3\`.
- \`add(2, 2)\` returns \`4\`.
`;

export const stub = "export function add(): never {\n  throw new Error();\n}\n";
export const right = "export function add(a: number, b: number): number {\n  return a + b;\n}\n";

export const project = { "specs/add.md": spec, "src/add.ts": stub };

const budgets = { turns: 100, tokens: null, cost: null, minutes: 60 };

export function started(over: Partial<Extract<RunEvent, { type: "run-started" }>> = {}): RunEvent {
  return {
    type: "run-started",
    run: "r",
    specs: ["specs/add.md"],
    agent: "anthropic",
    model: "a-model",
    budgets,
    snapshot: "s",
    sandbox: "bubblewrap",
    ...over,
  };
}

export function ended(outcome: Extract<RunEvent, { type: "run-ended" }>["outcome"], why = "why"): RunEvent {
  return { type: "run-ended", outcome, why };
}

/** A green run that proposes the right code. */
export const green = {
  events: [
    started(),
    ended("green"),
    {
      type: "proposal",
      files: [{ path: "src/add.ts", preHash: hashText(stub), postHash: hashText(right) }],
    },
  ],
  copy: { "specs/add.md": spec, "src/add.ts": right },
} as const satisfies { events: readonly RunEvent[]; copy: Record<string, string> };
