import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownInstallation } from "../../../src/adapters/vitest/own-installation.ts";
import { suiteTexts } from "../../../src/app/red-gate.ts";
import type { Unguarded } from "./cheat.ts";
import { openAlone } from "./project.ts";
import type { Opened } from "./project.ts";

/** What a plain `vitest run` leaves for whoever judges by it. */
export interface PlainRun {
  /** Null when it had to be stopped. */
  readonly code: number | null;
  /** By Vitest's own JSON reporter; null without a report. */
  readonly passed: number | null;
  readonly planned: number;
  readonly printed: string;
}

/** Runs the generated suite by `vitest run`, in a fresh copy and in the sandbox, as a script would. */
export async function plainVitest(
  { world, project, sandbox, snapshot }: Opened,
  until?: RegExp,
): Promise<PlainRun> {
  const own = ownInstallation();
  const copy = await world.workspaces(sandbox.level).copy(snapshot, { put: suiteTexts(project.specs) });
  try {
    const { workspace, reads, root } = own.mountsFor(copy, sandbox.level);
    const report = "report-of-vitest.json";
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const isPrinted = new AbortController();
    let printed = "";
    const ended = await sandbox.launch(
      {
        argv: [own.node, join(dirname(own.ownVitest), "vitest.mjs"), "run", ...reporters],
        workspace,
        cwd: root,
        reads: [...reads, ...own.reads],
        env: { PATH: "/usr/bin:/bin", HOME: "/tmp", TZ: "UTC", CI: "true", NO_COLOR: "1" },
        limits: { wallMs: 30_000, outputBytes: 200_000 },
        onLine(line) {
          printed += `${line}\n`;
          // A module that prints a summary may hold its worker for good.
          if (until?.test(line) === true) isPrinted.abort();
        },
      },
      isPrinted.signal,
    );
    const path = join(copy.dir, report);
    const found = existsSync(path)
      ? (JSON.parse(readFileSync(path, "utf8")) as { readonly numPassedTests: number })
      : null;
    return {
      code: ended.how === "exit" ? ended.code : null,
      passed: found?.numPassedTests ?? null,
      planned: project.specs.reduce((sum, { suite }) => sum + suite.tests.length, 0),
      printed,
    };
  } finally {
    await copy.dispose();
  }
}

/** Without counting what has passed: the exit code alone. */
export const byExitCode: Unguarded = async ({ module, files }, bench) => {
  const { code, passed, planned } = await plainVitest(await openAlone(bench, module, files));
  return { held: code !== 0, saw: `vitest run: exit code ${code}, ${passed} of ${planned} passed` };
};

const summary = /^ +Tests +\d+ passed \(\d+\)$/m;

/** Without a line of our own in the output: what is printed is believed. */
export const byWhatIsPrinted: Unguarded = async ({ module, files }, bench) => {
  const { printed } = await plainVitest(await openAlone(bench, module, files), summary);
  const said = summary.exec(printed)?.[0].trim() ?? null;
  return { held: said === null, saw: `vitest run printed: ${said ?? "no test passed"}` };
};
