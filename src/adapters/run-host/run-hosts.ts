import { join } from "node:path";
import type { RunHosts } from "../../app/run/host.ts";
import { UserError } from "../../app/user-error.ts";
import { claimPath, readHolder } from "./claim.ts";
import { connectRun } from "./connect-run.ts";
import type { RunConnection } from "./connect-run.ts";
import { orderWords } from "./host-words.ts";
import { isProvablyDead } from "./process-identity.ts";
import { startHost } from "./start-host.ts";
import type { OwnCommand } from "./start-host.ts";

/** Runs of one project in processes of their own, found by the project's claim and joined at their sockets. */
export interface ProcessRunHosts extends RunHosts {
  join(run: string): Promise<RunConnection | null>;
}

/** The run hosts of the project at `root`; new ones are started by greenbar's own command line. */
export function createRunHosts({ root, ...own }: OwnCommand & { readonly root: string }): ProcessRunHosts {
  return {
    async start(order) {
      const log = join(root, ".greenbar", "runs", "host.log");
      const words = orderWords(order);
      const { run, socket } = await startHost(own, { root, words, log });
      const link = await connectRun(run, socket);
      if (link !== null) return link;
      throw new UserError(4, `run ${run} began, and its process is gone`, {
        advice: [`What it said is in ${log}.`],
      });
    },
    async join(run) {
      const holder = await living(root);
      return holder?.run === run && holder.socket !== null ? connectRun(run, holder.socket) : null;
    },
    async live() {
      const run = (await living(root))?.run ?? null;
      return run === null ? [] : [run];
    },
  };
}

async function living(root: string) {
  const holder = await readHolder(claimPath(root));
  return holder === null || isProvablyDead(holder) ? null : holder;
}
