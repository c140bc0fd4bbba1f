import { createTwoFilesPatch } from "diff";
import { readTheConfig } from "../../app/read-project.ts";
import type { Config } from "../../app/config.ts";
import type { FileChange, World } from "../../app/ports.ts";
import { applyEarlierRun } from "../../app/run/apply-earlier.ts";
import type { Ran } from "../../app/run/run.ts";
import { run as runSpecs } from "../../app/run/run.ts";
import { UserError } from "../../app/user-error.ts";
import type { Budgets } from "../../loop/budget.ts";
import { chooseAgent } from "../agents.ts";
import { confirm } from "../ask.ts";
import type { CommandContext } from "../command.ts";
import { createDesk } from "../desk.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { printGenerated } from "../print/generated.ts";
import { createRunPrinter } from "../print/run-events.ts";
import { count } from "../print/words.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";

/** `run`: exit 0 only when the result is green and in the project. */
export async function run(context: CommandContext): Promise<number> {
  const { screen, args, options, directory, signal } = context;
  const world = await openWorld(directory);
  // A brief is printed to be handed on: nothing else stands on standard output then.
  const onlyBrief = options["brief"] === true;
  const talk: Screen = onlyBrief ? { ...screen, out: screen.err } : screen;
  const accept = (changes: readonly FileChange[]) => acceptChanges(context, changes);
  if (typeof options["apply"] === "string") return applyRunNamed(world, context, options["apply"]);

  const config = await readTheConfig(world.disk);
  const agent = chooseAgent({
    wanted: textOption(options["agent"]) ?? config.agent,
    model: textOption(options["model"]) ?? config.model,
    desk: createDesk(world.disk.root, screen, { onlyBrief }),
  });
  const printer = createRunPrinter(talk);
  const ran = await runSpecs(world, {
    specs: args,
    agent,
    budgets: budgetsOf(options, config),
    fresh: options["fresh"] === true,
    unsandboxed: options["unsandboxed"] === true,
    accept,
    onEvent: printer.event,
    onLive: printer.live,
    onGenerated: (generated) => {
      if (!screen.isJson) printGenerated(talk, generated, { saysNext: false });
    },
    onNotice: (notice) => screen.err(screen.paint("dim", notice)),
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
    signal,
  });
  screen.clearProgress();
  printDiagnostics(screen, ran.diagnostics);
  if (ran.diagnostics.some(({ severity }) => severity === "error")) {
    if (screen.isJson) screen.out(JSON.stringify({ type: "diagnostics", diagnostics: ran.diagnostics }));
    screen.err(`\n${countDiagnostics(ran.diagnostics)}: nothing was run.`);
    return 2;
  }
  printEnd(talk, ran);
  return exitCode(ran);
}

/** The exit status of a run. */
function exitCode({ outcome, applied }: Ran): number {
  switch (outcome) {
    case "green":
      return applied ? 0 : 1;
    case "compromised":
      return 3;
    case "infra":
      return 4;
    default:
      return 1;
  }
}

function printEnd(screen: Screen, { id, outcome, why, waits, sandbox, state, generated }: Ran): void {
  if (screen.isJson) return;
  const colour = outcome === "green" ? "green" : outcome === null ? "yellow" : "red";
  screen.out("");
  screen.out(`${screen.paint([colour, "bold"], outcome ?? "stopped")}  ${why}`);
  if (state !== null && state.started?.model !== null && state.spent.turns > 0) {
    const { turns, tokens, cost } = state.spent;
    const money = cost === null ? "cost unknown" : `$${cost.toFixed(cost < 1 ? 3 : 2)}`;
    screen.out(
      screen.paint("dim", `${count(turns, "turn")} · ${tokens.toLocaleString("en-US")} tokens · ${money}`),
    );
  }
  if (state !== null && state.denials > 0) {
    screen.out(`${count(state.denials, "write")} outside the folders of the subjects denied.`);
  }
  if (state?.started?.agent === "handoff" && outcome === "green") {
    screen.out(
      screen.paint("dim", "The examples were all visible to whoever edited: there were no hold-outs."),
    );
  }
  if (sandbox === "none" && state?.started?.model !== null && state !== null) {
    screen.out(screen.paint("yellow", "Not sandboxed: a model's code ran with all your rights."));
  }
  if (waits) screen.out(`Nothing was written. To write it: greenbar run --apply ${id}`);
  if (outcome === "green" && !waits) screen.out(screen.paint("dim", "\nnext: greenbar check, then commit"));
  if (outcome === "budget") screen.out("`greenbar run` with a larger budget goes on from here.");
  if (generated !== null && generated.refused.length > 0) {
    screen.err("A suite was changed by hand; `greenbar generate-tests` shows the difference.");
  }
}

/** Shows the difference and asks. Without a terminal and without `--yes` nothing is written. */
async function acceptChanges(
  { screen, options, signal }: CommandContext,
  changes: readonly FileChange[],
): Promise<boolean> {
  screen.clearProgress();
  if (!screen.isJson) printChanges(screen, changes);
  if (options["yes"] === true) return true;
  return screen.canAsk && (await confirm("Write it?", true, signal));
}

function printChanges(screen: Screen, changes: readonly FileChange[]): void {
  for (const { path, before, after } of changes) {
    screen.out("");
    screen.out(
      paintPatch(screen, createTwoFilesPatch(path, path, before ?? "", after ?? "", "before", "after")),
    );
  }
}

function paintPatch(screen: Screen, patch: string): string {
  return patch
    .trimEnd()
    .split("\n")
    .filter((line) => !line.startsWith("=====") && !line.startsWith("Index: "))
    .map((line) => {
      if (line.startsWith("+")) return screen.paint("green", line);
      return line.startsWith("-") ? screen.paint("red", line) : line;
    })
    .join("\n");
}

/** To name a run is to accept it: its changes were shown when it ended, and are shown once more. */
async function applyRunNamed(world: World, { screen }: CommandContext, id: string): Promise<number> {
  await applyEarlierRun(world, id, (changes) => {
    if (!screen.isJson) printChanges(screen, changes);
    return Promise.resolve(true);
  });
  screen.out(
    screen.isJson
      ? JSON.stringify({ type: "applied", run: id })
      : `\n${id} was applied. ${screen.paint("dim", "Next: greenbar check, then commit")}`,
  );
  return 0;
}

function textOption(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Limits by option, else by configuration, else ours: a run that nobody watches must end. */
function budgetsOf(options: Readonly<Record<string, unknown>>, { budgets }: Config): Budgets {
  return {
    turns: numberOption(options, "maxTurns") ?? budgets.turns ?? 100,
    tokens: numberOption(options, "maxTokens") ?? budgets.tokens ?? null,
    cost: numberOption(options, "maxCost") ?? budgets.cost ?? null,
    minutes: numberOption(options, "maxMinutes") ?? budgets.minutes ?? 60,
  };
}

function numberOption(options: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = textOption(options[name]);
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isFinite(number) && number > 0) return number;
  const form = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UserError(2, `--${form} takes a number above 0; it was given "${value}"`);
}
