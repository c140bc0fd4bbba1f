import type { PlaceOfNew } from "../new-spec.ts";
import { placeOfNew } from "../new-spec.ts";
import type { FileChange, World } from "../ports.ts";
import { readFacts } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import type { DraftSurroundings } from "./check-draft.ts";
import { problemWithLast } from "./check-draft.ts";
import { draftSpec } from "./draft-spec.ts";
import type { Answers } from "./interview.ts";
import { saidBy, standingAfter } from "./interview.ts";

/** An interview for a spec that is not there yet. */
export interface OpenInterview {
  readonly place: PlaceOfNew;
  /** What is wrong with the last of these answers; null when it can stand. */
  problem(said: readonly string[]): string | null;
  /** Writes the spec that the answers make. */
  write(answers: Answers): Promise<{ readonly text: string; readonly changes: readonly FileChange[] }>;
}

/**
 * Opens the interview for a new spec; nothing is written before its end.
 *
 * @throws UserError as `newSpec` does.
 */
export async function openInterview(
  { disk }: Pick<World, "disk">,
  name: string,
  subject: string | null,
): Promise<OpenInterview> {
  const place = await placeOfNew(disk, name, subject);
  const facts = await readFacts(disk, place.module, new Map());
  const surroundings: DraftSurroundings = {
    path: place.path,
    title: place.title,
    subject: place.subject,
    around: {
      packageName: null,
      bins: [],
      modules: new Map([[place.module, facts]]),
      specsFolder: place.specsFolder,
      defaultSubjects: [],
    },
  };
  return {
    place,
    problem: (said) => problemWithLast(said, surroundings),
    async write(answers) {
      const text = draftSpec(answers, surroundings);
      const changes = [{ path: place.path, before: null, after: text }];
      await disk.write(changes);
      return { text, changes };
    },
  };
}

/**
 * Goes through an interview with answers that are all given.
 *
 * @throws UserError with the first answer that cannot stand; then nothing was written.
 */
export async function answerAll(
  { problem, write }: Pick<OpenInterview, "problem" | "write">,
  answers: Answers,
): Promise<{ readonly text: string; readonly changes: readonly FileChange[] }> {
  const said = saidBy(answers);
  for (const at of said.keys()) {
    const why = problem(said.slice(0, at + 1));
    if (why === null) continue;
    const { ask, call } = standingAfter(said.slice(0, at));
    throw new UserError(2, `${JSON.stringify(said[at])} is no answer to "${ask?.prompt ?? ""}"`, {
      advice: [
        why,
        ...(call === null ? [] : [`The call was ${call}.`]),
        `Expected, for example: ${ask?.like}`,
      ],
    });
  }
  return write(answers);
}
