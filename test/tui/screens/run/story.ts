import type { Overview } from "../../../../src/app/engine/calls.ts";
import type { HostMessage } from "../../../../src/app/run/host.ts";
import type { Budgets } from "../../../../src/loop/budget.ts";
import type { Outcome, RunEvent } from "../../../../src/loop/events.ts";
import { hashText } from "../../../../src/loop/hash.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import type { RunView } from "../../../../src/tui/run-view.ts";
import { runView } from "../../../../src/tui/transcript/run-view.ts";
import { sharedWith } from "../../shared.ts";

export const run = "r1";

const budgets: Budgets = { turns: 100, tokens: 400_000, cost: 1, minutes: 60 };
const usage = { input: 1_000, output: 500, cacheWrite: 0, cacheRead: 500 };
const nothing = { code: "c", failures: [], problems: [] };

/** Messages of a run, in short. */
export const says = {
  event: (event: RunEvent): HostMessage => ({ is: "event", event }),
  delta: (text: string): HostMessage => ({ is: "live", event: { type: "text-delta", text } }),
  started: (agent = "anthropic", model: string | null = "claude-sonnet-5-5"): HostMessage =>
    says.event({
      type: "run-started",
      run,
      specs: ["specs/slugify.md"],
      agent,
      model,
      budgets,
      snapshot: "s",
      sandbox: "bubblewrap",
    }),
  requirement: (): HostMessage =>
    says.event({ type: "requirement-started", requirement: "slugify/joins", why: "red", code: "c" }),
  told: (text: string): HostMessage => says.event({ type: "told", text }),
  turn: (turn: number): HostMessage => says.event({ type: "turn-started", turn }),
  turnEnded: (turn: number, text: string, cost: number | null = 0.05): HostMessage =>
    says.event({
      type: "turn-ended",
      turn,
      content: [{ type: "text", text }],
      stop: "tool_use",
      usage,
      cost,
    }),
  edit: (call: string, before: string | null, after: string): readonly HostMessage[] => {
    const path = "src/slugify.ts";
    const [preHash, postHash] = [before === null ? null : hashText(before), hashText(after)];
    const input = { command: "create", path, file_text: after };
    return [
      says.event({ type: "tool-called", call, tool: "str_replace_based_edit_tool", input }),
      says.event({ type: "edit-intended", call, path, preHash, postHash, summary: "" }),
      says.event({ type: "edit-applied", call, path, postHash }),
    ];
  },
  tests: (passed: number, failed: number): HostMessage =>
    says.event({ type: "feedback", ...nothing, counts: { passed, failed }, passed: [] }),
  verdict: (
    outcome: Outcome,
    passed: number,
    failed: number,
    compromised: readonly string[] = [],
  ): HostMessage =>
    says.event({
      type: "verdict",
      ...nothing,
      by: "suite",
      outcome,
      counts: { passed, failed },
      heldOut: [],
      compromised,
      why: outcome === "red" ? `${failed} of ${passed + failed} visible examples fail.` : "",
    }),
  ended: (outcome: Outcome, why: string): HostMessage => says.event({ type: "run-ended", outcome, why }),
};

/** Two turns: the first red, the second under way. */
export const twoTurns: readonly HostMessage[] = [
  says.started(),
  says.tests(0, 3),
  says.requirement(),
  says.told('Make these examples hold.\nspecs/slugify.md:12\n  expected: "hello-world"'),
  says.turn(1),
  says.delta("I join the words "),
  says.delta("with hyphens."),
  says.turnEnded(1, "I join the words with hyphens."),
  ...says.edit("a", null, 'export function slugify(title: string) {\n  return title.replace(" ", "-");\n}\n'),
  says.tests(1, 2),
  says.verdict("red", 1, 2),
  says.turn(2),
  says.delta("Lower case is missing."),
  ...says.edit(
    "b",
    'export function slugify(title: string) {\n  return title.replace(" ", "-");\n}\n',
    'export function slugify(title: string) {\n  return title.toLowerCase().replace(" ", "-");\n}\n',
  ),
];

/** The messages folded, one a second. */
function told(messages: readonly HostMessage[]): RunView {
  let view: RunView | null = null;
  for (const [at, message] of messages.entries()) view = runView(view, run, message, at * 1_000);
  if (view === null) throw new Error("there are no messages");
  return view;
}

/** A run that is alive and was heard; now is two seconds after its last message. */
export function sharedOf(messages: readonly HostMessage[], given: Partial<Shared> = {}): Shared {
  const view = told(messages);
  return sharedWith({
    overview: { is: "there", value: overview },
    runs: new Map([[run, view]]),
    liveRuns: new Set([run]),
    now: (messages.length + 1) * 1_000,
    ...given,
  });
}

const example = {
  id: "slugify/joins:row:1",
  kind: "row",
  line: 12,
  title: 'slugify("Hello World") is "hello-world"',
  status: "fails",
  reason: null,
  message: null,
  expected: null,
  actual: null,
} as const;

export const overview: Overview = {
  project: "demo",
  agents: [
    { name: "anthropic", model: "claude-sonnet-5-5" },
    { name: "handoff", model: null },
    { name: "offline", model: null },
  ],
  specs: [
    {
      spec: "specs/slugify.md",
      title: "Slugify",
      isDraft: false,
      requirements: [
        {
          id: "slugify/joins",
          spec: "specs/slugify.md",
          line: 8,
          title: "Joins words with hyphens",
          status: "fails",
          examples: [example],
        },
      ],
      examples: 3,
      provenRed: 3,
      haveHeld: 0,
      suite: "current",
      errors: 0,
      warnings: 0,
      hash: "h",
    },
  ],
};
