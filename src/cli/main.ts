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
  const { runProgram } = await import("./program.ts");
  process.exitCode = await runProgram(argv);
}
