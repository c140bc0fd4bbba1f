import { tmpdir } from "node:os";
import { openHost } from "../../adapters/run-host/open-host.ts";
import type { OpenHost } from "../../adapters/run-host/open-host.ts";
import type { World } from "../../app/ports.ts";
import { readTheConfig } from "../../app/read-project.ts";
import type { HostMessage } from "../../app/run/host.ts";
import type { Ran } from "../../app/run/run.ts";
import { run as runSpecs } from "../../app/run/run.ts";
import { chooseAgent } from "../agents.ts";
import type { CommandContext } from "../command.ts";
import { createDesk } from "../desk.ts";
import { explain } from "../explain.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { printGenerated } from "../print/generated.ts";
import { printEnd } from "../print/run-end.ts";
import { createMessagePrinter } from "../print/run-messages.ts";
import type { MessagePrinter } from "../print/run-messages.ts";
import { count } from "../print/words.ts";
import type { Screen } from "../screen.ts";
import { budgetsOf } from "./budgets.ts";
import { acceptChanges } from "./changes.ts";
import { createHostScreen } from "./host-screen.ts";
import { parentOfHost } from "./parent.ts";
import type { Parent } from "./parent.ts";

/**
 * Does a run in this process, and serves it to whoever joins: started by a person, or as a host in the background.
 *
 * @returns the exit status: 0 only when the result is green and in the project.
 */
export async function conduct(context: CommandContext, world: World): Promise<number> {
  const parent = parentOfHost();
  const screen = parent === null ? context.screen : createHostScreen(context.screen);
  try {
    const host = await openHost(world.disk.root, tmpdir());
    let ended: Extract<HostMessage, { is: "ended" }> = { is: "ended", exitCode: 4, error: null };
    try {
      const ran = await drive({ ...context, screen }, world, { host, parent });
      const exitCode = exitCodeOf(ran);
      ended = { is: "ended", exitCode, error: ran.state === null ? ran.why : null };
      return exitCode;
    } catch (error) {
      const { exitCode, message, advice } = explain(error);
      ended = { is: "ended", exitCode, error: [message, ...advice].join("\n") };
      throw error;
    } finally {
      await host.end(ended);
    }
  } catch (error) {
    const { exitCode, message, advice } = explain(error);
    await parent?.tell({ is: "refused", exitCode, message, advice });
    throw error;
  }
}

interface Stage {
  readonly host: OpenHost;
  readonly parent: Parent | null;
}

async function drive(context: CommandContext, world: World, stage: Stage): Promise<Ran> {
  const { screen, args, options, signal, stopping } = context;
  const { host, parent } = stage;
  // A brief is printed to be handed on: nothing else stands on standard output then.
  const onlyBrief = options["brief"] === true;
  const talk: Screen = onlyBrief ? { ...screen, out: screen.err } : screen;
  const printer = createMessagePrinter(talk);
  const say = (message: HostMessage): void => {
    printer.print(message);
    host.say(message);
  };
  const config = await readTheConfig(world.disk);
  const desk = createDesk(world.disk.root, {
    show: (brief) => {
      if (onlyBrief) screen.out(brief);
      else printer.print({ is: "brief", text: brief });
      host.say({ is: "brief", text: brief });
    },
    waits: () => !onlyBrief && (screen.canAsk || parent !== null || host.listeners() > 0),
    onWait: () => {
      if (screen.canAsk) screen.out(screen.paint("dim", waitingForEdit));
    },
  });
  const agent = chooseAgent({
    wanted: textOption(options["agent"]) ?? config.agent,
    model: textOption(options["model"]) ?? config.model,
    desk,
  });
  sayHowItStops(context);
  const ran = await runSpecs(world, {
    specs: args,
    change: textOption(options["change"]),
    agent,
    budgets: budgetsOf(options, config),
    fresh: options["fresh"] === true,
    unsandboxed: options["unsandboxed"] === true,
    accept: (changes) =>
      acceptChanges(screen, changes, {
        yes: options["yes"] === true,
        signal: AbortSignal.any([signal, stopping]),
      }),
    ...listening(say, { screen: talk, printer, host, parent }),
    signal,
    stopping,
  });
  screen.clearProgress();
  await printRan(talk, ran, parent);
  return ran;
}

/** What the run tells: to the screen, to its listeners, to the parent. */
function listening(
  say: (message: HostMessage) => void,
  { screen, printer, host, parent }: Stage & { readonly screen: Screen; readonly printer: MessagePrinter },
) {
  return {
    onBegun: async (run: string) => {
      await host.name(run);
      await parent?.tell({ is: "begun", run, socket: host.socket });
    },
    onSteer: host.steerBy,
    onPast: (events) => {
      printer.past(events);
      for (const event of events) host.say({ is: "event", event });
    },
    onEvent: (event) => say({ is: "event", event }),
    onLive: (event) => say({ is: "live", event }),
    onPace: say,
    onNotice: (text) => say({ is: "notice", text }),
    onGenerated: (generated) => {
      if (!screen.isJson) printGenerated(screen, generated, { saysNext: false });
      const { red } = generated;
      if (red !== null) {
        const broken = red.broken.length === 0 ? "" : `, ${red.broken.length} broken`;
        host.say({ is: "notice", text: `${count(red.total, "test")} written and seen red${broken}` });
      }
    },
    progress: (step, done, total) => say({ is: "progress", step, done: done ?? null, total: total ?? null }),
  } satisfies Partial<Parameters<typeof runSpecs>[1]>;
}

async function printRan(screen: Screen, ran: Ran, parent: Parent | null): Promise<void> {
  const { diagnostics, generated } = ran;
  printDiagnostics(screen, diagnostics);
  if (hasErrors(ran)) {
    if (screen.isJson) screen.out(JSON.stringify({ type: "diagnostics", diagnostics }));
    const message = `${countDiagnostics(diagnostics)}: nothing was run`;
    screen.err(`\n${message}.`);
    const advice = diagnostics
      .filter(({ severity }) => severity === "error")
      .map((one) => `${one.file}:${one.place.line}:${one.place.column} ${one.message}`);
    await parent?.tell({ is: "refused", exitCode: 2, message, advice });
    return;
  }
  printEnd(screen, ran);
  if (generated !== null && generated.refused.length > 0) {
    screen.err("A suite was changed by hand; `greenbar generate-tests` shows the difference.");
  }
}

function hasErrors({ diagnostics }: Ran): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** The exit status of a run. */
function exitCodeOf(ran: Ran): number {
  if (hasErrors(ran)) return 2;
  switch (ran.outcome) {
    case "green":
      return ran.applied ? 0 : 1;
    case "compromised":
      return 3;
    case "infra":
      return 4;
    case null:
      return ran.state?.paused?.why === "interrupted" ? 130 : 1;
    default:
      return 1;
  }
}

function sayHowItStops({ screen, stopping, signal }: CommandContext): void {
  stopping.addEventListener(
    "abort",
    () => {
      if (!signal.aborted)
        screen.err(screen.paint("dim", "Finishing the step that has begun. Again stops now."));
    },
    { once: true },
  );
}

const waitingForEdit = "Waiting for your edit… (Ctrl-C stops; `greenbar run` goes on)";

function textOption(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
