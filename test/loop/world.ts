import { readFileSync } from "node:fs";
import { openLedger } from "../../src/ledger/ledger.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import type { Agent, Brief } from "../../src/loop/agent.ts";
import { noBudgets } from "../../src/loop/budget.ts";
import type { Budgets } from "../../src/loop/budget.ts";
import type { Failure, RunEvent, Verdict } from "../../src/loop/events.ts";
import { fingerprint } from "../../src/loop/files.ts";
import { createHands } from "../../src/loop/hands.ts";
import { createModelAgent } from "../../src/loop/model-agent.ts";
import type { AssistantBlock, Model, ModelAnswer, ModelRequest } from "../../src/loop/model.ts";
import { createPace } from "../../src/loop/pace.ts";
import { permitWrite, writeRules } from "../../src/loop/permission.ts";
import { createPrompts, promptNames } from "../../src/loop/prompts.ts";
import { runLoop } from "../../src/loop/run-loop.ts";
import type { RunLoop } from "../../src/loop/run-loop.ts";
import type { RunState } from "../../src/loop/state.ts";
import { createMemoryFiles } from "../support/memory-files.ts";
import type { MemoryFiles } from "../support/memory-files.ts";
import { createMemoryJournal } from "../support/memory-journal.ts";

/** An example holds when the subject's text contains its word. */
export interface TinyExample {
  readonly requirement: string;
  readonly word: string;
  readonly line: number;
  readonly held?: boolean;
}

/** A project whose subject is `src/a.ts`, with two requirements, `one` and `two`, and a hold-out in `two`. */
const tinyExamples: readonly TinyExample[] = [
  { requirement: "one", word: "apple", line: 5 },
  { requirement: "one", word: "pear", line: 6 },
  { requirement: "two", word: "fig", line: 10 },
  { requirement: "two", word: "secret-plum", line: 11, held: true },
];

export const writeRulesOfTiny = writeRules({
  subjects: ["src/a.ts"],
  write: [],
  specsFolder: "specs",
  testsFolder: "test/specs",
});

export const prompts = createPrompts(
  new Map(
    promptNames.map((name) => [
      name,
      readFileSync(new URL(`../../templates/${name}.hbs`, import.meta.url), "utf8"),
    ]),
  ),
);

export interface World {
  readonly files: MemoryFiles;
  readonly examples: readonly TinyExample[];
  readonly counts: { feedback: number; verdict: number };
}

export function createWorld(examples = tinyExamples, files: Readonly<Record<string, string>> = {}): World {
  return {
    files: createMemoryFiles({ "specs/a.md": "# A", ...files }),
    examples,
    counts: { feedback: 0, verdict: 0 },
  };
}

/** Examples of a world that fail on its code as it is. */
function failuresOf(world: World, examples: readonly TinyExample[]): readonly Failure[] {
  const text = world.files.texts.get("src/a.ts") ?? "";
  return examples
    .filter((example) => !text.includes(example.word))
    .map(({ requirement, word, line }) => ({
      requirement,
      example: `${requirement}/${word}`,
      spec: "specs/a.md",
      line,
      kind: text === "" ? "notImplemented" : "assertion",
      message: `expected ${word}`,
      expected: word,
      actual: text,
    }));
}

export function judgeWorld(world: World): Omit<Verdict, "code" | "by"> {
  const visible = failuresOf(
    world,
    world.examples.filter((example) => example.held !== true),
  );
  const hidden = failuresOf(
    world,
    world.examples.filter((example) => example.held === true),
  );
  const failed = visible.length + hidden.length;
  return {
    outcome: failed === 0 ? "green" : "red",
    counts: { passed: world.examples.length - failed, failed },
    failures: visible,
    problems: [],
    heldOut: [...new Set(hidden.map((failure) => failure.requirement))],
    compromised: [],
    why: `${failed} fail`,
  };
}

export function briefOf(requirement: string): Omit<Brief, "failing" | "problems" | "heldOut" | "notes"> {
  return {
    requirement: { id: requirement, title: `Title ${requirement}`, spec: "specs/a.md", line: 4, endLine: 12 },
    specText: "# A\n\nSays fruit.\n",
    plan: { spec: "specs/a.md", title: "A", draft: false, subjects: [], requirements: [], diagnostics: [] },
    subjects: ["src/a.ts"],
    writable: ["src"],
  };
}

export interface Setting {
  readonly world: World;
  readonly agent: Agent;
  readonly budgets?: Budgets;
  readonly signal?: AbortSignal;
  readonly over?: Partial<RunLoop>;
}

