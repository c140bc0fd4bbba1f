import { expect, test } from "vitest";
import { orderWords } from "../../../src/adapters/run-host/host-words.ts";
import type { RunOrder } from "../../../src/app/run/host.ts";

const least: RunOrder = {
  specs: [],
  agent: null,
  model: null,
  fresh: false,
  unsandboxed: false,
  budgets: {},
};

test.each<[Partial<RunOrder>, string]>([
  [{}, "run --"],
  [{ specs: ["specs/a.md", "-b"] }, "run -- specs/a.md -b"],
  [{ agent: "offline", fresh: true }, "run --agent offline --fresh --"],
  [{ agent: "anthropic", model: "m", unsandboxed: true }, "run --agent anthropic --model m --unsandboxed --"],
  [{ yes: true }, "run --yes --"],
  [{ change: "trim", specs: ["titles"] }, "run --change trim -- titles"],
  [
    { budgets: { turns: 5, tokens: 1000, cost: 0.5, minutes: 9 } },
    "run --max-turns 5 --max-tokens 1000 --max-cost 0.5 --max-minutes 9 --",
  ],
  [{ budgets: { cost: null } }, "run --"],
])("%j", (order, words) => {
  expect(orderWords({ ...least, ...order }).join(" ")).toBe(words);
});
