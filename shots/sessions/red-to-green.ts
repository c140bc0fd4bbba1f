import { join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { openTerminal } from "../../test/support/terminal/terminal.ts";
import type { Wanted } from "../../test/support/terminal/terminal.ts";
import { record } from "../record.ts";
import type { Session } from "../session.ts";
import { animationSvg } from "../svg.ts";
import type { Shot } from "../svg.ts";
import { makeProject } from "./project.ts";

/** Milliseconds that a reader gets for a screen before the next key. */
const look = 1_500;

/** Milliseconds for a screen on which something is waited for. */
const hurry = 300;

/** The pelican in the terminal UI: its spec, its tests seen red, the offline agent, the diff, green in the margin. */
export const redToGreen: Session = async (root) => {
  const { folder, remove } = await makeProject(root, {
    name: "pelican",
    specs: ["pelican"],
    files: { "greenbar.config.ts": 'export default { agent: "offline" };\n' },
  });
  const terminal = await openTerminal({
    command: process.execPath,
    args: [join(root, "src/cli/start.js"), "-C", folder],
    columns: 100,
    rows: 30,
  });
  const see = (wanted: Wanted) => terminal.waitFor(wanted, { ms: 90_000 });
  const press = async (key: string, wanted: Wanted) => {
    await delay(look);
    terminal.press(key);
    await see(wanted);
  };
  try {
    await see("no tests yet");
    const recording = record(terminal, { shortest: 120, longest: 1_600, last: 4_000 });
    await press("enter", "The wheels stand on the ground");
    await press("g", "examples become tests");
    await press("enter", /(\d+) of \1 red/);
    await press("r", "An agent makes");
    await press("enter", "▶ 1 running");
    await see("waits for your answer");
    await press("a", "y writes");
    await press("y", "written into the project");
    await press("escape", "checked: green");
    await press("j", "checked: green");
    await delay(look);
    const shots = recording.stop().map(inHaste);
    return { "red-to-green.svg": animationSvg(shots, "greenbar: a spec goes from red to green") };
  } finally {
    await terminal.close();
    await remove();
  }
};

/** What is only waited for passes quickly; what is to be read stays. */
function inHaste({ cells, ms }: Shot): Shot {
  const text = cells.map((row) => row.map((cell) => cell.text).join("")).join("\n");
  const isWaiting = /▶ 1 running|checking|…$|red gate/m.test(text.replaceAll(/ +$/gm, ""));
  return { cells, ms: isWaiting ? Math.min(ms, hurry) : ms };
}
