import type { Status } from "../../../../verdict/statuses.ts";
import { statuses } from "../../../../verdict/statuses.ts";
import { emptyLine } from "../../../paint/line.ts";
import type { Line, Span } from "../../../paint/line.ts";
import { row, span } from "../../../paint/span.ts";
import { statusSigns } from "../../../paint/status-signs.ts";
import { wrap } from "../../../paint/wrap.ts";
import { quotedRows } from "../../../transcript/text-rows.ts";
import type { Standing, Standings } from "../standing.ts";
import type { Stop } from "../stops.ts";
import { verdictLines } from "./example-lines.ts";
import { meanings, statusLine } from "./status-words.ts";

/** A requirement: how its examples stand, how many the agent will not see, why a person checks it. */
export function requirementLines(
  { requirement, example }: Extract<Stop, { is: "requirement" }>,
  standing: Standing | null,
  standings: Standings,
  width: number,
): Line[] {
  const { title, examples, holdOuts, manual, form } = requirement;
  const own = examples.filter((one) => one !== example);
  const standIn = example === null ? null : (standings.get(example.id) ?? null);
  return [
    ...(standing === null ? [] : wrap(statusLine(standing, "requirement"), width)),
    ...wrap(row(title, "strong"), width),
    ...(standIn === null
      ? wrap(row(meanings[standing?.status ?? "unbound"]), width)
      : verdictLines(standIn, width)),
    ...(own.length === 0 ? [] : [emptyLine, ...wrap(countsLine(own, standings), width)]),
    ...(holdOuts === 0 ? [] : wrap(row(holdOutWords(holdOuts)), width)),
    ...(manual === null ? [] : [...wrap(row("A person checks it:"), width), ...quotedRows(manual, width)]),
    emptyLine,
    ...wrap(form === null ? [span("e", "key"), span(" edits it here", "dim")] : addLine(form.call), width),
  ];
}

/** `12 examples: ✗ 1 fails · ✓ 11 holds` */
function countsLine(
  examples: readonly { readonly id: string; readonly status: Status }[],
  standings: Standings,
): Line {
  const own = examples.map(({ id, status }) => standings.get(id)?.status ?? status);
  const counts = statuses
    .map((status) => ({ status, count: own.filter((one) => one === status).length }))
    .filter(({ count }) => count > 0);
  return [
    span(`${own.length} example${own.length === 1 ? "" : "s"}: `),
    ...counts.flatMap(({ status, count }, at): Span[] => [
      ...(at === 0 ? [] : [span(" · ", "dim")]),
      span(`${statusSigns[status]} ${count} ${status}`, status),
    ]),
  ];
}

/** How many, never which: who reads this may be watched by who must not know. */
function holdOutWords(holdOuts: number): string {
  return holdOuts === 1
    ? "1 of its examples is kept from the agent"
    : `${holdOuts} of its examples are kept from the agent`;
}

function addLine(call: string): Line {
  return [span("a", "key"), span(" adds an example of ", "dim"), span(call, "code")];
}
