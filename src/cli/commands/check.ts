import type { Checked } from "../../app/check.ts";
import { check } from "../../app/check.ts";
import type { CommandContext } from "../command.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { printChecked } from "../print/requirements.ts";
import { openWorld } from "../world.ts";

/** `check`: the gate. */
export async function run({ screen, args, options, directory, signal }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const checked = await check(world, {
    specs: args,
    signal,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  const isStrict = options["strict"] === true;
  if (screen.isJson) screen.out(JSON.stringify(toJson(checked), null, 2));
  printDiagnostics(screen, checked.diagnostics);
  if (checked.diagnostics.some(({ severity }) => severity === "error")) {
    screen.err(`\n${countDiagnostics(checked.diagnostics)}: nothing was run.`);
    return 2;
  }
  if (!screen.isJson) printChecked(screen, checked);
  return exitCode(checked, isStrict);
}

/** The exit status of a check, from its outcome; `--strict` wants `holds` or `manual` everywhere. */
export function exitCode({ outcome, summary, endedWhy }: Checked, isStrict: boolean): number {
  if (outcome === "compromised") return 3;
  if (outcome === "infra") return 4;
  if (outcome !== "green" || endedWhy !== "") return 1;
  return isStrict && summary.weak + summary.unproven > 0 ? 1 : 0;
}

/** The document that `--json` prints. */
function toJson({ outcome, summary, requirements, diagnostics, sandbox, drafts }: Checked): unknown {
  return {
    version: 1,
    outcome,
    summary,
    sandbox,
    drafts,
    requirements: requirements.map(({ id, spec, line, title, status, examples }) => ({
      id,
      spec,
      line,
      title,
      status,
      examples,
    })),
    diagnostics,
  };
}
