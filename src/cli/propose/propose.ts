import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import { patchLines } from "../../app/inbox/patch-lines.ts";
import type { World } from "../../app/ports.ts";
import { proposeBrief } from "../../app/propose/brief.ts";
import { acceptProposal } from "../../app/propose/accept-proposal.ts";
import { lookAgain } from "../../app/propose/look-again.ts";
import { readPending } from "../../app/propose/pending.ts";
import type { Pending } from "../../app/propose/proposal.ts";
import type { Reply } from "../../app/propose/proposer.ts";
import { readReply } from "../../app/propose/read-reply.ts";
import { receiveProposals } from "../../app/propose/receive.ts";
import { proposalTask } from "../../app/propose/task.ts";
import { confirmExamples } from "../../app/propose/unreviewed.ts";
import { readTheConfig } from "../../app/read-project.ts";
import { UserError } from "../../app/user-error.ts";
import type { CommandContext } from "../command.ts";
import { count } from "../print/words.ts";
import { budgetsOf } from "../run/budgets.ts";
import { askProposals } from "./ask-proposals.ts";
import { makeProposer } from "./make-proposer.ts";
import { printProposal, printRefused } from "./print-proposal.ts";

/**
 * `refine` with a model or by hand-off: gets proposals, and puts those that pass every check; at a terminal one at a
 * time, elsewhere they wait in the inbox. Exit 1 while one of this spec waits.
 */
export async function runProposals(context: CommandContext, world: World, typed: string): Promise<number> {
  const { screen, options } = context;
  const task = await proposalTask(world, typed);
  if (options["confirm"] === true) return confirm(context, world, task.spec);
  if (options["brief"] === true) {
    const brief = proposeBrief(task, await world.templates());
    screen.out(
      screen.isJson ? JSON.stringify({ version: 1, brief, diagnostics: [] }, null, 2) : brief.trimEnd(),
    );
    return 0;
  }
  const reply = await getReply(context, world, task);
  const io = {
    signal: context.signal,
    progress: (step: string, done?: number, total?: number) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  };
  const { pending, refused } = await receiveProposals(world, task.spec, reply, io);
  screen.clearProgress();
  const accepted = options["acceptAll"] === true ? await acceptAll(context, world, task.spec) : [];
  const waiting = (await readPending(world.disk)).filter(({ spec }) => spec === task.spec);
  if (screen.isJson) {
    const shown = pending.map(({ seen, ...rest }) => ({
      ...rest,
      examples: seen.map(({ id, red, now }) => ({ id, red, now })),
    }));
    screen.out(
      JSON.stringify(
        {
          version: 1,
          spec: task.spec,
          proposals: shown,
          refused,
          accepted: accepted.map(({ id }) => id),
          waiting: waiting.length,
          usage: reply.usage,
          diagnostics: [],
        },
        null,
        2,
      ),
    );
    return waiting.length === 0 ? 0 : 1;
  }
  printRefused(screen, refused);
  if (screen.canAsk && options["acceptAll"] !== true) return askProposals(context, world, task.spec);
  await printWaiting(context, world, waiting);
  if (pending.length === 0 && waiting.length === 0 && accepted.length === 0)
    screen.out("Nothing to decide came of it.");
  return waiting.length === 0 ? 0 : 1;
}

async function getReply(
  { screen, options, directory, signal }: CommandContext,
  world: World,
  task: Awaited<ReturnType<typeof proposalTask>>,
): Promise<Reply> {
  const file = options["proposals"];
  const model = typeof options["model"] === "string" ? options["model"] : null;
  if (typeof file === "string") {
    const text = file === "-" ? await readInput() : await readReplyFile(resolve(directory, file), file);
    return { ...readReply(text), by: { agent: "handoff", model }, usage: null };
  }
  // With `--accept-all` alone, what waits already is meant.
  if (options["propose"] !== true)
    return { drafts: [], refused: [], by: { agent: "handoff", model }, usage: null };
  const config = await readTheConfig(world.disk);
  const budgets = budgetsOf(options, config);
  const proposer = await makeProposer(world, config, { option: "--propose", model, budgets, signal });
  screen.progress(`asking ${proposer.by.model ?? proposer.by.agent}…`);
  return proposer.propose(task, budgets, {
    signal,
    onRetry: ({ why, waitMs }) => screen.err(`${why} Asking again in ${Math.round(waitMs / 1000)} s.`),
  });
}

async function readReplyFile(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UserError(2, `${shown} cannot be read: ${(error as Error).message}`, {
      advice: ["Expected: a file with the reply to `greenbar refine SPEC --brief`, or - for standard input."],
      cause: error,
    });
  }
}

/** Standard input, as far as anything of it would be read. */
async function readInput(): Promise<string> {
  const most = 8_000_000;
  let text = "";
  process.stdin.setEncoding("utf8");
  for await (const piece of process.stdin) {
    text += String(piece);
    if (text.length > most) break;
  }
  return text;
}

/**
 * Everything that passed the checks and can be marked as unreviewed: a wording changes no example that could carry the
 * mark, so it waits for a person.
 */
async function acceptAll(
  { screen, signal }: CommandContext,
  world: World,
  spec: string,
): Promise<readonly Pending[]> {
  const accepted: Pending[] = [];
  for (const pending of (await readPending(world.disk)).filter((each) => each.spec === spec)) {
    if (pending.kind === "wording") continue;
    try {
      const { line } = await acceptProposal(world, pending.id, "accept-all", null, { signal });
      accepted.push(pending);
      if (!screen.isJson) screen.out(`line ${line} of ${spec} has ${pending.id}, unreviewed`);
    } catch (error) {
      // Another one that was accepted before it may have said the same, or the opposite.
      if (!(error instanceof UserError) || error.exitCode !== 2) throw error;
      screen.err(`${pending.id} waits: ${error.message}`);
    }
  }
  if (accepted.length > 0 && !screen.isJson) {
    screen.out(
      `${count(accepted.length, "proposal")} accepted by nobody: greenbar refine ${spec} --confirm, once somebody has read them.`,
    );
  }
  return accepted;
}

async function printWaiting(
  { screen }: CommandContext,
  world: World,
  waiting: readonly Pending[],
): Promise<void> {
  for (const { pending, read, found } of await lookAgain(world, waiting)) {
    const before = read?.read.spec.text ?? null;
    const text = found !== null && "text" in found ? found.text : before;
    printProposal(screen, pending, patchLines(pending.spec, before, text));
  }
  if (waiting.length > 0) {
    screen.out(
      `\n${count(waiting.length, "proposal")} ${waiting.length === 1 ? "waits" : "wait"}: greenbar inbox`,
    );
  }
}

async function confirm({ screen }: CommandContext, world: World, spec: string): Promise<number> {
  const { confirmed } = await confirmExamples(world, spec);
  if (screen.isJson) {
    const ids = confirmed.map(({ id }) => id);
    screen.out(JSON.stringify({ version: 1, spec, confirmed: ids, diagnostics: [] }, null, 2));
    return 0;
  }
  for (const { line, title } of confirmed) screen.out(`  ${spec}:${line}  ${title}`);
  screen.out(
    confirmed.length === 0 ? "Nothing is unreviewed." : `${count(confirmed.length, "example")} confirmed.`,
  );
  return 0;
}
