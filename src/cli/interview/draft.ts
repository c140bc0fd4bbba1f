import process from "node:process";
import { createInterface } from "node:readline/promises";
import { draftBrief, draftTask } from "../../app/interview/draft-brief.ts";
import { asSentence } from "../../app/interview/draft-spec.ts";
import type { DraftReply } from "../../app/interview/drafter.ts";
import { isPlainSentence, readDraftReply } from "../../app/interview/read-draft.ts";
import type { SettledDraft } from "../../app/interview/settle-draft.ts";
import { settleDraft } from "../../app/interview/settle-draft.ts";
import { writeDraft } from "../../app/interview/write-draft.ts";
import type { PlaceOfNew } from "../../app/new-spec.ts";
import { placeOfNew } from "../../app/new-spec.ts";
import type { World } from "../../app/ports.ts";
import { UserError } from "../../app/user-error.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { CommandContext } from "../command.ts";
import { count } from "../print/words.ts";
import { editText } from "../propose/edit-text.ts";
import { printRefused } from "../propose/print-proposal.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";
import { getDraft } from "./get-draft.ts";
import { jsonOfDraft, printDraft } from "./print-draft.ts";
import type { ToDecide } from "./sit-through-draft.ts";
import { sitThroughDraft } from "./sit-through-draft.ts";

/**
 * `new NAME --interview` with a model or by hand-off: a whole first spec is drafted, and what compiles and is red of it
 * is decided piece by piece. Exit 0 with the spec written, 1 when nothing was.
 */
export async function draftInterview(context: CommandContext, subject: string | null): Promise<number> {
  const { screen, args, options, directory, signal } = context;
  if (options["answers"] !== undefined) {
    throw new UserError(2, "--answers is for the interview without a draft", {
      advice: [
        "Leave it out, or leave out what asks for a draft: --propose, --model, --brief, --proposals, --accept-all.",
      ],
    });
  }
  const world = await openWorld(directory);
  const place = await placeOfNew(world.disk, args[0] ?? "", subject);
  const command = `greenbar new ${place.plain} --interview`;
  if (options["brief"] === true) {
    const task = draftTask(place, ownSentence(options["intent"]));
    const brief = draftBrief(task, command, await world.templates());
    screen.out(
      screen.isJson ? JSON.stringify({ version: 1, brief, diagnostics: [] }, null, 2) : brief.trimEnd(),
    );
    return 0;
  }
  const isUnattended = options["acceptAll"] === true || !screen.canAsk;
  const own = ownSentence(options["intent"]) ?? (await askIntent(context, isUnattended, command));
  const reply = await getDraft(context, world, draftTask(place, own), command);
  const { settled, wording } = await settle(context, world, place, reply, own);
  const { requirements, questions } = settled.drafted;
  const isEmpty = requirements.length + questions.length === 0;
  if (isEmpty || (isUnattended && options["acceptAll"] !== true)) {
    if (screen.isJson) screen.out(jsonOfDraft(place, settled, reply.usage, false));
    else printUnwritten(screen, settled, isEmpty, command);
    return 1;
  }
  if (options["acceptAll"] === true) {
    await writeDraft(world, place, settled, { proposedBy: reply.by, acceptedBy: "accept-all" }, { signal });
    if (screen.isJson) screen.out(jsonOfDraft(place, settled, reply.usage, true));
    else {
      printRefused(screen, settled.refused);
      printDraft(screen, settled);
      sayWritten(screen, place);
      screen.out(
        `${count(settled.seen.length, "example")} accepted by nobody: greenbar refine ${place.plain} --confirm, once somebody has read them.`,
      );
    }
    return 0;
  }
  printRefused(screen, settled.refused);
  const decided = await sit(context, world, place, { draft: settled, own, wording });
  if (decided === null) {
    screen.out("Nothing was written.");
    return 1;
  }
  await writeDraft(world, place, decided, { proposedBy: reply.by, acceptedBy: "person" }, { signal });
  sayWritten(screen, place);
  return 0;
}

/** A person's own sentence as it will stand; null where none was given. */
function ownSentence(given: unknown): string | null {
  if (typeof given !== "string") return null;
  const sentence = asSentence(given.trim());
  if (given.trim() !== "" && isPlainSentence(sentence)) return sentence;
  throw new UserError(2, "what it does is to be said in one plain sentence", {
    advice: ["No links, HTML or line breaks, no MUST and no example, as in: Turns a title into a URL slug."],
  });
}

/** The first question; whoever hands in a reply may have said it in the brief already. */
async function askIntent(
  { screen, options, signal }: CommandContext,
  isUnattended: boolean,
  command: string,
): Promise<string | null> {
  const isHandedIn = options["proposals"] !== undefined;
  if (isHandedIn) return null;
  if (isUnattended) {
    throw new UserError(2, "a draft needs to know what it is to do", {
      advice: [`${command} --propose --intent "Turns a title into a URL slug."`],
    });
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    screen.out(`What does it do, in a sentence?  ${screen.paint("dim", "Turns a title into a URL slug.")}`);
    for (;;) {
      const typed = (await lines.question("> ", { signal })).trim();
      if (typed === "") continue;
      if (isPlainSentence(asSentence(typed))) return asSentence(typed);
      screen.err("One plain sentence was expected: no links or HTML, no MUST and no example.");
    }
  } finally {
    lines.close();
  }
}

async function settle(
  { screen, signal }: CommandContext,
  world: World,
  place: PlaceOfNew,
  { markdown, by }: DraftReply,
  own: string | null,
): Promise<{ readonly settled: SettledDraft; readonly wording: string | null }> {
  if (markdown === null) {
    throw new UserError(4, `the answer of ${by.model ?? by.agent} holds no draft`, {
      advice: ["It may have been cut off: a larger --max-tokens may help."],
    });
  }
  const { drafted, refused } = readDraftReply(markdown, place.subject);
  // In the spec stands what the person said, until they prefer the draft's words.
  const settled = await settleDraft(
    world,
    place,
    { drafted: { ...drafted, intent: own ?? drafted.intent }, refused },
    [],
    {
      signal,
      progress: (step, done, total) =>
        screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
    },
  );
  screen.clearProgress();
  return { settled, wording: drafted.intent };
}

async function sit(
  { screen, signal }: CommandContext,
  world: World,
  place: PlaceOfNew,
  drafted: ToDecide,
): Promise<SettledDraft | null> {
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
    return await sitThroughDraft({ screen, world, prompt, edit, signal }, place, drafted);
  } finally {
    lines.close();
  }
}

function printUnwritten(screen: Screen, settled: SettledDraft, isEmpty: boolean, command: string): void {
  printRefused(screen, settled.refused);
  if (isEmpty) {
    screen.out(`Nothing of the draft can be used, and nothing was written. ${command} asks you instead.`);
    return;
  }
  printDraft(screen, settled);
  screen.out(`\nNothing was written: decide at a terminal, or add --accept-all.`);
}

function sayWritten(screen: Screen, { path }: PlaceOfNew): void {
  screen.out(`\n+ ${path}`);
  screen.out(screen.paint("dim", "\nnext: greenbar generate-tests"));
}
