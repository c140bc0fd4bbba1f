import type { Example, ExampleUse, Plan } from "../../plan/plan.ts";
import { behindHelpers } from "./behind-helpers.ts";

/** Exports that examples speak of together, and all examples of the spec that speak of any of them. */
export interface Group {
  readonly exports: readonly GroupExport[];
  readonly examples: readonly Example[];
}

export interface GroupExport {
  /** Unique in the plan: see `exportKey`. */
  readonly key: string;
  readonly subject: string;
  readonly exported: string;
  /** How the examples call it. */
  readonly name: string;
  readonly as: "function" | "class" | "value";
  readonly params: readonly string[];
}

export function exportKey(subject: string, exported: string): string {
  return `${subject}#${exported}`;
}

/**
 * The exports of a plan in groups that no example joins: what wrong programs in the place of one group do cannot be
 * seen in the examples of another. A module that is imported whole is one group. What lies behind helpers is in none.
 */
export function groupsOf(plan: Plan): readonly Group[] {
  const { subjects, requirements } = plan;
  const behind = behindHelpers(plan);
  const exports = subjects.flatMap(({ path, uses }) =>
    (behind.has(path) ? [] : uses).map(({ exported, local, as, params }): GroupExport => ({
      key: exportKey(path, exported),
      subject: path,
      exported,
      name: local,
      as,
      params,
    })),
  );
  const examples = requirements.flatMap((requirement) => requirement.examples);
  const keysOf = (use: ExampleUse): readonly string[] =>
    use.as === "namespace"
      ? exports.filter(({ subject }) => subject === use.subject).map(({ key }) => key)
      : [exportKey(use.subject, use.exported)];
  const spokenOf = examples.map((example) => ({ example, keys: example.uses.flatMap(keysOf) }));
  const groupOf = new Map(exports.map(({ key }) => [key, new Set([key])]));
  for (const { keys } of spokenOf) {
    const joined = new Set(keys.flatMap((key) => [...(groupOf.get(key) ?? [])]));
    for (const key of joined) groupOf.set(key, joined);
  }
  return [...new Set(groupOf.values())].map((keys) => ({
    exports: exports.filter(({ key }) => keys.has(key)),
    examples: spokenOf.flatMap((spoken) =>
      spoken.keys.some((key) => keys.has(key)) ? [spoken.example] : [],
    ),
  }));
}
