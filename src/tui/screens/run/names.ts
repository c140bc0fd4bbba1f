import type { RequirementStatus } from "../../../verdict/statuses.ts";
import type { Shared } from "../../model.ts";

/** The requirement with that id, where the overview knows it. */
export function requirementOf(id: string | null, { overview }: Shared): RequirementStatus | null {
  if (id === null || overview.is !== "there") return null;
  for (const { requirements } of overview.value.specs) {
    const found = requirements.find((requirement) => requirement.id === id);
    if (found !== undefined) return found;
  }
  return null;
}

/** Where examples stand, `specs/slugify.md:12`, and what they say; those that the overview knows. */
export function examplesOf(
  ids: readonly string[],
  { overview }: Shared,
): readonly { readonly spec: string; readonly line: number; readonly title: string }[] {
  if (overview.is !== "there" || ids.length === 0) return [];
  return overview.value.specs.flatMap(({ requirements }) =>
    requirements.flatMap(({ spec, examples }) =>
      examples.filter(({ id }) => ids.includes(id)).map(({ line, title }) => ({ spec, line, title })),
    ),
  );
}
