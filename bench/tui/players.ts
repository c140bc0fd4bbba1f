import { join } from "node:path";
import type { Terminal } from "../../test/support/terminal/terminal.ts";
import type { Player, Probe } from "./session.ts";

const here = import.meta.dirname;

export interface MeasuredPlayer extends Player {
  /** Moves in the list of examples. */
  readonly list: Probe;
  /** Scrolls in the agent's words; `first` leaves their end, where they follow the stream. */
  readonly transcript: Probe & { readonly first: readonly string[] };
}

/** The first row that is numbered: where in the agent's words one is. */
const topLine = (terminal: Terminal) => /line (\d{5})/.exec(terminal.screen())?.[1] ?? null;
const markedRow = (terminal: Terminal) => /^\s*❯ (.*?)(?: {2}|$)/m.exec(terminal.screen())?.[1] ?? null;

const peerKeys = {
  list: { keys: ["j", "j", "j", "k"], see: markedRow },
  transcript: { first: ["u", "u"], keys: ["u", "u", "u", "d"], see: topLine },
};

/** A raw program that on a key writes one row. */
export const floor: MeasuredPlayer = {
  name: "floor",
  file: join(here, "floor.ts"),
  ready: /selected/,
  ...peerKeys,
};

/** An ordinary Ink program with Ink's own options. */
export const inkPeer: Player = { name: "Ink", file: join(here, "ink-peer.ts"), ready: /verdicts/ };

/** The row that stands on the cursor's ground: inverse, from its first column that is not margin. */
function inverseRow(terminal: Terminal): string | null {
  const row = terminal.cells().findIndex((cells) => cells.some(({ inverse }) => inverse));
  return row === -1 ? null : `${row} ${terminal.screen().split("\n")[row] ?? ""}`;
}

const greenbar = { name: "greenbar", file: join(here, "scene-greenbar.ts"), ready: /keys/ };

/** greenbar with the spec in front, while the run goes on behind it. */
export const greenbarSpec: Player & Pick<MeasuredPlayer, "list"> = {
  ...greenbar,
  args: ["spec"],
  list: { keys: ["j", "j", "j", "k"], see: inverseRow },
};

/** greenbar with the run in front. */
export const greenbarRun: Player & Pick<MeasuredPlayer, "transcript"> = {
  ...greenbar,
  args: ["run"],
  transcript: { first: ["K", "K"], keys: ["K", "K", "K", "J"], see: topLine },
};
