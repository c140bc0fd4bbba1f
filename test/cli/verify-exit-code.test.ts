import { expect, test } from "vitest";
import type { Verified, VerifiedSpec } from "../../src/app/receipts/verify.ts";
import { exitCode } from "../../src/cli/commands/verify.ts";

const stands: VerifiedSpec = {
  spec: "specs/add.md",
  receipt: ".greenbar/receipts/add.json",
  state: "stands",
  differs: null,
  problem: null,
  claims: null,
  holds: true,
};
const differs = { ...stands, state: "differs" } as const;
const unreadable = { ...stands, state: "unreadable", holds: null } as const;
const none = { ...stands, state: "none", holds: null } as const;
const checked = (outcome: "compromised" | "infra") => ({ outcome }) as Verified["checked"];

test.each<[string, Partial<Verified>, number]>([
  ["all stand and hold", { specs: [stands, stands] }, 0],
  ["a spec without a receipt is only said", { specs: [stands, none] }, 0],
  ["no spec at all", {}, 0],
  ["one differs, though it holds", { specs: [stands, differs] }, 1],
  ["one stands, and does not hold", { specs: [{ ...stands, holds: false }] }, 1],
  ["a receipt whose spec is gone", { specs: [stands], orphans: [".greenbar/receipts/gone.json"] }, 1],
  ["one cannot be read, whatever the others are", { specs: [differs, unreadable, stands] }, 2],
  ["the judge and the suite disagree", { specs: [differs], checked: checked("compromised") }, 3],
  ["something else broke", { specs: [differs], checked: checked("infra") }, 4],
])("%s", (_, some, code) => {
  expect(exitCode({ specs: [], orphans: [], diagnostics: [], checked: null, ...some })).toBe(code);
});
