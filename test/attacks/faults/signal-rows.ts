import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { startCli } from "../../support/cli.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import { descendants, isAlive, until } from "../../support/processes.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { within } from "./kill-sweep.ts";
import { runOnce } from "./rig/one-run.ts";
import { ledgersOf, redProject, stateOf, threeEdits, treeOf } from "./rig/scene.ts";

export const signalRows: readonly AttackRow[] = [
  {
    id: "told-to-stop",
    mechanism: "signals to a run that is under way",
    does: "Sends a run of the real command line Ctrl-C once, Ctrl-C twice, TERM, and HUP, while the model is silent and the tests are kept warm.",
    must: "It ends by the contract (130, 143), its children are dead within a second, nothing is left in the temporary folder, and the run goes on to green afterwards.",
    defence:
      "signals finish the step, and programs run in groups that end with us: `cli/program.ts`, `adapters/sandbox/process-group.ts`",
    needs: "bubblewrap",
    withDefence: async (bench) => {
      const found = [];
      for (const signals of [["SIGINT"], ["SIGINT", "SIGINT"], ["SIGTERM"], ["SIGHUP"]] as const) {
        found.push(...(await interrupted(bench, signals)));
      }
      return {
        held: found.length === 0,
        saw: found.length === 0 ? "4 of 4 ended well, no child left" : found.join("; "),
      };
    },
    without: () => plainChild(),
  },
  {
    id: "reader-goes-away",
    mechanism: "a pipe that nobody reads any more",
    does: "Closes standard output of `run --json` after its first line, as `| head -1` does.",
    must: "The run goes on, its result is written, and it ends with 0.",
    defence: "a stream whose reader left is no error: `cli/program.ts`",
    needs: "bubblewrap",
    withDefence: (bench) => closedPipe(bench, {}),
    without: (bench) =>
      closedPipe(bench, { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(deaf)}` }),
  },
];

async function interrupted(
  bench: AttackBench,
  signals: readonly NodeJS.Signals[],
): Promise<readonly string[]> {
  const name = signals.join(" and ");
  const root = await redProject(bench, "stopped");
  const before = treeOf(root);
  const tmp = bench.folder("tmp");
  const silent = await startMessagesServer(() => ({ silent: true }));
  const answering = await startMessagesServer(threeEdits);
  try {
    const env = { ANTHROPIC_API_KEY: "test", ANTHROPIC_BASE_URL: silent.url, TMPDIR: tmp };
    const { child, ended } = startCli(["run", "--yes"], { cwd: root, env, timeout: 120_000 });
    await until(() => silent.requests.length === 1, 90_000, "the model is asked");
    const children = descendants(child.pid ?? 0);
    for (const signal of signals) {
      child.kill(signal);
      await delay(100);
    }
    const { code } = await ended;
    const living = () => children.filter(({ pid }) => isAlive(pid));
    await delay(living().length === 0 ? 0 : 1_000);
    const ran = await runOnce({ root, url: answering.url, tmp });
    const problems = [
      ...(code === (signals[0] === "SIGINT" ? 130 : 143) ? [] : [`exit ${code}`]),
      ...(children.length > 0 ? [] : ["it had no children to be ended"]),
      ...(living().length === 0 ? [] : [`${living().length} children live on`]),
      ...(readdirSync(tmp).length === 0 ? [] : [`${readdirSync(tmp).join(", ")} left behind`]),
      ...(ran.exitCode === 0 && stateOf(root, before) === "after" ? [] : [`then exit ${ran.exitCode}`]),
      ...(ledgersOf(root).length === 1 ? [] : ["it began anew"]),
    ];
    return problems.map((what) => `${name}: ${what}`);
  } finally {
    await Promise.all([silent.close(), answering.close()]);
  }
}

/** A program that starts another by a shell, as is commonly done, and is told to stop. */
async function plainChild(): Promise<Outcome> {
  const program =
    'require("node:child_process").spawn("sh", ["-c", "sleep 61 & wait"]); setTimeout(() => {}, 60_000);';
  const started = spawn(process.execPath, ["-e", program], { stdio: "ignore" });
  const gone = new Promise((done) => started.on("exit", done));
  await until(() => descendants(started.pid ?? 0).length === 2, 20_000, "its children are there");
  const children = descendants(started.pid ?? 0);
  started.kill("SIGTERM");
  await gone;
  await delay(1_000);
  const living = children.filter(({ pid }) => isAlive(pid));
  for (const { pid } of living) process.kill(pid, "SIGKILL");
  return {
    held: living.length === 0,
    saw: `${living.length} of ${children.length} children live on after a second`,
  };
}

/** Whatever listens for errors of the standard streams does not hear them. */
const deaf = `
  import process from "node:process";
  for (const stream of [process.stdout, process.stderr]) {
    const on = stream.on.bind(stream);
    stream.on = (name, listener) => (name === "error" ? stream : on(name, listener));
  }
`;

async function closedPipe(bench: AttackBench, over: Readonly<Record<string, string>>): Promise<Outcome> {
  const root = await redProject(bench, "piped");
  const before = treeOf(root);
  const server = await startMessagesServer(threeEdits);
  try {
    const env = {
      ANTHROPIC_API_KEY: "test",
      ANTHROPIC_BASE_URL: server.url,
      TMPDIR: bench.folder("tmp"),
      ...over,
    };
    const { child, ended } = startCli(["run", "--yes", "--json"], { cwd: root, env, timeout: 120_000 });
    child.stdout?.once("data", () => child.stdout?.destroy());
    const end = await within(120_000, ended);
    const state = stateOf(root, before);
    return {
      held: end?.code === 0 && state === "after",
      saw: `exit ${end?.code}, the project is as ${state}`,
    };
  } finally {
    await server.close();
  }
}
