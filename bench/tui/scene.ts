import type { OpenedExample, OpenedRequirement, OpenedSpec, Overview } from "../../src/app/engine/calls.ts";
import type { HostMessage } from "../../src/app/run/host.ts";
import type { Place } from "../../src/spec/spec.ts";
import type { RequirementStatus, Status } from "../../src/verdict/statuses.ts";

// One scene for all programs: a large spec, and an agent at work on it that talks, edits and is judged.

export const scenePath = "specs/doubles.md";
export const sceneRun = "20260102-030405-scene";

export interface SceneOptions {
  /** Rows of the spec. */
  readonly examples: number;
  /** Lines of the agent's words that come first, as fast as events may come. */
  readonly before: number;
}

/** Events a second that stream in. */
export const eventsPerSecond = 200;

const rowsPerRequirement = 20;
const linesPerEventBefore = 50;
/** One round of work: words, an edit, its feedback; after so many a verdict, and another step. */
const eventsPerRound = 200;
const roundsPerStep = 60;
const deltasPerLine = 3;
const statuses: readonly Status[] = ["holds", "holds", "fails", "holds", "weak", "unproven"];

/** Event number `at`, from 0; endless, the same every time. */
export function sceneEvent(at: number, { before }: SceneOptions): HostMessage {
  const eventsBefore = Math.ceil(before / linesPerEventBefore);
  if (at === 0) return event(runStarted);
  if (at === 1)
    return event({ type: "requirement-started", requirement: requirementId(0), why: "red", code: "0" });
  if (at === 2) return event({ type: "turn-started", turn: 1 });
  const number = at - 3;
  if (number < eventsBefore) {
    const first = number * linesPerEventBefore;
    const lines = Array.from({ length: Math.min(linesPerEventBefore, before - first) }, (_, line) =>
      lineText(first + line),
    );
    return said(`${lines.join("\n")}\n`);
  }
  return roundEvent(number - eventsBefore, before);
}

/** A line of the agent's words; its number tells where in the transcript one is. */
function lineText(line: number): string {
  return `line ${String(line).padStart(5, "0")} ${words(line, 7)}`;
}

function roundEvent(at: number, before: number): HostMessage {
  const round = Math.floor(at / eventsPerRound);
  const step = at % eventsPerRound;
  const call = `call-${round}`;
  const path = "src/doubles.ts";
  const tool = "str_replace_based_edit_tool";
  const [preHash, postHash, summary] = [`${round}`, `${round + 1}`, `Edited ${path}`];
  switch (step) {
    case 190:
      return event({ type: "tool-called", call, tool, input: edit(round) });
    case 191:
      return event({ type: "edit-intended", call, path, preHash, postHash, summary });
    case 192:
      return event({ type: "edit-applied", call, path, postHash });
    case 193:
      return event({ type: "tool-result", call, tool, content: summary, isError: false });
    case 194:
      return event({
        type: "feedback",
        code: postHash,
        counts: counts(round),
        failures: [],
        problems: [],
        passed: [],
      });
    default:
      if (step < 190) return delta(round * 190 + step, before);
      return round % roundsPerStep === roundsPerStep - 1
        ? stepEvent(step, round)
        : said(`${words(step, 1)} `);
  }
}

function stepEvent(step: number, round: number): HostMessage {
  const turn = Math.ceil(round / roundsPerStep);
  switch (step) {
    case 195:
      return event({ type: "turn-ended", turn, content: [], stop: "tool_use", usage, cost: 0.012 });
    case 196:
      return verdict(round);
    case 197:
      return event({
        type: "requirement-started",
        requirement: requirementId(turn),
        why: "red",
        code: `${round}`,
      });
    case 198:
      return event({ type: "turn-started", turn: turn + 1 });
    default:
      return said("\n");
  }
}

function delta(at: number, before: number): HostMessage {
  const line = before + Math.floor(at / deltasPerLine);
  const part = at % deltasPerLine;
  if (part === 0) return said(`line ${String(line).padStart(5, "0")} ${words(line, 3)} `);
  return said(part === 1 ? `${words(line + 3, 2)} ` : `${words(line + 5, 2)}\n`);
}

const vocabulary =
  "the function doubles a number so that every row of its table holds and zero stays zero while infinity is kept".split(
    " ",
  );

function words(seed: number, count: number): string {
  return Array.from({ length: count }, (_, at) => vocabulary[(seed * 7 + at * 3) % vocabulary.length]).join(
    " ",
  );
}

