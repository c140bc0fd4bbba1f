import { randomUUID } from "node:crypto";
import type { HostMessage } from "../../app/run/host.ts";
import type { Steer } from "../../app/run/steer.ts";
import { UserError } from "../../app/user-error.ts";
import { claim, claimPath } from "./claim.ts";
import type { Claim, Holder } from "./claim.ts";
import { ownIdentity } from "./process-identity.ts";
import { serveRun } from "./serve-run.ts";

/** This process as the host of a project's one run. */
export interface OpenHost {
  /** Path of its socket. */
  readonly socket: string;
  readonly listeners: () => number;
  readonly say: (message: HostMessage) => void;
  readonly steerBy: (steer: Steer) => void;
  /** Says which run it is: from then on it can be joined by its id. */
  readonly name: (run: string) => Promise<void>;
  /** Gives the project free, says how it ended, and closes. */
  end(ended: Extract<HostMessage, { is: "ended" }>): Promise<void>;
}

/**
 * Claims a project for a run of this process, and serves that run.
 *
 * @param tmp - the temporary folder.
 * @throws UserError with exit code 3 while another run goes on.
 */
export async function openHost(root: string, tmp: string): Promise<OpenHost> {
  const served = await serveRun(tmp);
  try {
    const own = await claimProject(root, { run: null, socket: served.socket });
    return {
      socket: served.socket,
      listeners: served.listeners,
      say: served.say,
      steerBy: served.steerBy,
      name: own.name,
      async end(ended) {
        await own.release();
        served.say(ended);
        await served.close();
      },
    };
  } catch (error) {
    await served.close();
    throw error;
  }
}

/**
 * Claims a project for this process.
 *
 * @throws UserError with exit code 3 while a run goes on in it.
 */
export async function claimProject(root: string, at: Pick<Holder, "run" | "socket">): Promise<Claim> {
  const claimed = await claim(claimPath(root), { ...ownIdentity(), nonce: randomUUID(), ...at });
  if (claimed.is === "claimed") return claimed.claim;
  throw held(claimed.by, claimPath(root));
}

function held({ run, pid, machine, socket }: Holder, path: string): UserError {
  const which = run === null ? "a run" : `run ${run}`;
  const here = machine === ownIdentity().machine;
  const where = here ? `process ${pid}` : `process ${pid} on ${machine}`;
  return new UserError(3, `${which} goes on in this project already (${where}), and there is one at a time`, {
    advice: [
      ...(here && socket !== null
        ? ["See it: greenbar run --join", "Stop it, resumably: greenbar run --stop"]
        : []),
      ...(here ? [] : [`If that process is gone, delete ${path}: from here it cannot be known.`]),
    ],
  });
}
