import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { chooseSandbox } from "../../../src/adapters/sandbox/choose-sandbox.ts";
import type { Sandbox } from "../../../src/verdict/sandbox.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { bwrap, node, placeFor, said, shellIn } from "./confine.ts";
import type { Place } from "./confine.ts";

const CANARIES =
  "canaries before each run, judged from outside: adapters/sandbox/canaries.ts, judge-canaries.ts";

/** A `bwrap` that is none, or not all of it; each is what PATH finds first. */
export const fakeRows: readonly AttackRow[] = [
  fakeRow({
    id: "bwrap-that-only-execs",
    mechanism: "a fake bwrap that starts the program as it is",
    does: "Stands as bwrap on PATH, and starts what it is given without any sandbox; that ends a process outside.",
    fake: () => 'while [ "$1" != "--" ]; do shift; done; shift; exec "$@"',
  }),
  fakeRow({
    id: "bwrap-that-drops-an-option",
    mechanism: "a bwrap behind a wrapper that takes an option away",
    does: "Stands as bwrap on PATH, and passes everything on but --unshare-pid; the program ends a process outside.",
    fake: ({ base }) => {
      const changed = `sed -z 's/^--unshare-pid$/--unshare-ipc/; s/^--proc$/--ro-bind\\x00\\/proc/; ' <&3 >${base}/options`;
      return `${changed}; exec 3<${base}/options; exec ${bwrap()} "$@"`;
    },
  }),
];

interface Fake extends Pick<AttackRow, "id" | "mechanism" | "does"> {
  /** The text of a shell script. */
  readonly fake: (place: Place) => string;
}

function fakeRow({ fake, ...about }: Fake): AttackRow {
  const fakeSandbox = (place: Place): Sandbox => {
    const folder = join(place.base, "bin");
    mkdirSync(folder);
    writeFileSync(join(folder, "bwrap"), `#!/bin/sh\n${fake(place)}\n`);
    chmodSync(join(folder, "bwrap"), 0o755);
    const path = [folder, process.env["PATH"] ?? ""].join(delimiter);
    const tmp = join(place.base, "tmp");
    mkdirSync(tmp);
    return chooseSandbox({ platform: process.platform, path, node: node(), tmp });
  };
  const attack = async (bench: AttackBench, place: Place, sandbox: Sandbox): Promise<Outcome> => {
    const victim = spawn("sleep", ["60"], { stdio: "ignore" });
    await once(victim, "spawn");
    bench.atEnd(() => void victim.kill("SIGKILL"));
    const ended = await sandbox.launch({ ...shellIn(place, `kill -KILL ${victim.pid} 2>&1`), cwd: "/" });
    await delay(50);
    const held = victim.exitCode === null && victim.signalCode === null;
    return { held, saw: held ? `not reached: ${said(ended)}` : "a process outside is dead" };
  };
  return {
    ...about,
    needs: "bubblewrap",
    must: "The sandbox does not prove itself, and nothing is run in it.",
    defence: CANARIES,
    async withDefence(bench: AttackBench) {
      const place = placeFor(bench, about.id);
      const sandbox = fakeSandbox(place);
      const proof = await sandbox.prove();
      if (proof.holds) return attack(bench, place, sandbox);
      const caught = proof.canaries.filter(({ stopped }) => !stopped).map(({ name }) => name);
      return { held: proof.why === "canary", saw: `refused: ${caught.join(", ")}` };
    },
    async without(bench: AttackBench) {
      const place = placeFor(bench, `${about.id}-without`);
      return attack(bench, place, fakeSandbox(place));
    },
  };
}
