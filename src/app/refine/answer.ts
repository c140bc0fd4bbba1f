import type { WrittenExample } from "../examples/add-example.ts";
import { addExample } from "../examples/add-example.ts";
import type { World } from "../ports.ts";
import type { Disagreement } from "./question.ts";

/** What a person says to a disagreement: a result, as an example of the spec would write it. */
export interface Decided {
  readonly outcome: "returns" | "throws";
  readonly expected: string;
  /** For a column of notes, or the parenthesis behind a sentence; may be empty. */
  readonly note: string;
}

/**
 * Writes the decision into the spec, as one more example of the requirement; every other byte stays as it is. What
 * comes back can be taken back by `undo`.
 *
 * @throws UserError when the example cannot be added, or the file changed meanwhile: then nothing was written.
 */
export function answerDisagreement(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  { spec, requirement, inputs }: Disagreement,
  { outcome, expected, note }: Decided,
): Promise<WrittenExample> {
  return addExample(world, { spec, requirement: requirement.id, inputs, outcome, expected, note });
}
