import { tmpdir } from "node:os";
import { createBubblewrap } from "../../../src/adapters/sandbox/bubblewrap.ts";
import { findOnPath } from "../../../src/adapters/sandbox/choose-sandbox.ts";
import type { Ended, Mount, Program, Sandbox } from "../../../src/verdict/sandbox.ts";

export const bwrap = findOnPath("bwrap", process.env["PATH"] ?? "");

/** Why a test that needs bubblewrap is skipped, where it is not installed. */
export const NEEDS_BWRAP = "needs bubblewrap (bwrap) on PATH: apt install bubblewrap";

export const sandbox: Sandbox = createBubblewrap({ bwrap, node: process.execPath, tmp: tmpdir() });

export const sameInside = (path: string): Mount => ({ host: path, inside: path });

/** Runs a shell script in the sandbox, in `host` as /srv/app. */
export function shell(host: string, script: string, more: Partial<Program> = {}): Promise<Ended> {
  return sandbox.launch({
    argv: ["/bin/sh", "-c", script],
    workspace: { host, inside: "/srv/app" },
    cwd: "/srv/app",
    reads: [],
    env: { PATH: "/usr/bin:/bin" },
    limits: { wallMs: 10_000, outputBytes: 100_000 },
    ...more,
  });
}
