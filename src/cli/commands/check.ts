import { diagnosticAtOrigin, statusAtOrigin } from "../../app/change/at-change.ts";
import type { Change } from "../../app/change/read-change.ts";
import type { Checked } from "../../app/check.ts";
import { check } from "../../app/check.ts";
import type { Baselined } from "../../app/baseline.ts";
import type { HeldToBaseline } from "../../verdict/hold-to-baseline.ts";
import { choiceOf } from "../check/choice-of.ts";
import { baselineOf } from "../check/baseline-of.ts";
import type { ChangedWorld } from "../change.ts";
import { worldAtChange } from "../change.ts";
import type { CommandContext } from "../command.ts";
import { printBaselined } from "../print/baseline.ts";
import type { KnownDebt } from "../../docs/report/report.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { printDrift } from "../print/drift.ts";
import { leftOutLines } from "../print/left-out.ts";
import { printChecked } from "../print/requirements.ts";
import { openReports } from "../report/open-reports.ts";
import { countUnreviewed } from "../../verdict/statuses.ts";
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
  context: CommandContext,
  { world, specs, change }: Omit<ChangedWorld, "change"> & { readonly change: Change | null },
): Promise<number> {
  const { options, signal } = context;
  const { screen, write: writeReports } = openReports(context);
  const hold = await baselineOf(world, options);
  const choice = choiceOf(world, options);
  const found = await check(world, {
    specs,
    choose: choice.choose,
    signal,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  const checked = change === null ? found : atOrigin(found, change);
  const isStrict = options["strict"] === true;
  const baselined = hasErrors(found) ? null : ((await hold?.(found)) ?? null);
  await writeReports({ ...checked, ...(baselined !== null && { debt: debtOf(baselined) }) });
  if (screen.isJson) screen.out(JSON.stringify(toJson(checked, baselined), null, 2));
  printDiagnostics(screen, checked.diagnostics);
  if (hasErrors(checked)) {
    screen.err(`\n${countDiagnostics(checked.diagnostics)}: nothing was run.`);
    return 2;
  }
  if (!screen.isJson) {
    printChecked(screen, checked, baselined?.held ?? null);
    for (const line of leftOutLines(checked, choice.said())) screen.out(screen.paint("dim", line));
    if (baselined !== null) printBaselined(screen, baselined);
    printDrift(screen, checked.drift);
  }
  return baselined === null
    ? exitCode(checked, isStrict)
    : exitCodeAgainst(baselined.held, checked, isStrict);
}

function debtOf({ held }: Baselined): KnownDebt {
  return { known: held.known.map(({ id }) => id), isWorse: held.new.length > 0 };
}

function hasErrors({ diagnostics }: Checked): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** Lines as in the delta and the main spec, where they can be mended. */
function atOrigin(checked: Checked, change: Change): Checked {
  return {
    ...checked,
    // Suites and lock speak of the specs as they are, not as a change would make them.
    drift: [],
    requirements: checked.requirements.map((status) => statusAtOrigin(status, change)),
    diagnostics: checked.diagnostics.map((diagnostic) => diagnosticAtOrigin(diagnostic, change)),
  };
}

/** The exit status of a check, from its outcome; `--strict` wants `holds` or `manual` everywhere, no open question, and no example that nobody has looked at. */
export function exitCode(
  { outcome, summary, endedWhy, questions, requirements }: Checked,
  isStrict: boolean,
): number {
  if (outcome === "compromised") return 3;
  if (outcome === "infra") return 4;
  if (outcome !== "green" || endedWhy !== "") return 1;
  const open = summary.weak + summary.unproven + questions.length + countUnreviewed(requirements);
  return isStrict && open > 0 ? 1 : 0;
}

/** The same of a check that is held against a baseline: what does not hold counts only where it is new. */
export function exitCodeAgainst(held: HeldToBaseline, checked: Checked, isStrict: boolean): number {
  const { outcome, endedWhy, questions, requirements } = checked;
  if (outcome === "compromised" || outcome === "infra") return exitCode(checked, isStrict);
  if (endedWhy !== "" || held.new.length > 0) return 1;
  return isStrict && questions.length + countUnreviewed(requirements) > 0 ? 1 : 0;
}

/** The document that `--json` prints. */
function toJson(
  { outcome, summary, requirements, diagnostics, questions, drift, sandbox, drafts, ...rest }: Checked,
  baselined: Baselined | null,
): unknown {
  return {
    version: 1,
    outcome,
    summary,
    unreviewed: countUnreviewed(requirements),
    sandbox,
    drafts,
    untouched: rest.untouched,
    byReceipt: rest.byReceipt,
    requirements: requirements.map(({ id, spec, line, title, status, examples, unreviewed }) => ({
      id,
      spec,
      line,
      title,
      status,
      examples,
      ...(unreviewed !== undefined && { unreviewed }),
    })),
    questions: questions.length,
    openQuestions: questions,
    ...(baselined !== null && {
      baseline: { ...baselined.held, written: baselined.written?.entries ?? null },
    }),
    drift,
    diagnostics,
  };
}
