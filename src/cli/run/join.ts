import type { World } from "../../app/ports.ts";
import type { HostMessage } from "../../app/run/host.ts";
import { proposalWaits } from "../../loop/state.ts";
import type { CommandContext } from "../command.ts";
import { printEnd } from "../print/run-end.ts";
import { createMessagePrinter } from "../print/run-messages.ts";
import { joinLive } from "./live-run.ts";

/**
 * `run --join`: prints what a run said and says, as `run` itself does. To leave it is not to stop it.
 *
 * @returns the run's own exit status; that of an interruption when it was left.
 */
export async function joinRun({ screen, options, stopping }: CommandContext, world: World): Promise<number> {
  const link = await joinLive(world, typeof options["join"] === "string" ? options["join"] : null);
  const printer = createMessagePrinter(screen);
  const ended = await new Promise<Extract<HostMessage, { is: "ended" }> | null>((done) => {
    if (stopping.aborted) done(null);
    stopping.addEventListener("abort", () => done(null), { once: true });
    link.listen((message) => {
      if (!stopping.aborted) printer.print(message);
      if (message.is === "ended") done(message);
    });
  });
  link.close();
  screen.clearProgress();
  if (ended === null) {
    screen.err(`Left run ${link.run}; it goes on. Back to it: greenbar run --join`);
    return 130;
  }
  const state = printer.state();
  const { started, outcome, why, paused } = state;
  if (started !== null && ended.error === null) {
    const waits = outcome === "green" && proposalWaits(state);
    const said = outcome === null ? (paused?.message ?? why) : why;
    printEnd(screen, { id: link.run, outcome, why: said, waits, sandbox: started.sandbox, state });
  }
  return ended.exitCode;
}
