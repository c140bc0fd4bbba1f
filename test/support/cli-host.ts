/**
 * Runs command lines one after the other in one process, each as `src/cli/start.js` would, for tests of what a
 * command says: the start of a process is most of what such a test takes. Told by messages, see `warm-cli.ts`.
 */
import process from "node:process";
import { runProgram } from "../../src/cli/program.ts";

const said = { stdout: "", stderr: "" };
for (const name of ["stdout", "stderr"] as const) {
  process[name].write = (text: string | Uint8Array) => {
    said[name] += String(text);
    return true;
  };
}

process.on("message", ({ args, cwd }: { args: readonly string[]; cwd: string }) => {
  void answer(args, cwd).then((ended) => process.send?.(ended));
});

async function answer(args: readonly string[], cwd: string) {
  process.chdir(cwd);
  Object.assign(said, { stdout: "", stderr: "" });
  try {
    const code = await runProgram(args);
    return { code, ...said };
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { code: null, ...said, stderr: said.stderr + stack };
  } finally {
    // What a command leaves behind for the end of its process.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.removeAllListeners(signal);
    for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners("error");
  }
}
