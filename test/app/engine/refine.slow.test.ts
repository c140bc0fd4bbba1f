import { expect, test } from "vitest";
import type { Request } from "../../../src/app/engine/calls.ts";
import { createEngine } from "../../../src/app/engine/engine.ts";
import { lookingAhead } from "../../../src/app/engine/looking-ahead.ts";
import type { Engine, EngineFacts } from "../../../src/app/engine/port.ts";
import { searchAhead } from "../../../src/app/engine/search-ahead.ts";
import type { World } from "../../../src/app/ports.ts";
import { candidatesPath } from "../../../src/app/propose/kept-candidates.ts";
import type { Disagreement, Option } from "../../../src/app/refine/question.ts";
import { createRivalMemory } from "../../../src/app/refine/rival-memory.ts";
import { encodeValue } from "../../../src/judge-child/encode.ts";
import type { Value } from "../../../src/spec/value.ts";
import type { JudgeAnswer, ProgramAnswer } from "../../../src/verdict/judge.ts";
import { memoryWorld } from "../inbox/memory-world.ts";
import { proposeWorld } from "../propose/propose-world.ts";

const spec = "specs/f.md";
const page =
  "---\nsubject: ../src/f.ts\n---\n# F\n\n## Works\n\n| `n` | `f(n)` |\n| --- | --- |\n| 5 | 0 |\n| 20 | 1 |\n";
const code = "export function f(n) { return n > 10 ? 1 : 0; }\n";
const other = "export function f(n) { return n === 5 ? 0 : n === 20 ? 1 : 7; }\n";

const files = { [spec]: page, "src/f.ts": code };
const kept = JSON.stringify({ version: 1, specs: { [spec]: [{ label: "program 1", source: other }] } });

const refine: Request = { do: "refine", spec, passedOver: [] };

/** A project in memory whose judge runs what it is asked right here, and counts how many do so at once. */
function sceneOf(given: Readonly<Record<string, string>>, sandbox = true) {
  const memory = memoryWorld(given);
  let put: ReadonlyMap<string, string> = new Map();
  let atOnce = 0;
  let ticks = 0;
  const judge = { asked: 0, mostAtOnce: 0 };
  const world: World = {
    ...proposeWorld(given, { sandbox }).world,
    disk: memory.world.disk,
    now: () => (ticks += 1),
    judge: {
      ask: async ({ programs }) => {
        judge.asked += 1;
        atOnce += 1;
        judge.mostAtOnce = Math.max(judge.mostAtOnce, atOnce);
        const here = put;
        await new Promise(setImmediate);
        atOnce -= 1;
        return [
          {
            loader: "node",
            programs: new Map(
              programs.map(({ key, uses, steps }): [number, ProgramAnswer] => {
                const text = (here.get(uses[0]?.subject ?? "") ?? "").replaceAll("export ", "");
                const answers = steps.flatMap((step) => (step.do === "ask" ? answer(text, step.source) : []));
                return [key, { is: "answered", answers, stopped: null }];
              }),
            ),
          },
        ];
      },
      match: async () => ({ is: "no-match" }),
    },
    workspaces: () => ({
      snapshot: () => Promise.resolve({ root: "/root", files: [], leftOut: [], hash: "" }),
      reopen: () => Promise.resolve(null),
      copy: async (_snapshot, options) => {
        put = options.put ?? new Map();
        return { dir: "/copy", root: "/root", dependencies: [], dispose: () => Promise.resolve() };
      },
    }),
  };
  const facts: EngineFacts = {
    agents: [],
    rivals: createRivalMemory(),
    exampleSpec: () => Promise.reject(new Error("not asked for")),
  };
  return { world, facts, judge, files: memory.files };
}

function answer(text: string, source: string): JudgeAnswer {
  try {
    // oxlint-disable-next-line no-implied-eval, no-new-func
    return { gave: "value", value: valueOf(new Function(`${text}\nreturn (${source});`)()), classes: [] };
  } catch (error) {
    return { gave: "threw", value: valueOf(error), classes: [] };
  }
}

const valueOf = (live: unknown): Value => JSON.parse(encodeValue(live)) as Value;

async function decide(engine: Engine, question: Disagreement, option: Option | undefined): Promise<void> {
  if (option === undefined) throw new Error("no such option");
  const { outcome, expected } = option;
  await engine.ask({ do: "decideQuestion", question, decided: { outcome, expected, note: "" } });
}

test.each([
  ["kept candidates have a say", { ...files, [candidatesPath]: kept }, true, true],
  ["without any there is none", files, true, false],
  [
    "candidates of another spec have none",
    { ...files, [candidatesPath]: kept.replace(spec, "specs/g.md") },
    true,
    false,
  ],
  ["they are not run without a sandbox", { ...files, [candidatesPath]: kept }, false, false],
])("%s", async (_what, given, sandbox, isAsked) => {
  const { world, facts } = sceneOf(given, sandbox);
  const answered = await createEngine(world, facts).ask(refine);
  expect(JSON.stringify(answered).includes('"7"')).toBe(isAsked);
});

test("what a search ahead has seen, the search that is asked for does not run again", async () => {
  const two = page + "\n## Works too\n\n- `g(1)` returns `1`.\n- `g(20)` returns `0`.\n";
  const given = { [spec]: two, "src/f.ts": `${code}export function g(n) { return n < 10 ? 1 : 0; }\n` };
  /** The questions of a sitting, and how often the judge was asked while somebody waited for the next. */
  const sitting = async (isAhead: boolean): Promise<readonly [readonly string[], number]> => {
    const { world, facts, judge, files: now } = sceneOf(given);
    const engine = createEngine(world, facts);
    const calls: string[] = [];
    let waited = 0;
    while (calls.length < 3) {
      const before = judge.asked;
      const answered = await engine.ask(refine);
      if (calls.length > 0) waited += judge.asked - before;
      if (answered.do !== "refine" || answered.answer.question?.is !== "disagreement") break;
      const { question } = answered.answer;
      calls.push(question.call);
      const text = now.get(spec);
      if (isAhead) await searchAhead(world, facts)(answered.request, question, new AbortController().signal);
      expect(now.get(spec)).toBe(text);
      await decide(engine, question, question.options[0]);
    }
    return [calls, waited];
  };
  const [expected, without] = await sitting(false);
  expect(expected.length).toBe(3);
  expect(without).toBeGreaterThan(0);
  expect(await sitting(true)).toStrictEqual([expected, 0]);
});

test.each([0, 1])(
  "whatever is answered, the questions are those without it, and judges never meet",
  async (at) => {
    const sitting = async (scene: ReturnType<typeof sceneOf>, engine: Engine): Promise<readonly string[]> => {
      const calls: string[] = [];
      for (let asked = 0; asked < 3; asked += 1) {
        const answered = await engine.ask(refine);
        if (answered.do !== "refine" || answered.answer.question?.is !== "disagreement") break;
        const { question } = answered.answer;
        calls.push(JSON.stringify([question.call, question.options]));
        await decide(engine, question, question.options[at] ?? question.options[0]);
      }
      return [...calls, scene.files.get(spec) ?? ""];
    };
    const plain = sceneOf(files);
    const expected = await sitting(plain, createEngine(plain.world, plain.facts));
    const ahead = sceneOf(files);
    const engine = lookingAhead(
      createEngine(ahead.world, ahead.facts),
      searchAhead(ahead.world, ahead.facts),
    );
    expect(await sitting(ahead, engine)).toStrictEqual(expected);
    await engine.rest();
    expect(ahead.judge.mostAtOnce).toBe(1);
  },
);
