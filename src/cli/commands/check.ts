import { diagnosticAtOrigin, statusAtOrigin } from "../../app/change/at-change.ts";
import type { Change } from "../../app/change/read-change.ts";
import type { Checked } from "../../app/check.ts";
import { check } from "../../app/check.ts";
import type { ChangedWorld } from "../change.ts";
import { worldAtChange } from "../change.ts";
import type { CommandContext } from "../command.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { printChecked } from "../print/requirements.ts";
import { openWorld } from "../world.ts";

/** `check`: the gate. */
export async function run(context: CommandContext): Promise<number> {
  const world = await openWorld(context.directory);
  const { change } = context.options;
  if (typeof change !== "string") return checkAt(context, { world, specs: context.args, change: null });
  const changed = await worldAtChange(world, change, context.screen);
  if (changed === null) return 2;
  return checkAt(context, context.args.length === 0 ? changed : { ...changed, specs: context.args });
}

async function checkAt(
  { screen, options, signal }: CommandContext,
  { world, specs, change }: Omit<ChangedWorld, "change"> & { readonly change: Change | null },
): Promise<number> {
  const found = await check(world, {
    specs,
    signal,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  const checked = change === null ? found : atOrigin(found, change);
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

/** Lines as in the delta and the main spec, where they can be mended. */
function atOrigin(checked: Checked, change: Change): Checked {
  return {
    ...checked,
    requirements: checked.requirements.map((status) => statusAtOrigin(status, change)),
    diagnostics: checked.diagnostics.map((diagnostic) => diagnosticAtOrigin(diagnostic, change)),
  };
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
