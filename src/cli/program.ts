import process from "node:process";
import { Command, CommanderError } from "commander";
import { packageVersion } from "../adapters/package-root.ts";
import { cleanText } from "../verdict/clean-text.ts";
import { isOutputObeyed, withoutCommands } from "./ci-commands.ts";
import type { CommandContext, CommandDefinition } from "./command.ts";
import { commands } from "./commands.ts";
import { explain } from "./explain.ts";
import type { Explanation } from "./explain.ts";
import type { Screen } from "./screen.ts";
import { processScreen } from "./screen.ts";

/**
 * Reads the words, runs the command, and says how it ended.
 *
 * @returns the exit status.
 */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const stopping = new AbortController();
  const abort = new AbortController();
  let interrupted: 130 | 143 | null = null;
  let finishesStep = false;
  const onSignal = (status: 130 | 143) => () => {
    if (abort.signal.aborted) process.exit(status);
    const isFirst = interrupted === null;
    interrupted = status;
    stopping.abort();
    if (!(isFirst && finishesStep)) abort.abort();
  };
  process.on("SIGINT", onSignal(130));
  process.on("SIGTERM", onSignal(143));
  process.on("SIGHUP", onSignal(143));
  outliveReaders();

  let status = 0;
  const program = new Command("greenbar")
    .description("A Markdown spec goes red, then green, and stays true.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .option("-C <dir>", "as if started there; also behind the command")
    .configureHelp({ showGlobalOptions: false })
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput(output)
    .showHelpAfterError("`greenbar --help` lists the commands.");
  for (const definition of commands) {
    const command = new Command(definition.name)
      .description(definition.summary)
      .exitOverride()
      .configureOutput(output)
      .showHelpAfterError(
        `\`greenbar ${definition.name} --help\` lists arguments and options, with examples.`,
      )
      .helpOption("-h, --help", "show help")
      .option("-C <dir>", "as if started there")
      .option("--json", "one JSON document on standard output")
      .addHelpText("after", helpText(definition));
    if (definition.alias !== undefined) command.alias(definition.alias);
    for (const argument of definition.args) command.argument(argument.form, argument.summary);
    for (const { form, summary, repeats } of definition.options) {
      if (repeats === true) command.option(form, summary, collect);
      else command.option(form, summary);
    }
    command.action(async (...given: unknown[]) => {
      const {
        C = program.opts<Record<string, unknown>>()["C"],
        json,
        ...options
      } = command.opts<Record<string, unknown>>();
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
        stopping: stopping.signal,
      };
      finishesStep = definition.finishesStep === true;
      status = await runCommand(definition, context);
    });
    program.addCommand(command);
  }
  program.addHelpText("after", programHelp);

  if (argv.length === 0) process.stderr.write(screenNeedsTerminal);
  try {
    await program.parseAsync(argv.length === 0 ? ["--help"] : [...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return 0;
    if (argv.includes("--json")) {
      const [message = "", ...advice] = error.message
        .replace(/^error: /, "")
        .trim()
        .split("\n");
      const isLine = commands.some(({ name, jsonLines }) => jsonLines === true && name === argv[0]);
      printJson({ exitCode: 2, message, advice, stack: null }, processScreen({ json: true }), isLine);
    }
    return 2;
  }
  return interrupted ?? status;
}

function collect(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

async function runCommand(definition: CommandDefinition, context: CommandContext): Promise<number> {
  const { screen } = context;
  try {
    const command = await definition.load();
    return await command.run(context);
  } catch (error) {
    const explained = explain(error);
    print(explained, screen);
    if (screen.isJson && !(definition.jsonLines !== true && screen.hasSpoken())) {
      printJson(explained, screen, definition.jsonLines === true);
    }
    return explained.exitCode;
  } finally {
    screen.clearProgress();
  }
}

function print({ message, advice, stack }: Explanation, screen: Screen): void {
  screen.err(`${screen.paint("red", "error")} ${message}`);
  for (const line of advice) screen.err(`  ${line}`);
  if (stack !== null) screen.err(`\n${stack}`);
}

/** A script that asked for JSON gets it also when nothing else can be said. */
function printJson({ exitCode, message, advice }: Explanation, screen: Screen, isLine: boolean): void {
  const error = { exitCode, message, advice };
  screen.out(
    isLine
      ? JSON.stringify({ type: "error", ...error })
      : JSON.stringify({ version: 1, error, diagnostics: [] }, null, 2),
  );
}

/** `greenbar check | head -1`, a closed terminal: whoever reads may go away; the command still ends as it would have. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
    });
  }
}

/** Words of the option parser, in the form of all others. */
const output = {
  outputError: (text: string, write: (text: string) => void) => {
    const words = cleanText(text.replace(/^error: /, "error "));
    write(isOutputObeyed(process.env) ? withoutCommands(words) : words);
  },
};

function helpText(definition: (typeof commands)[number]): string {
  const examples = definition.examples.map(
    ([line, what]) => `  $ ${line}${what === "" ? "" : `\n      ${what}`}`,
  );
  return `\nExamples:\n${examples.join("\n")}`;
}

const screenNeedsTerminal =
  "The screen needs a terminal, and CI unset; `greenbar status` says in words what it would show.\n\n";

const programHelp = `
From an empty folder to green:
  $ greenbar new slugify        a first spec, specs/slugify.md
  $ greenbar generate-tests     its suite, seen red
  $ greenbar run                until it is green
  $ greenbar check              the gate, here and in CI

Exit codes: 0 it holds · 1 it does not · 2 it could not be read · 3 refused · 4 something else broke`;
