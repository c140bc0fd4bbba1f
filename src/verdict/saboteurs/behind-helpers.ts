import type { Helper, Plan } from "../../plan/plan.ts";

/**
 * Subjects that helpers load, where an example uses such a helper. What the example says of their exports cannot be
 * seen, so no wrong program is known to pass: they are left alone.
 */
export function behindHelpers({ subjects, helpers = [], requirements }: Plan): ReadonlySet<string> {
  if (helpers.length === 0) return new Set();
  const used = new Set(
    requirements
      .flatMap(({ examples }) => examples)
      .flatMap(({ uses }) => uses.filter(({ isHelper }) => isHelper).map(({ subject }) => subject)),
  );
  const loaded = ({ open, subjects: known }: Helper): readonly string[] =>
    open ? subjects.map(({ path }) => path) : known;
  return new Set(helpers.filter(({ path }) => used.has(path)).flatMap(loaded));
}
