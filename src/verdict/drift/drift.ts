/** One thing that spec, suite, subject and lock do not say alike. Computed from the tree, never stored. */
export interface Drift {
  readonly kind: DriftKind;
  /** Where to look: a path relative to the root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The spec that it concerns, also one that is gone; null where none is known. */
  readonly spec: string | null;
  /** Ids of the examples of today that it concerns; none where it is about what is gone. */
  readonly examples: readonly string[];
  /** What is so, in one line. */
  readonly message: string;
  /** What mends it: a command, or what to do by hand. */
  readonly wayOut: string;
}

export type DriftKind = keyof typeof driftKinds;

/** What each kind says, in one sentence. */
export const driftKinds = {
  renamed: "The examples stand under another heading or id than when they were seen red.",
  moved:
    "The examples stand in another section, on another level or in another spec than when they were seen red.",
  changed: "What the spec or the test says of an example changed since it was seen red.",
  added: "An example came since the suite was generated.",
  removed: "The lock has an entry of an example that its spec no longer has.",
  ambiguous: "Several entries and examples say the same, and nothing tells which belongs to which.",
  "no-entry": "The suite has an example for which the lock has no red evidence.",
  "test-changed": "A generated test was changed by hand.",
  "test-skipped": "A generated test was kept from running by hand.",
  "test-deleted": "A generated test was deleted or commented out by hand.",
  "test-renamed": "A generated test, or a group around it, was renamed by hand.",
  "test-extra": "A generated suite has a test that no example stands for.",
  "suite-changed": "A generated suite was changed by hand outside its tests, or cannot be parsed.",
  "suite-deleted": "A suite was generated and is not there.",
  "suite-stale": "A suite was generated before the spec changed, in nothing that a test does.",
  "suite-unlocked": "The lock has another hash of a suite that is what the spec says.",
  "suite-unneeded": "A generated suite has no spec, stands in another place, or is a draft's.",
  "lock-unneeded": "The lock has entries that belong to no spec.",
  "lock-repeated": "The lock has an entry twice.",
  "receipt-unneeded": "A receipt's spec is gone.",
  "subject-gone": "A subject whose examples have held is not there.",
  "export-gone": "A subject no longer exports what examples call that have held.",
} as const;

/** Where generated things are mended: `npx greenbar generate-tests specs/a.md`. */
export function generateCommand(spec: string | null, force = false): string {
  const words = ["greenbar generate-tests", ...(spec === null ? [] : [spec]), ...(force ? ["--force"] : [])];
  return words.join(" ");
}
