import type { OpenedSpec } from "../../../app/engine/calls.ts";
import { countStatuses, statuses } from "../../../verdict/statuses.ts";
import type { Shared } from "../../model.ts";
import type { Line, Span } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { statusSigns } from "../../paint/status-signs.ts";
import { cut, fit, lineWidth } from "../../paint/width.ts";
import type { Size } from "../../screen.ts";
import { isOldVerdict, standingsOf } from "./standing.ts";
import { diagnosticsOf } from "./stops.ts";

/** Above the document: title and counts; subject, and what is known of the truth; a rule where there is room. */
export function headLines(opened: OpenedSpec, shared: Shared, { columns, rows }: Size): Line[] {
  return [
    twoSides(titleOf(opened), countsOf(opened, shared, columns), columns),
    twoSides(subjectsOf(opened), checkOf(opened, shared), columns),
    row("─".repeat(columns), "dim"),
  ].slice(0, rows);
}

/** The left side gives way; a blank at both edges. */
function twoSides(left: Line, right: Line, columns: number): Line {
  const end = cut(right, columns - 2);
  const room = Math.max(0, columns - lineWidth(end) - 4);
  return [span(" "), ...fit(left, room), span("  "), ...end, span(" ")];
}

function titleOf({ summary }: OpenedSpec): Line {
  return [span(summary.title, "strong"), ...(summary.isDraft ? [span("  a draft", "dim")] : [])];
}

/** Requirements by status, the worst first; with their words where there is room. */
function countsOf(opened: OpenedSpec, { verdicts }: Shared, columns: number): Line {
  const { summary } = opened;
  const verdict = verdicts.get(summary.spec);
  const standings = standingsOf(opened, verdict);
  const counts = countStatuses(
    summary.requirements.map((own) => ({ ...own, status: standings.get(own.id)?.status ?? own.status })),
  );
  const parts: Span[] = statuses
    .filter((status) => counts[status] > 0)
    .map((status) => {
      const tone = verdict !== undefined && isOldVerdict(opened, verdict) ? "dim" : status;
      const words = columns >= wordsFrom ? `${counts[status]} ${status}` : `${counts[status]}`;
      return span(`${statusSigns[status]} ${words}`, tone);
    });
  const errors = diagnosticsOf(opened).filter(({ severity }) => severity === "error").length;
  if (errors > 0) parts.unshift(span(`! ${errors} error${errors === 1 ? "" : "s"}`, "error"));
  return parts.flatMap((part, at) => (at === 0 ? [part] : [span("  "), part]));
}

const wordsFrom = 100;

function subjectsOf({ subjects }: OpenedSpec): Line {
  if (subjects.length === 0) return row("no subject", "dim");
  return subjects.flatMap(({ path, exists }, at) => [
    ...(at === 0 ? [] : [span(", ", "dim")]),
    span(path, "dim"),
    ...(exists ? [] : [span(" (not there yet)", "unbound")]),
  ]);
}

function checkOf(opened: OpenedSpec, { pending, verdicts }: Shared): Line {
  const { spec } = opened.summary;
  const checking = pending.find(
    ({ request }) => request.do === "check" && (request.specs.length === 0 || request.specs.includes(spec)),
  );
  if (checking !== undefined) {
    const { step, done, total } = checking;
    const where = step === "" ? "" : `: ${step}`;
    return row(`checking${where}${done === null || total === null ? "" : ` ${done}/${total}`}`, "accent");
  }
  const verdict = verdicts.get(spec);
  if (verdict === undefined) return row("not checked yet", "dim");
  if (isOldVerdict(opened, verdict)) return row("changed since the check", "warning");
  return [span("checked: ", "dim"), span(verdict.outcome, verdict.outcome === "green" ? "holds" : "fails")];
}
