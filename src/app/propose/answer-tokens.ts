import type { Budgets } from "../../loop/budget.ts";
import type { Price } from "../../loop/prices.ts";
import { UserError } from "../user-error.ts";

/** Characters of a token, at least: what a prompt holds is rather overstated than not. */
const charactersOfToken = 3;

/**
 * How many tokens one answer may have, so that the call stays within its budgets whatever comes: the prompt's own are
 * estimated, and counted first.
 *
 * @param price - of the model; null where it is unknown, which a limit of money does not allow.
 * @throws UserError when nothing is left for an answer; then no call goes out.
 */
export function answerTokens(
  { turns, tokens, cost }: Budgets,
  price: Price | null,
  promptCharacters: number,
  wanted: number,
): number {
  const prompt = Math.ceil(promptCharacters / charactersOfToken);
  const byTokens = tokens === null ? wanted : tokens - prompt;
  const money = cost === null || price === null ? null : cost * 1_000_000 - prompt * price.cacheWrite;
  const byCost = money === null || price === null ? wanted : Math.floor(money / price.output);
  const left = Math.min(wanted, byTokens, byCost);
  if (left >= fewest && (turns === null || turns >= 1)) return left;
  const short = byTokens < fewest ? "--max-tokens" : byCost < fewest ? "--max-cost" : "--max-turns";
  throw new UserError(
    2,
    `the call was not made: the task has about ${prompt} tokens, and ${short} leaves none for an answer`,
    {
      advice: [`Give a larger ${short}, or set it in the configuration under \`budgets\`.`],
    },
  );
}

/** An answer of fewer would be cut. */
const fewest = 200;
