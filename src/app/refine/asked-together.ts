import { endless } from "../../loop/mutants/guard-loops.ts";
import type { AskedCall } from "./asked-call.ts";
import { callsWith } from "./asked-call.ts";
import type { Input } from "./input-pool.ts";

/** One that hangs all the same takes those of its own program with it, so a program asks not too many. */
export const inputsAtOnce = 40;

/** Calls of one program that may not end before the rest of it is held to be like them. */
const mostEndless = 2;

/**
 * One expression for many calls: for each input a list of `[true, value]` and `[false, error]`, one for each result.
 */
export function askedTogether(asked: AskedCall, inputs: readonly Input[]): string {
  const isAsync = asked.columns.some(({ awaits }) => awaits);
  const lists = inputs.map(({ args }) => {
    const calls = callsWith(asked, args).map((call, at) =>
      asked.columns[at]?.awaits === true ? `async () => (${call})` : `() => (${call})`,
    );
    return `[${calls.join(", ")}]`;
  });
  // A counter that the calls share stands in a default: an expression has no other place for it.
  const ends = `error instanceof Error && error.name === ${JSON.stringify(endless)}`;
  const caught = `catch (error) { if (${ends}) open.left -= 1; last.error = error; return [false, error]; }`;
  const skipped = "if (open.left < 0) return [false, last.error];";
  if (!isAsync) {
    const one = `(call) => { ${skipped} try { return [true, call()]; } ${caught} }`;
    return `((open, last) => [${lists.join(", ")}].map((calls) => calls.map(${one})))({ left: ${mostEndless} }, {})`;
  }
  const one = `async (call) => { ${skipped} try { return [true, await call()]; } ${caught} }`;
  const loop = `for (const calls of all) { const gave = []; for (const call of calls) gave.push(await (${one})(call)); said.push(gave); } return said;`;
  return `await (async (all, open, last, said) => { ${loop} })([${lists.join(", ")}], { left: ${mostEndless} }, {}, [])`;
}
