import { answerDisagreement } from "../refine/answer.ts";
import type { FileChange, ProjectDisk, World } from "../ports.ts";
import type { RivalMemory } from "../refine/rival-memory.ts";
import { answers } from "./answers.ts";
import type { Look } from "./looking-ahead.ts";
import type { EngineFacts } from "./port.ts";

/**
 * The search that comes after a question's first option, over a spec that says so in memory only. Of what it finds
 * nothing stays but what programs did for inputs, which is so whatever is answered.
 */
export function searchAhead(world: World, facts: EngineFacts): Look {
  return async (asked, question, signal) => {
    const [first] = question.options;
    if (first === undefined) return;
    const assumed: World = { ...world, disk: inMemory(world.disk) };
    const { outcome, expected } = first;
    await answerDisagreement(assumed, question, { outcome, expected, note: "" });
    signal.throwIfAborted();
    await answers.refine(assumed, asked, { signal }, { ...facts, rivals: unkept(facts.rivals) });
  };
}

/** The disk as it is, with what is written to it kept aside. */
function inMemory(disk: ProjectDisk): ProjectDisk {
  const written = new Map<string, FileChange["after"]>();
  return {
    ...disk,
    read: async (path) => (written.has(path) ? (written.get(path) ?? null) : disk.read(path)),
    write: async (changes) => {
      for (const { path, after } of changes) written.set(path, after);
    },
  };
}

/** Where the next search begins is for the answers to say that are given. */
function unkept(memory: RivalMemory): RivalMemory {
  return { ...memory, keep: () => {} };
}
