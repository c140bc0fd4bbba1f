import type { Screen } from "../screen.ts";

/** Most characters that a host prints: its log is for when something is amiss, and a disk is not endless. */
const most = 1_000_000;

/** A screen that falls silent after so much. */
export function createHostScreen(screen: Screen): Screen {
  let left = most;
  const bounded = (write: (text: string) => void) => (text: string) => {
    if (left <= 0) return;
    left -= text.length;
    write(left > 0 ? text : `${text.slice(0, left)}\n(what follows is not kept)`);
  };
  return { ...screen, out: bounded(screen.out), err: bounded(screen.err), canAsk: false };
}
