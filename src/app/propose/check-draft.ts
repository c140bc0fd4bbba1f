import type { Example } from "../../plan/plan.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Read } from "../examples/problems-with.ts";
import type { Compared } from "./compare-plans.ts";
import { comparePlans, freshExamples } from "./compare-plans.ts";
import { isSameOutside } from "./outside.ts";
import type { Edit } from "./place-draft.ts";
import { placeDraft, withEdit } from "./place-draft.ts";
import type { Draft, Refusal } from "./proposal.ts";
import { refuse } from "./proposal.ts";
import { refuseMarkdown } from "./refuse-markdown.ts";

/** A proposal that is read in its document as it was meant; nothing of it was run yet. */
export interface CheckedDraft {
  readonly draft: Draft;
  readonly edit: Edit;
  /** The whole spec with it. */
  readonly text: string;
  readonly after: Read;
  /** Its examples, as the whole spec's plan has them; none for a wording or a question. */
  readonly examples: readonly Example[];
}

/**
 * Puts a proposal into its document in memory, reads and compiles all of it again, and says what is wrong with it, or
 * that nothing is. Nothing runs.
 *
 * @param reread - reads and compiles a changed text of the same spec in the same surroundings.
 */
export function checkDraft(
  before: Read,
  draft: Draft,
  reread: (text: string) => Read,
): CheckedDraft | Refusal {
  const found = examine(before, draft, reread);
  return "reason" in found ? { ...found, message: shownMessage(found.message) } : found;
}

function examine(before: Read, draft: Draft, reread: (text: string) => Read): CheckedDraft | Refusal {
  const refused = refuseMarkdown(draft);
  if (refused !== null) return refused;
  const edit = placeDraft(before, draft);
  if ("reason" in edit) return edit;
  const text = withEdit(before.spec.text, edit);
  if (text === before.spec.text) return refuse(draft, "already-there", "it changes nothing");
  if (!isSameOutside(before.spec.text, text, edit)) {
    return refuse(draft, "outside-its-place", "it changes how the text around it is read");
  }
  const compared: Compared = { before, after: reread(text), edit };
  const wrong = comparePlans(compared, draft);
  if (wrong !== null) return wrong;
  const examples = draft.kind === "examples" ? freshExamples(compared) : [];
  return { draft, edit, text, after: compared.after, examples };
}

/** A message may quote what was proposed. */
function shownMessage(message: string): string {
  const clean = cleanText(message).replace(/\s+/g, " ").trim();
  return clean.length > 300 ? `${clean.slice(0, 300).toWellFormed()}…` : clean;
}
