import { join } from "node:path";
import process from "node:process";
import { openTui } from "../../../../src/cli/tui/open-tui.ts";
import { specsScreen } from "../../../../src/tui/screens/specs/screen.ts";

// The terminal UI with a bug in a view: it throws once a filter is typed.
const { view } = specsScreen;
Object.assign(specsScreen, {
  view: (...given: Parameters<typeof view>) => {
    if (given[0].typing === "filter") throw new TypeError("a bug in a view");
    return view(...given);
  },
});
// What it starts besides itself is started as it always is.
process.argv[1] = join(import.meta.dirname, "../../../../src/cli/start.js");
process.exitCode = await openTui({ directory: process.cwd() });
