import { newSpec } from "../../app/new-spec.ts";
import type { CommandContext } from "../command.ts";
import { interview } from "../interview/interview.ts";
import { wantsDraft } from "../interview/wants-draft.ts";
import { openWorld } from "../world.ts";

/** `new NAME`: writes one file, and says what to do with it. */
export async function run(context: CommandContext): Promise<number> {
  const { screen, args, options, directory } = context;
  const subject = typeof options["subject"] === "string" ? options["subject"] : null;
  if (wantsDraft(options)) {
    const { draftInterview } = await import("../interview/draft.ts");
    return draftInterview(context, subject);
  }
  if (["interview", "answers", "intent"].some((name) => options[name] !== undefined)) {
    return interview(context, subject);
  }
  const made = await newSpec(await openWorld(directory), args[0] ?? "", subject);
  if (screen.isJson) {
    screen.out(JSON.stringify({ version: 1, ...made }, null, 2));
    return 0;
  }
  screen.out(`+ ${made.path}`);
  screen.out(
    screen.paint(
      "dim",
      `  for ${made.subject}${made.subjectExists ? "" : ", which is not there yet: generate-tests writes a stub"}`,
    ),
  );
  screen.out(screen.paint("dim", `\nnext: give it examples, then greenbar generate-tests`));
  return 0;
}
