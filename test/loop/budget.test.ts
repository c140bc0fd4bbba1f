import { expect, test } from "vitest";
import { exhausted, noBudgets, nothingSpent, refuseUnknownPrice, tokensLeft } from "../../src/loop/budget.ts";
import { costOf, priceOf } from "../../src/loop/prices.ts";

const spent = { turns: 3, tokens: 1000, cost: 0.5 };

test.each([
  ["no limits", {}, 9e9, null],
  ["turns left", { turns: 4 }, 0, null],
  ["no turns left", { turns: 3 }, 0, "turns"],
  ["tokens", { tokens: 1000 }, 0, "tokens"],
  ["tokens left", { tokens: 1001 }, 0, null],
  ["money", { cost: 0.5 }, 0, "cost"],
  ["money left", { cost: 0.51 }, 0, null],
  ["minutes", { minutes: 2 }, 120_000, "minutes"],
  ["minutes left", { minutes: 2 }, 119_999, null],
  ["the first of several", { turns: 3, cost: 0.1 }, 0, "turns"],
] as const)("%s", (_name, limits, elapsedMs, which) => {
  expect(exhausted({ ...noBudgets, ...limits }, spent, elapsedMs)?.which ?? null).toBe(which);
});

test("the message names the limit, what was used, and the option", () => {
  expect(exhausted({ ...noBudgets, cost: 0.4 }, spent, 0)?.message).toBe(
    "the budget of $0.40 is used up ($0.50); go on with a larger --max-cost",
  );
});

test("an answer may not be longer than the tokens that are left", () => {
  expect(tokensLeft({ ...noBudgets, tokens: 1200 }, spent, 8000)).toBe(200);
  expect(tokensLeft(noBudgets, spent, 8000)).toBe(8000);
  expect(tokensLeft({ ...noBudgets, tokens: 10 }, spent, 8000)).toBe(1);
  expect(tokensLeft({ ...noBudgets, tokens: 100_000 }, nothingSpent, 8000)).toBe(8000);
});

test("a limit of money needs a price", () => {
  expect(refuseUnknownPrice({ ...noBudgets, cost: 1 }, "house-model", false)).toMatch(
    /--max-cost.*"house-model".*prices/,
  );
  expect(refuseUnknownPrice({ ...noBudgets, cost: 1 }, "claude-sonnet-5-5", true)).toBe(null);
  expect(refuseUnknownPrice(noBudgets, "house-model", false)).toBe(null);
});

const million = { input: 1_000_000, output: 1_000_000, cacheWrite: 1_000_000, cacheRead: 1_000_000 };

test.each([
  // 3 + 15 + 3.75 + 0.30
  ["claude-sonnet-4-5", million, 22.05],
  ["claude-sonnet-4-5-20250929", million, 22.05],
  ["claude-sonnet-5-5", { input: 1000, output: 100, cacheWrite: 0, cacheRead: 0 }, 0.003],
  // Up to 100,000 tokens of prompt, and above: 0.5 a million.
  ["claude-haiku-5-5", { input: 100_000, output: 0, cacheWrite: 0, cacheRead: 0 }, 0.01],
  ["claude-haiku-5-5", { input: 100_000, output: 0, cacheWrite: 0, cacheRead: 100_000 }, 0.055],
  ["house-model", million, null],
  ["toString", million, null],
])("%s costs by its list price, or is unknown", (model, usage, cost) => {
  const actual = costOf(usage, priceOf(model));
  if (cost === null) expect(actual).toBe(null);
  else expect(actual).toBeCloseTo(cost, 10);
});

test("a project's own price comes first", () => {
  const own = { input: 1, output: 0, cacheWrite: 0, cacheRead: 0 };
  expect(costOf(million, priceOf("claude-sonnet-5-5", { "claude-sonnet-5-5": own }))).toBe(1);
  expect(costOf(million, priceOf("house-model", { "house-model": own }))).toBe(1);
});
