import { enableCompileCache } from "node:module";
import process from "node:process";

/**
 * The command line. The only place that sets the exit status.
 *
 * @param argv - the words behind `greenbar`.
 */
export async function main(argv: readonly string[]): Promise<void> {
  // Loading even the option parser would double the time of the one thing that scripts ask most often.
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    const { packageVersion } = await import("../adapters/package-root.ts");
    process.stdout.write(`${packageVersion()}\n`);
    return;
  }
  if (argv.length === 1 && argv[0] === "engine" && process.send !== undefined) {
    const { runEngine } = await import("./tui/engine-main.ts");
    return runEngine();
  }
  const directory = tuiDirectory(argv);
  if (directory !== null) {
    // The screen is opened many times a day: what was compiled once is kept, in the system's temporary folder.
    enableCompileCache();
    const { openTui } = await import("./tui/open-tui.ts");
    process.exitCode = await openTui({ directory });
    return;
  }
  const { runProgram } = await import("./program.ts");
  process.exitCode = await runProgram(argv);
}

/** Where the terminal UI is to open: no command was named, and a person sits there; else null. */
function tuiDirectory(argv: readonly string[]): string | null {
  const isCi = !["", "false", "0"].includes(process.env["CI"] ?? "");
  if (!process.stdin.isTTY || !process.stdout.isTTY || isCi) return null;
  if (argv.length === 0) return process.cwd();
  return argv.length === 2 && argv[0] === "-C" ? (argv[1] ?? null) : null;
}
