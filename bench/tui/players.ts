import { join } from "node:path";
import type { Terminal } from "../../test/support/terminal/terminal.ts";
import type { Player, Probe } from "./session.ts";

const here = import.meta.dirname;

/** Keys that move in the list of examples. */
export interface ListPlayer extends Player {
  readonly list: Probe;
}

/** Keys that scroll in the agent's words; `first` leaves their end, where they follow the stream. */
export interface TranscriptPlayer extends Player {
  readonly transcript: Probe & { readonly first: readonly string[] };
}

/** A raw program that on a key writes one row. */
export const floor: ListPlayer = {
  name: "floor",
  file: join(here, "floor.ts"),
  ready: /selected/,
  list: {
    keys: ["j", "j", "j", "k"],
    see: (terminal) => /❯ row (-?\d+)/.exec(terminal.screen())?.[1] ?? null,
  },
};

/** An ordinary Ink program with Ink's own options. */
export const inkPeer: Player = { name: "Ink", file: join(here, "ink-peer.ts"), ready: /verdicts/ };

/** The row that stands on the cursor's ground: inverse. */
function inverseRow(terminal: Terminal): string | null {
  const row = terminal.cells().findIndex((cells) => cells.some(({ inverse }) => inverse));
  return row === -1 ? null : `${row} ${terminal.screen().split("\n")[row] ?? ""}`;
}

const greenbar = { name: "greenbar", file: join(here, "scene-greenbar.ts"), ready: /keys/ };

/** The first rows of the transcript; once it does not follow its end, what comes changes nothing of them. */
const topRows = (terminal: Terminal) => terminal.screen().split("\n").slice(6, 16).join("\n");

/** greenbar with the spec in front, while the run goes on behind it. */
export const greenbarSpec: ListPlayer = {
  ...greenbar,
  args: ["spec"],
  list: { keys: ["j", "j", "j", "k"], see: inverseRow },
};

/** greenbar with the run in front. */
export const greenbarRun: TranscriptPlayer = {
  ...greenbar,
  args: ["run"],
  transcript: { first: ["K", "K"], keys: ["K", "K", "K", "J"], see: topRows },
};
