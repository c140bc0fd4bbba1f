import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { afterAll } from "vitest";
import type { CliEnded } from "./cli.ts";

/**
 * Command lines without a process for each: what `runCli` gives, from one process that lives as long as the test
 * file. For tests of words and exit statuses; what has to do with the process itself needs `runCli`.
 */
export function openWarmCli(): (
  args: readonly string[],
  options: { readonly cwd: string },
) => Promise<CliEnded> {
  const { PATH, TMPDIR, HOME } = process.env;
  const host = fork(join(import.meta.dirname, "cli-host.ts"), [], {
    env: { PATH, TMPDIR, HOME },
    execArgv: [],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  afterAll(() => host.kill());
  return async (args, { cwd }) => {
    const since = performance.now();
    host.send({ args, cwd });
    const [ended] = (await once(host, "message")) as [Pick<CliEnded, "code" | "stdout" | "stderr">];
    const all = ended.stdout + ended.stderr;
    return { ...ended, signal: null, all, ms: performance.now() - since };
  };
}
