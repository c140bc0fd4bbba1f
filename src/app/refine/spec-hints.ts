import type { Hints } from "./near.ts";

/**
 * The numbers and the quoted or marked texts of which a spec's prose speaks: where examples leave something open, it is
 * often there. Front matter and tables are left out: their values are examples already.
 */
export function specHints(prose: string): Hints {
  const numbers = new Set<number>();
  const texts = new Set<string>();
  for (const [text] of prose.matchAll(/(?<![\w.])-?\d{1,9}(?:\.\d{1,4})?(?![\w]|\.\d)/g))
    numbers.add(Number(text));
  for (const [, quoted] of prose.matchAll(/["“`]([^"“”`\n]{1,12})["”`]/g))
    if (quoted !== undefined) texts.add(quoted);
  return { numbers: [...numbers].slice(0, 12), texts: [...texts].slice(0, 8) };
}
