import process from "node:process";
import { Command, CommanderError } from "commander";
import { packageVersion } from "../adapters/package-root.ts";
import { UserError } from "../app/user-error.ts";
import type { CommandContext, CommandModule } from "./command.ts";
import { commands } from "./commands.ts";
import type { Screen } from "./screen.ts";
import { processScreen } from "./screen.ts";

/**
 * Reads the words, runs the command, and says how it ended.
 *
 * @returns the exit status.
 */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const abort = new AbortController();
  let interrupted: 130 | 143 | null = null;
  const onSignal = (status: 130 | 143) => () => {
    if (interrupted !== null) process.exit(status);
    interrupted = status;
    abort.abort();
  };
  process.on("SIGINT", onSignal(130));
  process.on("SIGTERM", onSignal(143));

  let status = 0;
  const program = new Command("greenbar")
    .description("A Markdown spec goes red, then green, and stays true.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .configureHelp({ showGlobalOptions: false })
    .enablePositionalOptions()
    .exitOverride();
  for (const definition of commands) {
    const command = new Command(definition.name)
      .description(definition.summary)
      .exitOverride()
      .helpOption("-h, --help", "show help")
      .option("-C <dir>", "as if started there")
      .option("--json", "one JSON document on standard output")
      .addHelpText("after", helpText(definition));
    if (definition.alias !== undefined) command.alias(definition.alias);
    for (const argument of definition.args) command.argument(argument.form, argument.summary);
    for (const option of definition.options) command.option(option.form, option.summary);
    command.action(async (...given: unknown[]) => {
      const { C, json, ...options } = command.opts<Record<string, unknown>>();
      const args = given
        .slice(0, -2)
        .flat()
        .filter((arg): arg is string => typeof arg === "string");
      const screen = processScreen({ json: json === true });
      const context: CommandContext = {
        screen,
        args,
        options,
        directory: typeof C === "string" ? C : process.cwd(),
        signal: abort.signal,
      };
      status = await runCommand(definition.load, context);
    });
    program.addCommand(command);
  }
  program.addHelpText("after", programHelp);

  try {
    await program.parseAsync(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return interrupted ?? status;
}

async function runCommand(load: () => Promise<CommandModule>, context: CommandContext): Promise<number> {
  try {
    const { run } = await load();
    return await run(context);
  } catch (error) {
    return explain(context.screen, error);
  } finally {
    context.screen.clearProgress();
  }
}

/** A person's mistake is told in words; a bug of ours with its stack. */
function explain(screen: Screen, error: unknown): number {
  if (error instanceof UserError) {
    screen.err(`${screen.paint("red", "error")} ${error.message}`);
    for (const line of error.advice) screen.err(`  ${line}`);
    return error.exitCode;
  }
  if (error instanceof Error && error.name === "AbortError") {
    screen.err("stopped");
    return 130;
  }
  screen.err(`greenbar has a bug; this is where. Please report it with the spec that led here.\n`);
  screen.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 4;
}

function helpText(definition: (typeof commands)[number]): string {
  const examples = definition.examples.map(
    ([line, what]) => `  $ ${line}${what === "" ? "" : `\n      ${what}`}`,
  );
  return `\nExamples:\n${examples.join("\n")}`;
}

const programHelp = `
From an empty folder to green:
  $ greenbar new slugify        a first spec, specs/slugify.md
  $ greenbar generate-tests     its suite, seen red
  $ greenbar run                until it is green
  $ greenbar check              the gate, here and in CI

Exit codes: 0 it holds · 1 it does not · 2 it could not be read · 3 refused · 4 something else broke`;
