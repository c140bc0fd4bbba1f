import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";

/**
 * Another process that puts a link to `outside` in the place of `folder`, and the folder back, as fast as it can.
 * While it is away the folder is called as it is, with `.away` behind it.
 */
export async function startSwapper(folder: string, outside: string): Promise<{ stop(): Promise<void> }> {
  const child = spawn(process.execPath, ["-e", program, folder, outside], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  return {
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const program = `
const fs = require("node:fs");
const [, folder, outside] = process.argv;
const away = folder + ".away";
let over = false;
process.on("SIGTERM", () => { over = true; });
let cleared = 0;
const expected = new Set(["ENOENT", "EEXIST", "ENOTEMPTY", "EISDIR", "ENOTDIR", "EPERM"]);
const attempt = (step) => {
  try {
    step();
    return true;
  } catch (error) {
    if (!expected.has(error.code)) throw error;
    return false;
  }
};
process.stdout.write("swapping\\n");
function turn() {
  for (let at = 0; at < 50; at++) {
    if (!fs.existsSync(away)) attempt(() => fs.renameSync(folder, away));
    attempt(() => fs.symlinkSync(outside, folder));
    attempt(() => fs.unlinkSync(folder));
    // Whoever found no folder may have made one of its own meanwhile.
    if (!attempt(() => fs.renameSync(away, folder))) {
      attempt(() => fs.renameSync(folder, folder + ".cleared" + cleared++));
      attempt(() => fs.renameSync(away, folder));
    }
  }
  // Some peace between, in which a write may come to its end.
  if (!over) setTimeout(turn, 1);
}
turn();
`;
