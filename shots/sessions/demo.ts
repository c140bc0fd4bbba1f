import { join } from "node:path";
import process from "node:process";
import { openTerminal } from "../../test/support/terminal/terminal.ts";
import { record } from "../record.ts";
import { animationSvg, pictureSvg } from "../svg.ts";
import type { Session } from "../session.ts";

/** The demo on the plain command line: a spec, its suite seen red, an agent, green. */
export const demo: Session = async (root) => {
  const terminal = await openTerminal({
    command: process.execPath,
    args: [join(root, "dist/greenbar.mjs"), "demo", "--plain"],
    columns: 90,
    rows: 30,
  });
  try {
    const recording = record(terminal);
    await terminal.waitFor(/^green .* holds/m, { ms: 600_000 });
    const shots = recording.stop();
    return {
      "demo.svg": pictureSvg(terminal.cells(), "greenbar demo"),
      "demo-moving.svg": animationSvg(shots, "greenbar demo"),
    };
  } finally {
    await terminal.close();
  }
};
