import type { Usage } from "./model.ts";

/** US dollars per million tokens. `cacheWrite` is for entries that live five minutes. */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
  /** Other rates for a prompt (cached parts included) of more than `over` tokens. */
  readonly long?: Omit<Price, "long"> & { readonly over: number };
}

/** By model name. */
export type Prices = Readonly<Record<string, Price>>;

/**
 * List prices as published in October 2026 (platform.claude.com, "Pricing"). A model that is not here is
 * unknown, never guessed; the configuration's `prices` come over these.
 */
const listPrices: Prices = {
  "claude-sonnet-5-5": { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.1 },
  "claude-sonnet-5": { input: 2, output: 10, cacheWrite: 2.5, cacheRead: 0.2 },
  "claude-sonnet-4-6": { input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 },
  "claude-sonnet-4-5": { input: 3, output: 15, cacheWrite: 3.75, cacheRead: 0.3 },
  "claude-opus-5-5": { input: 4, output: 20, cacheWrite: 5, cacheRead: 0.2 },
  "claude-opus-5": { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  "claude-opus-4-8": { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  "claude-opus-4-7": { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  "claude-opus-4-6": { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  "claude-opus-4-5": { input: 5, output: 25, cacheWrite: 6.25, cacheRead: 0.5 },
  "claude-fable-5-1": { input: 10, output: 50, cacheWrite: 12.5, cacheRead: 0.25 },
  "claude-fable-5": { input: 10, output: 50, cacheWrite: 12.5, cacheRead: 1 },
  "claude-haiku-5-5": {
    input: 0.1,
    output: 0.5,
    cacheWrite: 0.125,
    cacheRead: 0.01,
    long: { over: 100_000, input: 0.5, output: 2.5, cacheWrite: 0.625, cacheRead: 0.05 },
  },
  "claude-haiku-4-5": { input: 1, output: 5, cacheWrite: 1.25, cacheRead: 0.1 },
};

/** The price of a model, a dated name (`…-20250929`) counting as the one without; null when unknown. */
export function priceOf(model: string, overrides: Prices = {}): Price | null {
  const plain = model.replace(/-\d{8}$/, "");
  for (const table of [overrides, listPrices]) {
    for (const name of [model, plain]) {
      const price = Object.hasOwn(table, name) ? table[name] : undefined;
      if (price !== undefined) return price;
    }
  }
  return null;
}

/** US dollars of one call; null when the price is unknown. */
export function costOf(usage: Usage, price: Price | null): number | null {
  if (price === null) return null;
  const prompt = usage.input + usage.cacheWrite + usage.cacheRead;
  const rate = price.long !== undefined && prompt > price.long.over ? price.long : price;
  return (
    (usage.input * rate.input +
      usage.output * rate.output +
      usage.cacheWrite * rate.cacheWrite +
      usage.cacheRead * rate.cacheRead) /
    1_000_000
  );
}
