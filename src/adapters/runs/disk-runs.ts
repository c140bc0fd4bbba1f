import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Runs } from "../../app/ports.ts";
import { UserError } from "../../app/user-error.ts";
import { claimProject } from "../run-host/open-host.ts";
import { openAppendLog, readAppendLog } from "../disk/append-log.ts";

/**
 * Runs below `.greenbar/runs` of a project: one folder each, with its ledger and the copy that the agent works
 * in. Ids begin with the time at which the run began, so that they sort.
 */
export function createDiskRuns(root: string, world: { now(): Date; random(): string }): Runs {
  const folder = join(root, ".greenbar", "runs");
  return {
    async list() {
      const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return [];
        throw new UserError(4, `${folder} cannot be read: ${error.message}`, { cause: error });
      });
      return entries
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .toSorted()
        .toReversed();
    },
    newId: () => `${world.now().toISOString().replaceAll(/[-:]/g, "").slice(0, 15)}-${world.random()}`,
    workspaceDir: (id) => join(folder, id, "workspace"),
    hold: (id) => claimProject(root, { run: id, socket: null }),
    async read(id) {
      const read = await readAppendLog(join(folder, id, "ledger.jsonl"));
      if (!read.ok) throw damaged(read.message);
      return read.events;
    },
    async open(id) {
      const opened = await openAppendLog(join(folder, id, "ledger.jsonl"));
      if (!opened.ok) throw damaged(opened.message);
      const { log, events, notices } = opened;
      return {
        read: () => Promise.resolve({ events, notice: notices[0] ?? null }),
        append: (event) => log.append([{ ...event }]),
        close: () => log.close(),
      };
    },
  };
}

function damaged(message: string): UserError {
  return new UserError(4, message, { advice: ["Or start over: greenbar run --fresh."] });
}
