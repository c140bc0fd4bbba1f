import type { OpenedSpec } from "../../../../app/engine/calls.ts";
import type { Shared, SpecVerdict } from "../../../model.ts";
import type { Line } from "../../../paint/line.ts";
import { row } from "../../../paint/span.ts";
import { wrap } from "../../../paint/wrap.ts";
import { standingAt, standingsOf } from "../standing.ts";
import { type Stop, diagnosticsAt } from "../stops.ts";
import { exampleLines } from "./example-lines.ts";
import { problemLines } from "./problem-lines.ts";
import { requirementLines } from "./requirement-lines.ts";

/** All that stands behind the cursor's stop, in rows of that width; the pane shows some of them. Remembered. */
export function paneLines(
  {
    opened,
    stops,
    at,
  }: { readonly opened: OpenedSpec; readonly stops: readonly Stop[]; readonly at: number },
  { verdicts }: Pick<Shared, "verdicts">,
  width: number,
): readonly Line[] {
  const stop = stops[at];
  if (stop === undefined) return wrap(row("Nothing stands behind this line.", "dim"), width);
  const verdict = verdicts.get(opened.summary.spec);
  const known = remembered.get(opened);
  if (known?.stop === stop && known.verdict === verdict && known.width === width) return known.lines;
  const lines = [
    ...sharedLine(stops, at, width),
    ...linesBehind(stop, opened, verdict, width),
    ...problemLines(diagnosticsAt(opened, stop), width),
  ];
  remembered.set(opened, { stop, verdict, width, lines });
  return lines;
}

const remembered = new WeakMap<
  OpenedSpec,
  {
    readonly stop: Stop;
    readonly verdict: SpecVerdict | undefined;
    readonly width: number;
    readonly lines: readonly Line[];
  }
>();

function linesBehind(
  stop: Stop,
  opened: OpenedSpec,
  verdict: SpecVerdict | undefined,
  width: number,
): readonly Line[] {
  const standings = standingsOf(opened, verdict);
  const standing = standingAt(stop, standings);
  switch (stop.is) {
    case "requirement":
      return requirementLines(stop, standing, standings, width);
    case "example":
      return exampleLines(stop, standing, width);
    case "problem":
      return [];
  }
}

/** Sentences may share a line, on which the cursor then seems to stand still. */
function sharedLine(stops: readonly Stop[], at: number, width: number): Line[] {
  const line = stops[at]?.line;
  const same = stops.filter((stop) => stop.line === line);
  if (same.length < 2) return [];
  const own = same.findIndex((stop) => stop === stops[at]) + 1;
  return wrap(row(`${own} of ${same.length} on this line`, "dim"), width);
}
