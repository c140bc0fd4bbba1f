import process from "node:process";
import { hostMark } from "../../adapters/run-host/host-words.ts";
import type { HostWord } from "../../adapters/run-host/host-words.ts";

/** Whoever started this process as the host of a run, and waits for its first word. */
export interface Parent {
  /** Says it and lets the parent go; later words are not said. */
  tell(word: HostWord): Promise<void>;
}

/** The parent of a host; null for a process that a person started. */
export function parentOfHost(): Parent | null {
  const isHost = process.env[hostMark] === "1" && process.send !== undefined;
  // What this process starts is no host.
  delete process.env[hostMark];
  if (!isHost) return null;
  return {
    async tell(word) {
      if (!process.connected) return;
      await new Promise<void>((done) => {
        // A parent that is gone meanwhile is no reason to end: that is what a host is for.
        process.send?.(word, undefined, undefined, () => done());
      });
      if (process.connected) process.disconnect();
    },
  };
}
