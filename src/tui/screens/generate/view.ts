import { createTwoFilesPatch } from "diff";
import type { Generated } from "../../../app/generate.ts";
import type { PlannedWrite } from "../../../app/plan-writes.ts";
import type { Shared } from "../../model.ts";
import type { Line, Tone } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { cut, fit } from "../../paint/width.ts";
import { wrap } from "../../paint/wrap.ts";
import type { Size } from "../../screen.ts";
import { examplesOf } from "./state.ts";
import type { GenerateState, NamedExample, SeenExample } from "./state.ts";

export function viewGenerate(state: GenerateState, shared: Shared, size: Size): readonly Line[] {
  const rows = generateRows(state, shared, size);
  const isLive = state.phase.is === "running" && state.top === 0;
  // While it goes on the end is what is new.
  const from = isLive
    ? Math.max(0, rows.length - size.rows)
    : Math.min(state.top, Math.max(0, rows.length - size.rows));
  return rows.slice(from, from + size.rows).map((line) => cut(line, size.columns));
}

/** All rows of the screen; a window of them is shown. */
export function generateRows(state: GenerateState, shared: Shared, size: Size): readonly Line[] {
  const { phase } = state;
  switch (phase.is) {
    case "planning":
      return [[], row("  compiling…", "dim")];
    case "failed":
      return [
        [],
        [span("  ✗ ", "error"), span(phase.message)],
        ...phase.advice.map((line) => row(`    ${line}`, "dim")),
      ];
    case "planned":
      return plannedRows(phase.plan, size);
    case "running":
      return runningRows(examplesOf(state, shared), phase.seen, shared, size);
    case "done":
      return doneRows(phase.result, examplesOf(state, shared), phase.seen, size);
  }
}

function plannedRows(plan: Generated, size: Size): Line[] {
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    return [
      [],
      row("  It cannot be compiled yet.", "strong"),
      [],
      ...errors.flatMap(({ file, place, message, expected }): Line[] => [
        ...wrap(
          [span("  ! ", "error"), span(`${file}:${place.line}:${place.column}`, "dim"), span(`  ${message}`)],
          size.columns,
          [span("    ")],
        ),
        ...(expected === ""
          ? []
          : wrap(row(`    expected: ${expected}`, "dim"), size.columns, [span("    ")])),
      ]),
    ];
  }
  const { writes, refused, specs } = plan;
  const examples = specs.reduce((sum, spec) => sum + spec.examples, 0);
  const rows: Line[] = [
    [],
    row(`  ${examples} examples become tests. What would be written:`, "strong"),
    [],
    ...writes.map(writeRow),
    [],
  ];
  if (refused.length > 0) {
    return [
      ...rows,
      row("  Changed by hand since it was generated. f writes over it; Esc leaves it as it is.", "warning"),
      [],
      ...refused.flatMap((write) => patchRows(write, size)),
    ];
  }
  return [
    ...rows,
    [span("  Enter", "key"), span(" runs them against a stub, to see every one of them red; then writes.")],
  ];
}

function writeRow({ path, what, state }: PlannedWrite): Line {
  const looks: Readonly<Record<PlannedWrite["state"], readonly [string, Tone, string]>> = {
    new: ["+", "added", what === "stub" ? "new, a stub: every call throws not implemented" : "new"],
    same: ["=", "dim", "as it is"],
    changed: ["~", "warning", "changed"],
    edited: ["!", "warning", "changed by hand"],
  };
  const [sign, tone, words] = looks[state];
  return [span(`  ${sign} `, tone), span(path), span(`  ${words}`, "dim")];
}

function patchRows({ path, before, after }: PlannedWrite, { columns }: Size): Line[] {
  const patch = createTwoFilesPatch(path, path, before ?? "", after, "on disk", "generated", { context: 2 });
  return patch
    .split("\n")
    .slice(2)
    .map((line) => {
      const tone: Tone = line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "dim";
      return cut([span("  │ ", "dim"), span(line, tone)], columns);
    });
}

function runningRows(
  examples: readonly NamedExample[],
  seen: ReadonlyMap<string, SeenExample>,
  { pending }: Shared,
  size: Size,
): Line[] {
  const step = pending.find(({ request }) => request.do === "generate");
  const words = step === undefined || step.step === "" ? "preparing a fresh copy" : step.step;
  return [
    [],
    [
      span("  red gate  ", "strong"),
      ...gateBar(examples.length, seen, size.columns - 40),
      span(`  ${seen.size} of ${examples.length}`, "dim"),
    ],
    row(`  ${words}…`, "dim"),
    [],
    ...examples.flatMap((example) => {
      const found = seen.get(example.id);
      return found === undefined ? [] : [seenRow(example, found, size)];
    }),
  ];
}

