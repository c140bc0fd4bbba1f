/**
 * One run in a process whose wall clock jumps a day on, two back and one on again each time that it is looked at:
 * prints how it ended, and the time that its ledger says it took.
 */
import process from "node:process";
import { runOnce } from "./one-run.ts";

const [root = "", url = "", tmp = "", which = ""] = process.argv.slice(2);
const real = Date.now;
let looks = 0;
const day = 86_400_000;
const jumping = () => real() + ((looks++ % 3) - 1) * day;
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(given: number = jumping()) {
    super(given);
  }
  static override now = jumping;
} as DateConstructor;

const ran = await runOnce({
  root,
  url,
  tmp,
  minutes: 5,
  ...(which === "wall" && { change: (world) => ({ ...world, now: () => Date.now() }) }),
});
const times = ran.events.map(({ at }) => at ?? 0);
const isOrdered = times.every((at, index) => index === 0 || at >= (times[index - 1] ?? 0));
const { exitCode, outcome } = ran;
process.stdout.write(JSON.stringify({ exitCode, outcome, lastMs: times.at(-1), isOrdered }));
process.exit(0);
