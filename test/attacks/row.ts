/** One way to cheat, escape, inject or break, as it is run: once against greenbar, once with one defence taken away. */
export interface AttackRow {
  /** Kebab case, unique in the table: `answers-by-lookup`. */
  readonly id: string;
  /** What the attack makes use of, in a few words. Rows that share it count as one mechanism. */
  readonly mechanism: string;
  /** What the attacker does, as one plain sentence. */
  readonly does: string;
  /** What must come out, as one plain sentence. */
  readonly must: string;
  /** What stands against it, and in which file of `src`. */
  readonly defence: string;
  /** What the machine needs for the row to run; without it the row says so, and counts as not run. */
  readonly needs?: "bubblewrap" | "the shared attacks";
  /** Against greenbar as users have it: the attack must fail. */
  readonly withDefence: (bench: AttackBench) => Promise<Outcome>;
  /** The same with the named defence taken away, the rest in place where that can be: the attack must succeed. */
  readonly without: (bench: AttackBench) => Promise<Outcome>;
}

/** What came of one attack. */
export interface Outcome {
  /** greenbar did what it must. */
  readonly held: boolean;
  /** What was seen, in a few words that were measured, not written beforehand: `red, 7 of 7 fail`. */
  readonly saw: string;
}

export interface AttackGroup {
  readonly name: "cheats" | "escapes" | "injections" | "faults";
  readonly rows: readonly AttackRow[];
  /** How many of its rows may run at the same time. */
  readonly atOnce: number;
}

export interface AttackBench {
  /** A new empty folder for one row, real path; removed when the table is done. */
  readonly folder: (name: string) => string;
  /** Makes what several rows share, once in a table: `share("checked", () => …)`. */
  readonly share: <T>(name: string, make: () => Promise<T>) => Promise<T>;
  /** Run when the table is done, whatever came of it. */
  readonly atEnd: (clean: () => void | Promise<void>) => void;
}