/** Runs a loop on a ledger, from its beginning or from where it stands. */
export async function drive(ledger: Ledger, setting: Setting): Promise<RunState> {
  const { world, agent, budgets = noBudgets } = setting;
  if (ledger.state().started === null) {
    await ledger.record({
      type: "run-started",
      run: "r1",
      specs: ["specs/a.md"],
      agent: agent.name,
      model: "scripted",
      budgets,
      snapshot: "s",
      sandbox: "none",
    });
  }
  return runLoop({
    agent,
    requirements: ["one", "two"],
    brief: briefOf,
    hands: (needs) =>
      createHands({
        files: world.files,
        roots: ["/copy", "/home/me/project"],
        rules: writeRulesOfTiny,
        ...needs,
      }),
    feedback: async () => {
      world.counts.feedback++;
      const visible = world.examples.filter((example) => example.held !== true);
      const failures = failuresOf(world, visible);
      const failed = new Set(failures.map((failure) => failure.example));
      const passed = visible
        .map(({ requirement, word }) => `${requirement}/${word}`)
        .filter((id) => !failed.has(id));
      return {
        is: "measured",
        counts: { passed: passed.length, failed: failures.length },
        failures,
        problems: [],
        passed,
      };
    },
    verdict: async () => {
      world.counts.verdict++;
      return judgeWorld(world);
    },
    fingerprint: () => fingerprint(world.files, (path) => permitWrite(path, writeRulesOfTiny).is === "allow"),
    ledger,
    live: () => {},
    pace: createPace({ onHeld: () => {}, onReleased: () => {} }),
    elapsedMs: () => ledger.elapsedMs(),
    cost: () => 0.5,
    signal: setting.signal ?? new AbortController().signal,
    ...setting.over,
  });
}

export async function start(setting: Setting): Promise<{ state: RunState; events: readonly RunEvent[] }> {
  const journal = createMemoryJournal();
  const state = await drive(await openLedger({ journal, sessionMs: () => 0 }), setting);
  return { state, events: journal.entries };
}

export interface ScriptedTurn {
  readonly text?: string;
  readonly calls?: readonly (readonly [name: string, input: Record<string, unknown>])[];
  readonly over?: Partial<Extract<ModelAnswer, { is: "turn" }>>;
  readonly fail?: Extract<ModelAnswer, { is: "failed" }>;
}

/** A model that answers by what it is asked, so that a resumed run goes on in the script where it stood. */
export function scriptedModel(turns: readonly ScriptedTurn[]): Model & { readonly requests: ModelRequest[] } {
  const requests: ModelRequest[] = [];
  return {
    name: "scripted",
    requests,
    async turn(request) {
      requests.push(request);
      return answer(turns, countAnswers(requests, request));
    },
  };
}

/** An agent on a list of turns; `at` says which comes next, from outside, so that it survives a kill. */
export function scriptedAgent(turns: readonly ScriptedTurn[], at: () => number, asked: number[] = []): Agent {
  const model: Model = {
    name: "scripted",
    async turn() {
      const index = at();
      asked.push(index);
      return answer(turns, index);
    },
  };
  return createModelAgent({ name: "scripted", model, prompts, maxTokens: 1000 });
}

function answer(turns: readonly ScriptedTurn[], index: number): ModelAnswer {
  const turn = turns[Math.min(index, turns.length - 1)];
  if (turn === undefined) throw new Error("an empty script");
  if (turn.fail !== undefined) return turn.fail;
  const calls = (turn.calls ?? []).map(([name, input], at): AssistantBlock => ({
    type: "tool_use",
    id: `call-${index}-${at}`,
    name,
    input,
  }));
  const text: readonly AssistantBlock[] = turn.text === undefined ? [] : [{ type: "text", text: turn.text }];
  return {
    is: "turn",
    content: [...text, ...calls],
    broken: [],
    stop: calls.length > 0 ? "tool_use" : "end_turn",
    stopDetail: null,
    usage: { input: 10, output: 5, cacheWrite: 0, cacheRead: 0 },
    ...turn.over,
  };
}

function countAnswers(requests: readonly ModelRequest[], request: ModelRequest): number {
  return requests.indexOf(request);
}

export const create = (text: string, path = "src/a.ts") =>
  ["str_replace_based_edit_tool", { command: "create", path, file_text: text }] as const;

export const replace = (old_str: string, new_str: string, path = "src/a.ts") =>
  ["str_replace_based_edit_tool", { command: "str_replace", path, old_str, new_str }] as const;
