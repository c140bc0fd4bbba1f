/**
 * One run in a process of its own that kills itself, as `kill -9` does, at one event of its ledger: right before it is
 * written, when all that went before it has been done, or right after it, when nothing that it announces has.
 */
import process from "node:process";
import type { World } from "../../../../src/app/ports.ts";
import { forgetful } from "../kill-sweep.ts";
import { runOnce } from "./one-run.ts";

const [root = "", url = "", tmp = "", at = "", when = "", flags = ""] = process.argv.slice(2);
let appended = 0;

async function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => {});
}

function dying(given: World): World {
  const world = flags.includes("forgetful") ? forgetful(given) : given;
  const open: World["runs"]["open"] = async (id) => {
    const journal = await world.runs.open(id);
    return {
      ...journal,
      append: async (event) => {
        appended += 1;
        if (appended === Number(at) && when === "before") await die();
        await journal.append(event);
        if (appended === Number(at)) await die();
      },
    };
  };
  return { ...world, runs: { ...world.runs, open } };
}

const ran = await runOnce({ root, url, tmp, isFull: flags.includes("full"), change: dying });
process.stdout.write(JSON.stringify(ran));
