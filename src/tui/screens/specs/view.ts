import type { SpecSummary } from "../../../app/engine/calls.ts";
import type { RequirementStatus, Status } from "../../../verdict/statuses.ts";
import { countStatuses, statuses, worst } from "../../../verdict/statuses.ts";
import { viewField } from "../../field.ts";
import type { Shared } from "../../model.ts";
import type { Line, Span } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { statusSigns } from "../../paint/status-signs.ts";
import { fit } from "../../paint/width.ts";
import { windowOf } from "../../paint/window.ts";
import type { Size } from "../../screen.ts";
import { chosenIndex, shownSpecs } from "./state.ts";
import type { SpecsState } from "./state.ts";
import { isEmpty } from "./update.ts";
import { welcome } from "./welcome.ts";

export function viewSpecs(state: SpecsState, shared: Shared, size: Size): readonly Line[] {
  const { overview } = shared;
  if (overview.is === "loading") return [[], row("  reading the specs…", "dim")];
  if (overview.is === "failed") {
    return [
      [],
      [span("  ✗ ", "error"), span(overview.message)],
      ...overview.advice.map((line) => row(`    ${line}`, "dim")),
    ];
  }
  const typed = typedRows(state, size);
  if (isEmpty(shared)) return [...welcome(overview.value.project, size), ...typed];
  const shown = shownSpecs(state, shared);
  const head = summaryRows(overview.value.specs, shared);
  const chosen = chosenIndex(state, shown);
  const height = Math.max(1, size.rows - head.length - typed.length - 1);
  const { from, to } = windowOf(shown.length, chosen, height);
  const rows = shown
    .slice(from, to)
    .map((summary, at) => specRow(summary, from + at === chosen, shared, size.columns));
  const left = shown.length - to;
  return [
    ...head,
    ...(shown.length === 0 ? [row("  no spec has these words", "dim")] : rows),
    ...(left > 0 ? [row(`  … ${left} more`, "dim")] : []),
    ...typed,
  ];
}

/** What is typed, and what was wrong with it. */
function typedRows({ typing, filter, name, problem }: SpecsState, { columns }: Size): Line[] {
  const width = Math.max(10, columns - 16);
  const rows: Line[] = [];
  if (typing === "filter" || filter.text !== "") {
    rows.push(
      [],
      [
        span("  filter  ", "key"),
        ...viewField(filter, {
          width,
          focused: typing === "filter",
          placeholder: "words of a title or a path",
        }),
      ],
    );
  }
  if (typing === "name") {
    rows.push(
      [],
      [
        span("  name    ", "key"),
        ...viewField(name, { width, focused: true, placeholder: "such as slugify, or billing/vat" }),
      ],
    );
  }
  if (problem !== null) {
    rows.push([span("  ✗ ", "error"), span(problem.message)]);
    rows.push(...problem.advice.map((line) => row(`    ${line}`, "dim")));
  }
  return rows;
}

/** All requirements of the project in one bar and one line of counts. */
function summaryRows(specs: readonly SpecSummary[], shared: Shared): Line[] {
  const requirements = specs
    .filter(({ isDraft }) => !isDraft)
    .flatMap((summary) => requirementsOf(summary, shared));
  return [[], [span("  "), ...statusBar(requirements, 30), span("  "), ...countsLine(requirements)], []];
}

function specRow(summary: SpecSummary, isChosen: boolean, shared: Shared, columns: number): Line {
  const requirements = requirementsOf(summary, shared);
  const isWide = columns >= 100;
  const barWidth = isWide ? 12 : 6;
  const name: Line = [
    span(summary.title, isChosen ? "strong" : "plain"),
    ...(isWide ? [span(`  ${summary.spec}`, "dim")] : []),
  ];
  return [
    span(isChosen ? " › " : "   ", "accent"),
    signOf(summary, requirements),
    span(" "),
    ...fit(name, columns - 9 - barWidth - stateWidth),
    span("  "),
    ...fit(statusBar(requirements, barWidth), barWidth),
    span("  "),
    ...fit(stateOf(summary, shared), stateWidth),
  ];
}

/** Columns of the words about a spec. */
const stateWidth = 15;

function signOf({ errors, isDraft }: SpecSummary, requirements: readonly RequirementStatus[]): Span {
  if (errors > 0) return span("!", "error");
  if (isDraft || requirements.length === 0) return span(" ");
  const status = worst(requirements.map((requirement) => requirement.status));
  return span(statusSigns[status], status);
}

/** What is going on with a spec, or what is known of it, in a few words. */
function stateOf(summary: SpecSummary, shared: Shared): Span[] {
  const working = shared.pending.find(
    ({ request }) =>
      (request.do === "check" || request.do === "generate") &&
      (request.specs.length === 0 || request.specs.includes(summary.spec)),
  );
  if (working !== undefined)
    return [span(working.request.do === "check" ? "checking…" : "generating…", "accent")];
  const running = [...shared.liveRuns].some((run) => {
    const view = shared.runs.get(run);
    return view !== undefined && (view.specs.length === 0 || view.specs.includes(summary.spec));
  });
  if (running) return [span("▶ running", "accent")];
  if (summary.isDraft) return [span("draft", "dim")];
  if (summary.errors > 0)
    return [span(summary.errors === 1 ? "1 error" : `${summary.errors} errors`, "error")];
  const verdict = shared.verdicts.get(summary.spec);
  if (verdict !== undefined && verdict.hash === summary.hash) {
    const tone = verdict.outcome === "green" ? "holds" : "fails";
    return verdict.isOld ? [span(`was ${verdict.outcome}`, "dim")] : [span(verdict.outcome, tone)];
  }
  if (summary.suite === "missing") return [span("no tests yet", "dim")];
  return [span(`${summary.haveHeld} of ${summary.examples} held`, "dim")];
}

/** Statuses of the last check where there was one of this text, else what is known without running anything. */
function requirementsOf(summary: SpecSummary, { verdicts }: Shared): readonly RequirementStatus[] {
  const verdict = verdicts.get(summary.spec);
  return verdict !== undefined && verdict.hash === summary.hash ? verdict.requirements : summary.requirements;
}

/** One cell a requirement, at most `width`: a cell of several shows the one that needs a person most. */
function statusBar(requirements: readonly RequirementStatus[], width: number): Line {
  const cells = Math.min(width, requirements.length);
  return Array.from({ length: cells }, (_, cell) => {
    const from = Math.floor((cell * requirements.length) / cells);
    const to = Math.max(from + 1, Math.floor(((cell + 1) * requirements.length) / cells));
    const status = worst(requirements.slice(from, to).map((requirement) => requirement.status));
    return span(cellOf[status], status);
  });
}

/** What holds is full, what fails is half, what is not known is hollow: told apart without colour. */
const cellOf: Readonly<Record<Status, string>> = {
  holds: "█",
  manual: "█",
  weak: "▓",
  fails: "▒",
  drifted: "▒",
  unproven: "░",
  unbound: "░",
};

function countsLine(requirements: readonly RequirementStatus[]): Line {
  const counts = countStatuses(requirements);
  const parts = statuses
    .toReversed()
    .filter((status) => counts[status] > 0)
    .map((status): Line => [span(`${statusSigns[status]} ${counts[status]} ${status}`, status)]);
  return parts.flatMap((part, at) => (at === 0 ? part : [span(" · ", "dim"), ...part]));
}
