import { proseOf } from "../spec/prose.ts";
import type { Agent, AgentIo, Brief, Hands, WorkEnd } from "./agent.ts";
import type { Files } from "./files.ts";
import type { SynthesisTask } from "./synthesis/synthesize.ts";
import { functionsOf, type WantedFunction } from "./wanted-functions.ts";
import { withFunction } from "./with-function.ts";

export interface OfflineSettings {
  readonly files: Files;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** Settles when others have had their turn: a search takes seconds, and a person may want a word meanwhile. */
  readonly breathe: () => Promise<void>;
  /** For one function. */
  readonly limits: SynthesisTask["limits"];
}

/**
 * The embedded agent: it finds small pure functions from their visible examples, by search over a fixed grammar.
 * No model, no network. What it cannot find it says plainly.
 */
export function createOfflineAgent(settings: OfflineSettings): Agent {
  return {
    name: "offline",
    async work(brief, hands, io) {
      const functions = functionsOf(brief.plan, brief.requirement.id);
      if (functions.length === 0) {
        return gaveUp("no example of this requirement is a plain call with plain values");
      }
      let wrote = false;
      for (const found of functions) {
        const end = await io.ready();
        if (end !== null) return end;
        const written = await writeOne(settings, brief, found, hands, io);
        if (written.is === "gave-up" || written.is === "interrupted") return written;
        wrote ||= written.is === "done";
      }
      if (wrote) return { is: "done" };
      // The same examples give the same program: to try again would change nothing.
      return gaveUp(
        brief.heldOut.length > 0
          ? "the smallest program that fits the examples it was shown does not fit a hold-out: this needs a model, or another example that tells the two apart"
          : "what it found fits its examples and still does not pass: this needs a model",
      );
    },
  };
}

async function writeOne(
  { files, now, breathe, limits }: OfflineSettings,
  brief: Brief,
  wanted: WantedFunction,
  hands: Hands,
  io: AgentIo,
): Promise<Extract<WorkEnd, { is: "gave-up" | "done" | "interrupted" }> | { readonly is: "same" }> {
  io.live({ type: "text-delta", text: `looking for ${wanted.name} in ${wanted.examples.length} examples\n` });
  // Loaded when it is needed: the search and its grammar are the largest part of the program.
  const { search } = await import("./synthesis/synthesize.ts");
  const { name, params, examples } = wanted;
  const prose = proseOf(brief.specText);
  const searching = search({ name, params, examples, prose, limits, now });
  let step = searching.next();
  for (; step.done !== true; step = searching.next()) {
    if (io.signal.aborted) return { is: "interrupted" };
    await breathe();
  }
  const found = step.value;
  if (!found.found) return gaveUp(`\`${name}\` needs a model: ${found.why}`);
  const read = await files.read(wanted.subject);
  if (read.is === "folder" || read.is === "refused") return gaveUp(`${wanted.subject} cannot be read`);
  const before = read.is === "file" ? read.text : "";
  const after = withFunction(before, wanted, found.source);
  if (after === before) return { is: "same" };
  const written = await hands.execute(
    {
      id: `offline-${io.budget.nextTurn()}-${wanted.name}-${found.candidates}`,
      name: "str_replace_based_edit_tool",
      input: { command: "create", path: wanted.subject, file_text: after },
    },
    io.signal,
  );
  return written.isError ? gaveUp(written.content) : { is: "done" };
}

function gaveUp(why: string): Extract<WorkEnd, { is: "gave-up" }> {
  return { is: "gave-up", why };
}
