import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { startMessagesServer } from "../../support/messages-server.ts";
import type { AttackBench } from "../row.ts";
import type { DiskOrder, DiskSwept } from "./rig/disk-child.ts";
import { redProject, threeEdits } from "./rig/scene.ts";

const child = join(import.meta.dirname, "rig/disk-child.ts");

/** A disk of two megabytes of its own, in a namespace that ends with the process: nothing is left mounted. */
const small = ["unshare", "--map-root-user", "--mount", "sh", "-c"] as const;
const mount = 'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"';

/** True where a small file system can be mounted. */
export function canMount(bench: AttackBench): boolean {
  const [program, ...args] = small;
  return spawnSync(program, [...args, mount, bench.folder("mount"), "true"]).status === 0;
}

/** Runs on a disk that fails, in a process of its own; see `rig/disk-child.ts`. */
export async function diskSweep(
  bench: AttackBench,
  given: Pick<DiskOrder, "mode"> & Partial<DiskOrder>,
): Promise<DiskSwept> {
  const server = await startMessagesServer(neverTheSameId());
  try {
    const order: DiskOrder = {
      base: bench.folder("disk"),
      red: await redProject(bench, "red"),
      url: server.url,
      everyRead: 1,
      from: 0,
      isPlain: false,
      ...given,
    };
    const own = [process.execPath, child, JSON.stringify(order)];
    const words = order.mode === "fill" ? [...small, mount, order.base, ...own] : own;
    return JSON.parse(await output(words)) as DiskSwept;
  } finally {
    await server.close();
  }
}

/**
 * As the real service does, no id twice: a read that fails once may cost the agent a new conversation, in which the same
 * edits are other calls. A call that is made twice is one id twice, and two lines where the scene wants one.
 */
function neverTheSameId(): typeof threeEdits {
  let answered = 0;
  return (request) => {
    const answer = threeEdits(request);
    answered += 1;
    if (!("calls" in answer) || answer.calls === undefined) return answer;
    return { ...answer, calls: answer.calls.map((call) => ({ ...call, id: `${call.id}_${answered}` })) };
  };
}

function output([program = "", ...args]: readonly string[]): Promise<string> {
  const { PATH, TMPDIR } = process.env;
  const started = spawn(program, args, { env: { PATH, TMPDIR }, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  started.stdout.setEncoding("utf8").on("data", (more: string) => (text += more));
  return new Promise((done, fail) => {
    started.on("error", fail);
    started.on("close", (code) =>
      code === 0 ? done(text) : fail(new Error(`the child ended with ${code}`)),
    );
  });
}
