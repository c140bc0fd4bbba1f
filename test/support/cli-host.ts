/**
 * Runs command lines one after the other in one process, each as `src/cli/start.js` would, for tests of what a
 * command says: the start of a process is most of what such a test takes. Told by messages, see `warm-cli.ts`.
 */
import process from "node:process";
import { runProgram } from "../../src/cli/program.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const streams = [process.stdout, process.stderr];

process.on("message", ({ args, cwd }: { args: readonly string[]; cwd: string }) => {
  void answer(args, cwd).then((ended) => process.send?.(ended));
});

async function answer(args: readonly string[], cwd: string) {
  process.chdir(cwd);
  const texts = streams.map(() => "");
  const writes = streams.map((stream) => stream.write);
  streams.forEach((stream, index) => {
    stream.write = (text: string | Uint8Array) => {
      texts[index] += String(text);
      return true;
    };
  });
  try {
    const code = await runProgram(args);
    return { code, stdout: texts[0], stderr: texts[1] };
  } catch (error) {
    return { code: null, stdout: texts[0], stderr: error instanceof Error ? error.stack : String(error) };
  } finally {
    streams.forEach((stream, index) => (stream.write = writes[index] as typeof stream.write));
    // What a command leaves behind for the end of its process.
    for (const signal of signals) process.removeAllListeners(signal);
    for (const stream of streams) stream.removeAllListeners("error");
  }
}