/** A red test is what is wanted here: it is drawn as such, and one that passes or breaks stands out. */
function gateBar(total: number, seen: ReadonlyMap<string, SeenExample>, width: number): Line {
  const scale = Math.min(1, Math.max(4, width) / Math.max(1, total));
  const all = [...seen.values()];
  const red = Math.round(all.filter(({ outcome }) => isRed(outcome)).length * scale);
  const broken = all.filter(({ outcome }) => !isRed(outcome)).length;
  const marks = broken === 0 ? 0 : Math.max(1, Math.round(broken * scale));
  const rest = Math.max(0, Math.round(total * scale) - red - marks);
  return [span("○".repeat(red), "fails"), span("!".repeat(marks), "warning"), span("·".repeat(rest), "dim")];
}

function isRed(outcome: string): boolean {
  return outcome === "assertion" || outcome === "notImplemented" || outcome === "unbound";
}

function seenRow({ line, title }: NamedExample, { outcome, message }: SeenExample, { columns }: Size): Line {
  const width = Math.max(20, Math.floor(columns * 0.5));
  const [sign, tone]: readonly [string, Tone] = isRed(outcome) ? ["○", "fails"] : ["!", "warning"];
  return [
    span(`  ${sign} `, tone),
    ...fit([span(`:${line}`, "dim")], 6),
    ...fit([span(title)], width),
    span("  "),
    span(message === "" ? outcome : message, "dim"),
  ];
}

function doneRows(
  result: Generated,
  examples: readonly NamedExample[],
  seen: ReadonlyMap<string, SeenExample>,
  size: Size,
): Line[] {
  const { red, refused } = result;
  if (red === null) {
    const why = refused.length > 0 ? "A suite was changed by hand; nothing was written." : "Nothing was run.";
    return [[], row(`  ${why}`, "warning")];
  }
  const good = red.total - red.broken.length;
  const named = new Map(examples.map((example) => [example.id, example]));
  const parts = [
    red.notImplemented > 0 ? `${red.notImplemented} not implemented` : "",
    red.assertion > 0 ? `${red.assertion} by assertion` : "",
    red.unbound > 0 ? `${red.unbound} unbound` : "",
  ].filter((part) => part !== "");
  const unbound = examples.filter(({ id }) => seen.get(id)?.outcome === "unbound");
  return [
    [],
    [
      span(`  ${good} of ${red.total} red`, "strong"),
      span(parts.length === 0 ? "" : `: ${parts.join(", ")}`),
    ],
    ...(red.endedWhy === "" ? [] : [row(`  Vitest did not go to its end: ${red.endedWhy}`, "error")]),
    ...section(
      "Broken: not red for the right reason, so it proves nothing. Mend these first.",
      "warning",
      red.broken.map(({ line, title, why }) => brokenRow(line, title, why, size)),
    ),
    ...section(
      "Unbound: they name no example yet. a adds one, in the spec.",
      "unbound",
      unbound.map((example) => exampleRow(example, "○", "unbound")),
    ),
    ...section(
      "Already green on the code as it is: these hold before anyone works.",
      "holds",
      red.alreadyGreen.flatMap((id) => {
        const example = named.get(id);
        return example === undefined ? [] : [exampleRow(example, "✓", "holds")];
      }),
    ),
    ...nextRows(result),
    ...section(
      "Red, each for its reason:",
      "dim",
      examples.flatMap((example) => {
        const found = seen.get(example.id);
        return found === undefined || !isRed(found.outcome) ? [] : [seenRow(example, found, size)];
      }),
    ),
  ];
}

function section(title: string, tone: Tone, rows: readonly Line[]): Line[] {
  return rows.length === 0 ? [] : [[], row(`  ${title}`, tone), ...rows];
}

function exampleRow({ line, title }: NamedExample, sign: string, tone: Tone): Line {
  return [span(`  ${sign} `, tone), ...fit([span(`:${line}`, "dim")], 6), span(title)];
}

function brokenRow(line: number, title: string, why: string, { columns }: Size): Line {
  return [
    span("  ! ", "warning"),
    ...fit([span(`:${line}`, "dim")], 6),
    ...fit([span(title)], Math.floor(columns * 0.4)),
    span(`  ${why}`, "dim"),
  ];
}

function nextRows({ red, wrote }: Generated): Line[] {
  if (red === null || red.broken.length > 0) return [];
  const isGreen = red.alreadyGreen.length === red.total;
  const next: Line = [
    span(`  ${wrote ? "Written." : "Nothing was written."} Next: `),
    ...(isGreen
      ? [span("c", "key"), span(" checks it")]
      : [span("r", "key"), span(" lets an agent work until it is green")]),
  ];
  return [[], next];
}
