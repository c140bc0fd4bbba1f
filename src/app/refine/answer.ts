import type { WrittenExample } from "../examples/add-example.ts";
import { addExample } from "../examples/add-example.ts";
import { readValue } from "../../spec/read-value.ts";
import type { World } from "../ports.ts";
import { UserError } from "../user-error.ts";
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
export async function answerDisagreement(
  world: Pick<World, "disk" | "templates" | "pipeline">,
  { spec, requirement, inputs, also = [] }: Disagreement,
  { outcome, expected, note }: Decided,
): Promise<WrittenExample> {
  const results = also.length === 0 ? [expected] : separate(expected);
  if (results.length !== also.length + 1) {
    throw new UserError(2, `the question is about ${also.length + 1} results`, {
      advice: [`Write them in the order of the columns, with a bar between: "a-b" | 3 | throws TypeError`],
    });
  }
  const others = also.map((name, at) => [name, results[at + 1] ?? ""] as const);
  return addExample(world, {
    spec,
    requirement: requirement.id,
    inputs: { ...inputs, ...Object.fromEntries(others) },
    outcome,
    expected: results[0] ?? "",
    note,
  });
}

/** Results with a bar between them; one that stands in quotes, brackets or a pattern separates nothing. */
function separate(text: string): readonly string[] {
  const parts: string[] = [];
  let open = "";
  for (const piece of text.split("|")) {
    open = open === "" ? piece : `${open}|${piece}`;
    const result = /^\s*throws\b\s*(.*)$/s.exec(open)?.[1] ?? open;
    if (result.trim() !== "" && !readValue(result.trim()).ok && isOpen(result)) continue;
    parts.push(open.trim());
    open = "";
  }
  return open === "" ? parts : [...parts, open.trim()];
}

/** Whether a quote or a bracket is open at the end. */
function isOpen(text: string): boolean {
  const bare = text.replaceAll(/\\./gs, "").replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, "");
  const count = (marks: RegExp): number => bare.match(marks)?.length ?? 0;
  return /["'`]/.test(bare) || count(/[[({]/g) > count(/[\])}]/g) || /^\s*\/[^/]*$/.test(bare);
}
