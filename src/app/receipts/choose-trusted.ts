import type { Choose } from "../changed/choose.ts";
import type { ReadSpec } from "../read-project.ts";
import type { ReceiptWorld } from "./receipt-stands.ts";
import { createReceiptReader } from "./receipt-stands.ts";

/** Of the specs that are to be run, those whose receipt stands need not be: they are taken as holding. */
export function chooseTrusted(world: ReceiptWorld, before: Choose): Choose {
  return async (project) => {
    const chosen = await before(project);
    const reader = createReceiptReader(world, project);
    const stands = await Promise.all(chosen.run.map(async (spec) => (await reader.stands(spec)).stands));
    const having = (wanted: boolean): readonly ReadSpec[] =>
      chosen.run.filter((_, at) => stands[at] === wanted);
    return { ...chosen, run: having(false), byReceipt: [...chosen.byReceipt, ...having(true)] };
  };
}
