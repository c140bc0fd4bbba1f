import type { FileChange, World } from "../ports.ts";
import { UserError } from "../user-error.ts";
import type { ExampleDraft } from "./example-form.ts";
import { planExample } from "./plan-example.ts";
import { readForAdding } from "./read-again.ts";

export interface DraftedExample {
  /** The Markdown that would be added, null when it cannot be. */
  readonly text: string | null;
  readonly line: number;
  /** By field: what is wrong with it, in one sentence. */
  readonly problems: Readonly<Record<string, string>>;
}

/** What was written; it can be taken back by `undo`. */
export interface WrittenExample {
  readonly changes: readonly FileChange[];
  /** The example's line in the new text. */
  readonly line: number;
}

/**
 * What the example would be in the Markdown, or what is wrong with its fields. Nothing is written.
 *
 * @throws UserError when the project cannot be read, or has no such spec.
 */
export async function draftExample(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  draft: ExampleDraft,
): Promise<DraftedExample> {
  const { read, reread } = await readForAdding(world, draft.spec);
  const planned = planExample(read, draft, reread);
  return planned.is === "planned"
    ? { text: planned.markdown, line: planned.line, problems: {} }
    : { text: null, line: planned.line, problems: planned.problems };
}

/**
 * Writes the example into its spec, if the file is still as it was read. What comes back can be taken back.
 *
 * @throws UserError when the example cannot be added (the advice says why, a line for each field), the project
 *   cannot be read, or the file changed meanwhile: then nothing was written.
 */
export async function addExample(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  draft: ExampleDraft,
): Promise<WrittenExample> {
  const { read, reread } = await readForAdding(world, draft.spec);
  const planned = planExample(read, draft, reread);
  if (planned.is === "wrong") {
    throw new UserError(2, `the example was not added to ${draft.spec}`, {
      advice: Object.values(planned.problems),
    });
  }
  const change = { path: draft.spec, before: read.spec.text, after: planned.text };
  await world.disk.write([change]);
  return { changes: [change], line: planned.line };
}