function edit(round: number): Readonly<Record<string, string>> {
  return {
    command: "str_replace",
    path: "src/doubles.ts",
    old_str: `  return n * ${round};\n`,
    new_str: `  // ${words(round, 6)}\n  return n * ${round + 1};\n`,
  };
}

function verdict(round: number): HostMessage {
  return event({
    type: "verdict",
    code: `${round}`,
    by: "suite",
    outcome: "red",
    counts: counts(round),
    failures: [],
    problems: [],
    heldOut: [],
    compromised: [],
    why: `${counts(round).failed} examples fail`,
  });
}

function counts(round: number): { readonly passed: number; readonly failed: number } {
  return { passed: 100 + (round % 50), failed: 100 - (round % 50) };
}

const usage = { input: 1_200, output: 340, cacheWrite: 0, cacheRead: 9_000 };

const runStarted = {
  type: "run-started",
  run: sceneRun,
  specs: [scenePath],
  agent: "anthropic",
  model: "a-model",
  budgets: { turns: 400, tokens: 5_000_000, cost: 20, minutes: 60 },
  snapshot: "0",
  sandbox: "none",
} as const;

type Recorded = Extract<HostMessage, { is: "event" }>["event"];

function event(event: Recorded): HostMessage {
  return { is: "event", event };
}

function said(text: string): HostMessage {
  return { is: "live", event: { type: "text-delta", text } };
}

function requirementId(at: number): string {
  return `doubles/doubles-group-${at}`;
}

/** The spec of the scene, as the engine gives it when it is opened. */
export function sceneSpec({ examples }: SceneOptions): OpenedSpec {
  const lines = ["---", "subject: ../src/doubles.ts", "---", "# Doubles", "", "Doubles a number.", ""];
  const requirements: OpenedRequirement[] = [];
  for (let first = 0; first < examples; first += rowsPerRequirement) {
    const at = requirements.length;
    const heading = lines.length + 1;
    lines.push(`## Doubles group ${at}`, "", "| `n` | `double(n)` | why |", "| --- | --- | --- |");
    const own = Array.from(
      { length: Math.min(rowsPerRequirement, examples - first) },
      (_, row): OpenedExample => {
        const number = first + row;
        lines.push(`| ${number} | ${number * 2} | ${words(number, 4)} |`);
        return exampleOf(number, at, lines.length, lines.at(-1)?.length ?? 0);
      },
    );
    lines.push("");
    requirements.push({
      id: requirementId(at),
      title: `Doubles group ${at}`,
      place: placeOf(heading, 20),
      manual: null,
      holdOuts: 5,
      examples: own,
      form: null,
    });
  }
  const text = `${lines.join("\n")}\n`;
  return {
    summary: {
      spec: scenePath,
      title: "Doubles",
      isDraft: false,
      requirements: requirements.map(statusOf),
      examples,
      provenRed: examples,
      haveHeld: 0,
      suite: "current",
      errors: 0,
      warnings: 0,
      hash: "0",
    },
    text,
    diagnostics: [],
    subjects: [{ path: "src/doubles.ts", exists: true }],
    requirements,
  };
}

export function sceneOverview(opened: OpenedSpec): Overview {
  return {
    project: "scene",
    specs: [opened.summary],
    agents: [{ name: "anthropic", model: "a-model" }],
  };
}

function exampleOf(number: number, requirement: number, line: number, length: number): OpenedExample {
  return {
    id: `${requirementId(requirement)}/row/${number}`,
    kind: "row",
    place: placeOf(line, length),
    title: `double(${number}) returns ${number * 2}`,
    status: statuses[number % statuses.length] ?? "holds",
    test: {
      path: "test/specs/doubles.test.ts",
      line: line * 4,
      text: `test("double(${number}) returns ${number * 2}", () => {\n  expect(double(${number})).toStrictEqual(${number * 2});\n});`,
    },
    red: "assertion",
    hasHeld: false,
  };
}

function statusOf({ id, title, place, examples }: OpenedRequirement): RequirementStatus {
  return {
    id,
    spec: scenePath,
    line: place.line,
    title,
    status: "fails",
    examples: examples.map(({ id, kind, place, title, status }) => ({
      id,
      kind: kind as "row",
      line: place.line,
      title,
      status,
      reason: status === "fails" ? "assertion" : null,
      message: status === "fails" ? "expected another number" : null,
      expected: null,
      actual: null,
    })),
  };
}

function placeOf(line: number, length: number): Place {
  return { line, column: 1, endLine: line, endColumn: length + 1, offset: 0, endOffset: 0 };
}
