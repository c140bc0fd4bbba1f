import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import type { DraftReply, DraftTask } from "../../app/interview/drafter.ts";
import type { World } from "../../app/ports.ts";
import { readTheConfig } from "../../app/read-project.ts";
import { UserError } from "../../app/user-error.ts";
import { priceOf } from "../../loop/prices.ts";
import type { CommandContext } from "../command.ts";
import { openAsked } from "../propose/make-proposer.ts";
import { budgetsOf } from "../run/budgets.ts";

/**
 * The draft: from the file of a reply where one is named, else from a model.
 *
 * @param command - `greenbar new NAME --interview`, for what is said of it.
 * @throws UserError for a file that cannot be read, and as the model does.
 */
export async function getDraft(
  { screen, options, directory, signal }: CommandContext,
  world: World,
  task: DraftTask,
  command: string,
): Promise<DraftReply> {
  const file = options["proposals"];
  const named = typeof options["model"] === "string" ? options["model"] : null;
  if (typeof file === "string") {
    const markdown =
      file === "-" ? await readInput() : await readReply(resolve(directory, file), file, command);
    return { markdown, by: { agent: "handoff", model: named }, usage: null };
  }
  if (options["propose"] !== true && named === null) {
    throw new UserError(2, "--accept-all needs a draft", {
      advice: [
        `${command} --propose asks a model; ${command} --proposals FILE reads the reply to a --brief.`,
      ],
    });
  }
  if ((process.env["ANTHROPIC_API_KEY"] ?? "") === "") {
    throw new UserError(2, "a draft asks a model, and ANTHROPIC_API_KEY is not set", {
      advice: [
        `Set it, or hand the task to anybody: ${command} --brief prints it, ${command} --proposals FILE reads the reply.`,
        `${command} alone asks you instead.`,
      ],
    });
  }
  const config = await readTheConfig(world.disk);
  const budgets = budgetsOf(options, config);
  const asking = { option: "--propose", model: named, budgets, signal } as const;
  const [model, { createModelDrafter }] = await Promise.all([
    openAsked(config, asking),
    import("../../adapters/anthropic/draft.ts"),
  ]);
  const price = priceOf(model.name, config.prices);
  const drafter = createModelDrafter({ model, templates: await world.templates(), price });
  screen.progress(`asking ${model.name}…`);
  return drafter.draft(task, budgets, {
    signal,
    onRetry: ({ why, waitMs }) => screen.err(`${why} Asking again in ${Math.round(waitMs / 1000)} s.`),
  });
}

async function readReply(path: string, shown: string, command: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UserError(2, `${shown} cannot be read: ${(error as Error).message}`, {
      advice: [`Expected: a file with the reply to \`${command} --brief\`, or - for standard input.`],
      cause: error,
    });
  }
}

/** Standard input, as far as anything of it would be read. */
async function readInput(): Promise<string> {
  const most = 1_000_000;
  let text = "";
  process.stdin.setEncoding("utf8");
  for await (const piece of process.stdin) {
    text += String(piece);
    if (text.length > most) break;
  }
  return text;
}
