import type { AttackBench, AttackRow, Outcome } from "./row.ts";

/** What one row did. It bites when the attack fails with the defence, and succeeds without it. */
export type RowResult =
  | { readonly row: AttackRow; readonly is: "not run"; readonly lacks: string }
  | {
      readonly row: AttackRow;
      readonly is: "as it must" | "wrong";
      readonly withDefence: Outcome;
      readonly without: Outcome;
      readonly seconds: number;
    };

/** Runs a row both ways, one after the other. A row that throws is wrong, whatever it would have said. */
export async function runRow(
  row: AttackRow,
  bench: AttackBench,
  has: ReadonlySet<NonNullable<AttackRow["needs"]>>,
): Promise<RowResult> {
  if (row.needs !== undefined && !has.has(row.needs)) return { row, is: "not run", lacks: row.needs };
  const start = performance.now();
  const withDefence = await settled(row.withDefence(bench), false);
  const without = await settled(row.without(bench), true);
  const isRight = withDefence.held && !without.held;
  const seconds = (performance.now() - start) / 1000;
  return { row, is: isRight ? "as it must" : "wrong", withDefence, without, seconds };
}

/** A throw speaks against the row on both sides: it proves neither that greenbar held nor that the attack got through. */
async function settled(outcome: Promise<Outcome>, heldWhenThrown: boolean): Promise<Outcome> {
  try {
    return await outcome;
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { held: heldWhenThrown, saw: `threw ${text}` };
  }
}

/** Runs each row, so many at once, and tells each result as it comes; the results stand in the rows' order. */
export async function runRows(
  rows: readonly AttackRow[],
  atOnce: number,
  run: (row: AttackRow) => Promise<RowResult>,
  tell: (result: RowResult) => void,
): Promise<readonly RowResult[]> {
  const results: RowResult[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < rows.length; at = next++) {
      const row = rows[at];
      if (row === undefined) return;
      const result = await run(row);
      results[at] = result;
      tell(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
