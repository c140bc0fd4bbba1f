import { consoleDifference } from "../../verdict/console.ts";
import type { ConsoleSurvivor } from "../../verdict/saboteurs/console-programs.ts";
import { consoleProgram } from "../../verdict/saboteurs/console-program.ts";
import type { Weakness } from "../../verdict/saboteurs/weaknesses.ts";
import type { Workspace } from "../../verdict/workspace.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import type { VerdictAt } from "../verdict-at.ts";

/**
 * Runs console examples on wrong programs, where only the shell can tell what it makes of their commands.
 *
 * @returns what those that pass all of their examples show.
 */
export async function tryConsoles(
  world: World,
  project: Project,
  open: readonly ConsoleSurvivor[],
  at: Pick<VerdictAt, "snapshot" | "sandbox" | "signal">,
): Promise<readonly Weakness[]> {
  const left = open.filter((survivor) => !passing.has(survivor));
  if (left.length > 0) await tryAll(world, project, left, at);
  return open.filter((survivor) => passing.get(survivor) === true).flatMap(({ weaknesses }) => weaknesses);
}

/** What was found out; a plan that did not change has the same survivors. */
const passing = new WeakMap<ConsoleSurvivor, boolean>();

async function tryAll(
  world: World,
  project: Project,
  open: readonly ConsoleSurvivor[],
  at: Pick<VerdictAt, "snapshot" | "sandbox" | "signal">,
): Promise<void> {
  const put = new Map(
    open.map(({ saboteur }, index) => [programPath(index), `${consoleProgram(saboteur)}\n`]),
  );
  const workspace = await world.workspaces(at.sandbox.level).copy(at.snapshot, { put });
  try {
    for (const [index, survivor] of open.entries()) {
      const bins = new Map(survivor.programs.map((program) => [program, programPath(index)]));
      const isPassed = await passesAll(world, survivor, { ...at, workspace, bins, project });
      if (at.signal?.aborted !== true) passing.set(survivor, isPassed);
    }
  } finally {
    await workspace.dispose();
  }
}

function programPath(index: number): string {
  return `greenbar-program-${index + 1}.mjs`;
}

async function passesAll(
  world: World,
  { examples }: ConsoleSurvivor,
  at: Pick<VerdictAt, "sandbox" | "signal"> & {
    readonly workspace: Workspace;
    readonly bins: ReadonlyMap<string, string>;
    readonly project: Project;
  },
): Promise<boolean> {
  for (const { body } of examples) {
    const commands = body.is === "console" ? body.commands : [];
    const results = await world.shell.run(
      {
        workspace: at.workspace,
        sandbox: at.sandbox,
        bins: at.bins,
        commands: commands.map(({ command }) => command),
        commandMs: at.project.config.timeouts.example * 2,
      },
      at.signal,
    );
    const isPassed = commands.every((command, index) => {
      const result = results[index];
      return result !== undefined && consoleDifference(command, result) === null;
    });
    if (!isPassed) return false;
  }
  return true;
}
