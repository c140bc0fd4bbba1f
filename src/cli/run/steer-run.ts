import type { World } from "../../app/ports.ts";
import type { RunControl } from "../../app/run/host.ts";
import { UserError } from "../../app/user-error.ts";
import type { CommandContext } from "../command.ts";
import type { RunConnection } from "../../adapters/run-host/connect-run.ts";
import { namedBudgets } from "./budgets.ts";
import { joinLive } from "./live-run.ts";

/** The controls that were asked for by option, in the order in which they make sense together. */
export function namedControls(options: Readonly<Record<string, unknown>>): readonly RunControl[] {
  const { tell } = options;
  return [
    ...(options["pause"] === true ? [{ control: "pause" } as const] : []),
    ...(typeof tell === "string" ? [{ control: "message", text: tell } as const] : []),
    ...(options["grant"] === true ? [{ control: "budgets", budgets: grants(options) } as const] : []),
    ...(options["resume"] === true ? [{ control: "resume" } as const] : []),
    ...(options["stop"] === true ? [{ control: "stop" } as const] : []),
  ];
}

/**
 * `run --pause`, `--resume`, `--stop`, `--tell`, `--grant`: steers the run that goes on. A stop is waited for.
 *
 * @throws UserError with exit code 2 when no run goes on, or it does not take a control.
 */
export async function steerRun(
  { screen, stopping }: CommandContext,
  world: World,
  controls: readonly RunControl[],
): Promise<number> {
  const link = await joinLive(world, null);
  try {
    for (const control of controls) {
      const problem = await link.ask(control);
      if (problem !== null) throw new UserError(2, problem);
      if (screen.isJson) screen.out(JSON.stringify({ type: "steered", run: link.run, ...control }));
      else screen.out(`run ${link.run} ${done[control.control]}`);
    }
    const isStopped = controls.some(({ control }) => control === "stop");
    if (isStopped && (await hasEnded(link, stopping)) && !screen.isJson) {
      screen.out(screen.paint("dim", "It has stopped; `greenbar run` goes on from there."));
    }
    return 0;
  } finally {
    link.close();
  }
}

const done: Readonly<Record<RunControl["control"], string>> = {
  pause: "pauses after its step; `greenbar run --resume` lets it go on",
  resume: "goes on",
  stop: "stops after its step",
  message: "will tell the agent with its next step",
  budgets: "has its new limits from the next step on",
};

function hasEnded(link: RunConnection, left: AbortSignal): Promise<boolean> {
  return new Promise((settle) => {
    if (left.aborted) settle(false);
    left.addEventListener("abort", () => settle(false), { once: true });
    link.listen(({ is }) => {
      if (is === "ended") settle(true);
    });
  });
}

function grants(options: Readonly<Record<string, unknown>>) {
  const budgets = namedBudgets(options);
  if (Object.keys(budgets).length > 0) return budgets;
  throw new UserError(2, "--grant needs a limit to grant", {
    advice: ["For example: greenbar run --grant --max-turns 200"],
  });
}
