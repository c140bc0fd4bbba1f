import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import type { Outcome } from "../row.ts";
import { processesIn } from "./checked.ts";
import type { Unguarded } from "./cheat.ts";
import { layOut } from "./project.ts";

/** Without limits of time and memory: the module is called, and looked at after a while. We end it then. */
export function withoutLimitsItGoesOn(
  call: string,
  watch: { readonly ms: number; readonly megabytes?: number },
): Unguarded {
  return async ({ module }, bench) => {
    const root = bench.folder(module.name);
    layOut(root, [module]);
    const code = `const subject = await import(${JSON.stringify(pathToFileURL(join(root, "src", `${module.name}.ts`)).href)}); await subject.${call};`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
      cwd: root,
      env: { PATH: process.env["PATH"] },
      stdio: "ignore",
    });
    try {
      const { pid = 0 } = child;
      const { ms, megabytes = Infinity } = watch;
      for (let waited = 0; waited < ms && child.exitCode === null; waited += 100) {
        const used = residentMegabytes(pid);
        if (used > megabytes)
          return { held: false, saw: `without limits: ${megabytes} MB and more in ${waited} ms` };
        await delay(100);
      }
      const goesOn = child.exitCode === null && child.signalCode === null;
      return megabytes === Infinity && goesOn
        ? { held: false, saw: `without limits: still at it after ${ms} ms` }
        : { held: true, saw: `without limits: exit code ${child.exitCode}, signal ${child.signalCode}` };
    } finally {
      child.kill("SIGKILL");
    }
  };
}

function residentMegabytes(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    return (pages * 4096) / 1e6;
  } catch (error) {
    // It has ended.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}

/** Without a thread that can be ended: the spec's pattern is tried on the code's text where it is compared. */
export function matchedInPlace(pattern: RegExp, text: string): Unguarded {
  return async (): Promise<Outcome> => {
    const code = `new RegExp(${JSON.stringify(pattern.source)}).test(${JSON.stringify(text)})`;
    const child = spawn(process.execPath, ["-e", code], { stdio: "ignore", env: {} });
    try {
      await delay(2_500);
      return child.exitCode === null
        ? { held: false, saw: "matched in place: still at it after 2500 ms" }
        : { held: true, saw: `matched in place: exit code ${child.exitCode}` };
    } finally {
      child.kill("SIGKILL");
    }
  };
}

/** Without bounds of what is kept of the output: all of it is. */
export const outputKeptWhole: Unguarded = async ({ module }, bench) => {
  const root = bench.folder(module.name);
  layOut(root, [module]);
  const child = spawn(process.execPath, [join(root, "src", `${module.name}.ts`)], {
    cwd: root,
    env: { PATH: process.env["PATH"] },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let kept = 0;
  child.stdout.on("data", (chunk: Buffer) => (kept += chunk.length));
  await new Promise((settle) => child.once("close", settle));
  const megabytes = Math.round(kept / 1e6);
  return { held: megabytes < 100, saw: `without bounds: ${megabytes} MB to keep` };
};

/** Without the end of the whole process group: what the module has started is there when the module is not. */
export const leftToItself: Unguarded = async ({ module }, bench) => {
  const root = bench.folder(module.name);
  layOut(root, [module]);
  const child = spawn(process.execPath, [join(root, "src", `${module.name}.ts`)], {
    cwd: root,
    env: { PATH: process.env["PATH"] },
    stdio: "ignore",
  });
  await new Promise((settle) => child.once("close", settle));
  const left = processesIn(root);
  for (const pid of left) process.kill(pid, "SIGKILL");
  return { held: left.length === 0, saw: `only the process itself was waited for: ${left.length} left` };
};
