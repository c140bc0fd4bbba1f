import process from "node:process";
import { createInterface } from "node:readline/promises";
import { undo } from "../../app/examples/undo.ts";
import { patchLines } from "../../app/inbox/patch-lines.ts";
import type { FileChange, World } from "../../app/ports.ts";
import { acceptProposal, rejectProposal } from "../../app/propose/accept-proposal.ts";
import { lookAgain } from "../../app/propose/look-again.ts";
import { readPending } from "../../app/propose/pending.ts";
import type { Pending } from "../../app/propose/proposal.ts";
import { UserError } from "../../app/user-error.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { CommandContext } from "../command.ts";
import { count } from "../print/words.ts";
import type { Screen } from "../screen.ts";
import { editText } from "./edit-text.ts";
import { printProposal } from "./print-proposal.ts";

/** What a sitting needs of whoever sits there. */
export interface Sitting {
  readonly screen: Screen;
  readonly world: World;
  readonly prompt: (text: string) => Promise<string>;
  /** Lets the person change a text; null when they left it. */
  readonly edit: (text: string) => Promise<string | null>;
  readonly signal: AbortSignal;
}

/** Puts the proposals of a spec one at a time, at a terminal. */
export async function askProposals(
  { screen, signal }: CommandContext,
  world: World,
  spec: string,
): Promise<number> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const prompt = (text: string): Promise<string> => lines.question(cleanText(text), { signal });
  const edit = async (text: string): Promise<string | null> => {
    lines.pause();
    try {
      return await editText(text, prompt);
    } finally {
      lines.resume();
    }
  };
  try {
    return await sitThrough({ screen, world, prompt, edit, signal }, spec);
  } finally {
    lines.close();
  }
}

/** One after the other: accept, edit, reject, later, undo, enough. Exit 1 while one waits. */
export async function sitThrough(sitting: Sitting, spec: string): Promise<number> {
  const { screen, world } = sitting;
  const later = new Set<string>();
  const done: (readonly FileChange[])[] = [];
  for (;;) {
    const waiting = (await readPending(world.disk)).filter((each) => each.spec === spec);
    const next = waiting.find(({ id }) => !later.has(id));
    if (next === undefined) {
      screen.out(
        waiting.length === 0
          ? "Nothing waits any more."
          : `${count(waiting.length, "proposal")} left for later.`,
      );
      return waiting.length === 0 ? 0 : 1;
    }
    await show(sitting, next);
    const word = (await sitting.prompt("a accept  e edit  r reject  l later  u undo  q enough > "))
      .trim()
      .toLowerCase();
    if (word === "q") return 1;
    if (word === "l") later.add(next.id);
    else if (word === "u") await takeBack(sitting, done);
    else if (word === "a" || word === "e" || word === "r") await decide(sitting, next, word, done);
  }
}

async function show({ screen, world }: Sitting, next: Pending): Promise<void> {
  const [looked] = await lookAgain(world, [next]);
  const before = looked?.read?.read.spec.text ?? null;
  const found = looked?.found ?? null;
  printProposal(
    screen,
    next,
    patchLines(next.spec, before, found !== null && "text" in found ? found.text : before),
  );
  if (found !== null && "reason" in found) screen.out(`  It no longer fits: ${found.message}.`);
}

async function decide(
  { screen, world, edit, signal }: Sitting,
  next: Pending,
  word: "a" | "e" | "r",
  done: (readonly FileChange[])[],
): Promise<void> {
  try {
    if (word === "r") {
      done.push(await rejectProposal(world, next.id));
      screen.out("rejected");
      return;
    }
    const markdown = word === "e" ? await edit(next.markdown) : null;
    if (word === "e" && markdown === null) return;
    const { changes, line } = await acceptProposal(world, next.id, "person", markdown, { signal });
    done.push(changes);
    screen.out(screen.paint("green", `line ${line} of ${next.spec} has it`));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    screen.err(error.message);
    for (const advice of error.advice) screen.err(`  ${advice}`);
  }
}

async function takeBack({ screen, world }: Sitting, done: (readonly FileChange[])[]): Promise<void> {
  const last = done.pop();
  if (last === undefined) {
    screen.out("There is nothing to take back.");
    return;
  }
  await undo(world, last);
  screen.out("taken back");
}
