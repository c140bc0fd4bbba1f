import type { Linted } from "../../app/lint/lint-project.ts";
import { lintProject } from "../../app/lint/lint-project.ts";
import type { CommandContext } from "../command.ts";
import { lintJson, printLinted } from "../print/lint.ts";
import { openWorld } from "../world.ts";

/** `lint`: exit 1 for a finding at level `error`, or for any under `--strict`; 2 when a spec could not be read. */
export async function run({ screen, args, options, directory }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const dryRun = options["dryRun"] === true;
  const linted = await lintProject(world, { specs: args, fix: dryRun || options["fix"] === true, dryRun });
  if (screen.isJson) screen.out(JSON.stringify(lintJson(linted, { isDryRun: dryRun }), null, 2));
  else printLinted(screen, linted, { isDryRun: dryRun });
  return exitCode(linted, options["strict"] === true);
}

/** The exit status: what could not be read comes first. */
export function exitCode({ findings, diagnostics }: Linted, isStrict: boolean): number {
  if (diagnostics.some(({ severity }) => severity === "error")) return 2;
  return findings.some(({ severity }) => isStrict || severity === "error") ? 1 : 0;
}
