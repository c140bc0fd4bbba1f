import type { Agent, Brief } from "./agent.ts";
import { describeFailures } from "./failure-text.ts";

/** Where a brief is shown and an edit is waited for: a terminal, a file, or nobody. */
export interface Desk {
  /**
   * Shows the brief, and settles when a file of the project changed; with `false` where nobody would change one, or
   * once the signal is aborted.
   */
  hand(brief: string, signal: AbortSignal): Promise<boolean>;
}

/**
 * The next red requirement as a brief, for the person at the terminal or for whatever agent they use; then their
 * edit. It works on the project itself, so there are no hold-outs.
 */
export function createHandoffAgent(desk: Desk): Agent {
  return {
    name: "handoff",
    async work(brief, _hands, io) {
      const left = AbortSignal.any([io.signal, io.stopping]);
      if (left.aborted) return { is: "interrupted" };
      const edited = await desk.hand(describeBrief(brief), left);
      if (left.aborted) return { is: "interrupted" };
      if (edited) return { is: "done" };
      return {
        is: "waiting",
        message: `${brief.requirement.spec}:${brief.requirement.line} waits for your edit; \`greenbar run\` goes on from there.`,
      };
    },
  };
}

/** The brief as Markdown: what must hold, where to write, what fails now. */
export function describeBrief({ requirement, subjects, writable, failing, problems }: Brief): string {
  const where = subjects.length === 0 ? writable.join(", ") : subjects.join(", ");
  return [
    `# ${requirement.title}`,
    "",
    `Make these examples hold by changing ${where}. The spec is ${requirement.spec}, from line ${requirement.line}; ` +
      "it and its tests stay as they are.",
    "",
    describeFailures(failing, problems),
    "",
    "What holds now must go on holding. `greenbar check` is the judge.",
  ].join("\n");
}
