import type { Line, Span } from "../../paint/line.ts";
import { span } from "../../paint/span.ts";
import { cut, lineWidth } from "../../paint/width.ts";
import type { Shared } from "../../model.ts";
import type { RunView } from "../../run-view.ts";
import { clip } from "../../transcript/text-rows.ts";
import { verdictSigns } from "../../transcript/verdict-signs.ts";
import type { Amount } from "./amounts.ts";
import { amountsOf, budgetNames, showAmount } from "./amounts.ts";
import { requirementOf } from "./names.ts";
import type { Situation } from "./situation.ts";
import { isLive } from "./situation.ts";

/** Milliseconds without a sign of the run that are nothing to think about. */
const calm = 30_000;

/** Three rows: what it works on and who works; the verdicts so far; what is used of the budgets. */
export function headLines(
  view: RunView,
  situation: Situation,
  shared: Shared,
  columns: number,
): readonly Line[] {
  return [
    spread(subjectOf(view, shared), whoWorks(view), columns),
    spread(
      verdictsOf(view, Math.max(4, Math.floor(columns / 4))),
      [signOfLife(view, situation, shared)],
      columns,
    ),
    budgetsOf(amountsOf(view, isLive(situation), shared.now), columns),
  ];
}

function subjectOf(view: RunView, shared: Shared): Line {
  const { requirement } = view.state;
  const found = requirementOf(requirement, shared);
  if (found !== null)
    return [span(" "), span(found.title, "strong"), span(`  ${found.spec}:${found.line}`, "dim")];
  return [span(" "), span(requirement ?? view.specs.join(", "), "strong")];
}

/** From the fullest to the shortest. */
function whoWorks({ state: { started } }: RunView): readonly Line[] {
  if (started === null) return [[]];
  const { agent, model, sandbox } = started;
  const level = sandbox === "none" ? span("no sandbox", "warning") : span(`sandbox ${sandbox}`, "dim");
  const name = span(agent, "dim");
  const dot = span(" · ", "dim");
  return [
    [name, ...(model === null ? [] : [dot, span(model, "dim")]), dot, level],
    [name, dot, level],
    [level],
  ];
}

function verdictsOf({ state: { verdicts, verdict } }: RunView, most: number): Line {
  if (verdict === null) return [span(" "), span("no verdict yet", "dim")];
  const { passed, failed } = verdict.counts;
  return [
    span(" "),
    ...(verdicts.length > most ? [span("… ", "dim")] : []),
    ...verdicts
      .slice(-most)
      .map((outcome) => verdictSigns[outcome])
      .flatMap(({ sign, tone }) => [span(sign, tone), span(" ")]),
    span(` ${passed} of ${passed + failed} hold`),
  ];
}

/** Whether it lives, and since when nothing new came. */
function signOfLife(view: RunView, situation: Situation, shared: Shared): Line {
  switch (situation.is) {
    case "running": {
      const silence = Math.max(0, shared.now - view.lastProgress);
      const since = `last sign ${Math.floor(silence / 1000)} s ago`;
      const tone = silence < calm ? "dim" : "warning";
      return [...stepOf(view), span(silence < calm ? since : `! ${since}`, tone)];
    }
    case "paused":
      return [span("paused", "warning")];
    case "waits-for-edit":
      return [span("waits for your edit", "accent")];
    case "waits-for-answer":
      return [span("waits for your answer", "accent")];
    case "lost":
      return [span("process lost", "error")];
    case "stopped":
      return [span("stopped", "warning")];
    case "ended":
    case "conflict":
    case "compromised":
      return [span(`ended ${view.state.outcome ?? ""}`, "strong")];
    case "unknown":
      return [];
  }
}

function stepOf({ progress }: RunView): Line {
  if (progress === null || progress.step === "") return [];
  const { step, done, total } = progress;
  const count = done === null || total === null ? "" : ` ${done}/${total}`;
  return [clip(`${step}${count}`, 24, "dim"), span("  ")];
}

/** A row of amounts: with names and meters where there is room, else in the fewest words. */
function budgetsOf(amounts: readonly Amount[], columns: number): Line {
  const show = columns >= 100 ? withMeter : inWords;
  return cut(
    [span(" "), ...amounts.flatMap((amount, at) => [span(at === 0 ? "" : "  "), ...show(amount)])],
    columns,
  );
}

const meterWidth = 6;
/** From this share on a budget is soon used up. */
const soon = 0.8;

function withMeter(amount: Amount): Line {
  const { kind, used, limit } = amount;
  const share = shareOf(amount);
  const full = Math.round(share * meterWidth);
  const meter: Line =
    limit === null || used === null
      ? []
      : [
          span("━".repeat(full), share >= soon ? "warning" : "accent"),
          span(`${"─".repeat(meterWidth - full)} `, "dim"),
        ];
  return [span(`${budgetNames[kind]} `, "dim"), ...meter, usedOf(amount)];
}

const units = { turns: " turns", tokens: " tokens", cost: "", minutes: " min" } as const;

function inWords(amount: Amount): Line {
  return [usedOf(amount), span(units[amount.kind], "dim")];
}

function usedOf(amount: Amount): Span {
  const { kind, used, limit } = amount;
  if (used === null) return span("cost unknown", "dim");
  const shown = `${showAmount(kind, used)}${limit === null ? "" : `/${showAmount(kind, limit)}`}`;
  return span(shown, shareOf(amount) >= soon ? "warning" : "plain");
}

function shareOf({ used, limit }: Amount): number {
  return used === null || limit === null ? 0 : Math.min(1, used / limit);
}

/** Left and right on one row: the fullest right that leaves the left its half, or none. */
function spread(left: Line, rights: readonly Line[], columns: number): Line {
  const needed = Math.min(lineWidth(left), Math.floor(columns * 0.6));
  const right = rights.find((line) => needed + 2 + lineWidth(line) <= columns) ?? [];
  const room = columns - lineWidth(right) - (right.length === 0 ? 0 : 1);
  const shown = cut(left, Math.max(0, right.length === 0 ? columns : room - 1));
  if (right.length === 0) return shown;
  return [...shown, span(" ".repeat(room - lineWidth(shown))), ...right];
}
