import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerDisagreement } from "../../src/app/refine/answer.ts";
import type { Disagreement } from "../../src/app/refine/question.ts";
import { nextQuestion } from "../../src/app/refine/refine.ts";
import { createRivalMemory } from "../../src/app/refine/rival-memory.ts";
import { openWorld } from "../../src/cli/world.ts";
import { literal } from "../../src/suite/literal.ts";
import { valueOfJson } from "../../src/spec/read-json.ts";
import type { Row } from "../measure.ts";
import { percentile } from "./percentile.ts";
import type { CutSpec } from "./cut-specs.ts";
import { cutSpecs } from "./cut-specs.ts";
import { inputsOf } from "./inputs.ts";
import type { Program } from "./published.ts";
import { programOf, readPublished } from "./published.ts";

const mostQuestions = 5;

/** What one spec's questions came to. */
interface Sitting {
  readonly name: string;
  /** Wrong programs that passed the two rows a table, and that still pass once the questions are answered. */
  readonly before: number;
  readonly after: number;
  readonly questions: readonly { readonly ms: number; readonly alive: number; readonly ruledOut: number }[];
  /** Nothing but the answers' lines was changed in the file. */
  readonly isSmallest: boolean;
}

/**
 * Refinement without a model on ten specs of the corpus, cut to two rows a table. A hidden right program answers at
 * most five questions; the published small changes of it are the wrong programs, those that behave alike on 10,000
 * inputs left out. The present code is once the right program, once a wrong one that passes.
 */
export async function refineRows(root: string): Promise<Row[]> {
  const specs = cutSpecs(root, (name) =>
    [...readPublished(name).right.text.matchAll(/^export function (\w+)/gm)].map((match) => match[1] ?? ""),
  );
  if (specs.length === 0) return [];
  const right: Sitting[] = [];
  const wrong: Sitting[] = [];
  for (const spec of specs) {
    right.push(await sit(spec, "right"));
    wrong.push(await sit(spec, "wrong"));
  }
  const all = [...right, ...wrong];
  const asked = all.flatMap(({ questions }) => questions);
  const useful = asked.filter(({ alive }) => alive > 0);
  const idle = useful.filter(({ ruledOut }) => ruledOut === 0).length;
  const p95 = percentile(
    asked.map(({ ms }) => ms),
    95,
  );
  return [
    killedRow("the present code right", right),
    killedRow("the present code wrong", wrong),
    {
      what: "questions whose answer ruled out none of the wrong programs that were left",
      measured: `${idle} of ${useful.length} (${percent(idle, useful.length)})`,
      bar: "≤ 10 %",
      holds: idle <= useful.length * 0.1,
    },
    {
      what: "time to the next question without a model, p95",
      measured: `${Math.round(p95)} ms of ${asked.length} questions`,
      bar: "< 2000 ms",
      holds: p95 < 2000,
    },
    {
      what: "files in which anything but the answers' own lines changed",
      measured: `${all.filter(({ isSmallest }) => !isSmallest).length} of ${all.length}`,
      bar: "0",
      holds: all.every(({ isSmallest }) => isSmallest),
    },
  ];
}

function killedRow(what: string, sittings: readonly Sitting[]): Row {
  const before = sittings.reduce((sum, sitting) => sum + sitting.before, 0);
  const after = sittings.reduce((sum, sitting) => sum + sitting.after, 0);
  const left = sittings.filter((sitting) => sitting.after > 0);
  const where = left.map((sitting) => `${sitting.name} ${sitting.after} of ${sitting.before}`).join(", ");
  return {
    what: `refinement, ten cut specs, ${what}: wrong programs that passed, killed by ${mostQuestions} questions or fewer`,
    measured: `${before - after} of ${before} (${percent(before - after, before)})${where === "" ? "" : `; left: ${where}`}`,
    bar: "≥ 80 %",
    holds: before - after >= before * 0.8,
  };
}

const percent = (part: number, whole: number): string =>
  `${((part / Math.max(1, whole)) * 100).toFixed(0)} %`;

async function sit(spec: CutSpec, present: "right" | "wrong"): Promise<Sitting> {
  const { right, mutants } = readPublished(spec.name);
  const different = mutants.filter((mutant) => !isEquivalent(spec, right, mutant));
  const passers = different.filter((mutant) => passes(spec, right, mutant));
  const code = present === "right" ? right : (passers[Math.floor(passers.length / 2)] ?? right);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-refine-")));
  try {
    const path = join(folder, "specs", `${spec.name}.md`);
    mkdirSync(join(folder, "specs"));
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "package.json"), '{ "name": "cut", "type": "module" }\n');
    writeFileSync(path, spec.text);
    writeFileSync(join(folder, "src", `${spec.name}.ts`), code.text);
    const world = await openWorld(folder);
    const memory = createRivalMemory();
    // The sandbox proves itself once a process: that is start-up, not thinking.
    await world.sandbox.prove();
    const questions: Sitting["questions"][number][] = [];
    let alive = passers;
    let isSmallest = true;
    while (questions.length < mostQuestions) {
      const since = performance.now();
      const { question } = await nextQuestion(world, {
        spec: `specs/${spec.name}.md`,
        passedOver: new Set(),
        memory,
      });
      const ms = performance.now() - since;
      if (question === null || question.is !== "disagreement") break;
      const before = readFileSync(path, "utf8");
      await answerDisagreement(world, question, answerOf(right, question));
      isSmallest &&= isOneInsertion(before, readFileSync(path, "utf8"));
      const left = alive.filter((mutant) => saysOf(mutant, question) === saysOf(right, question));
      questions.push({ ms, alive: alive.length, ruledOut: alive.length - left.length });
      alive = left;
    }
    return { name: spec.name, before: passers.length, after: alive.length, questions, isSmallest };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isEquivalent(spec: CutSpec, right: Program, mutant: Program): boolean {
  return spec.functions.every(({ name, rows }) =>
    [...rows, ...inputsOf(spec.name, name)].every(
      (args) => right.answer(name, args) === mutant.answer(name, args),
    ),
  );
}

/** By the rows that are left in the cut spec. */
function passes({ functions, text }: CutSpec, right: Program, mutant: Program): boolean {
  return functions.every(({ name, rows }) =>
    rows
      .filter((args) => text.includes(`| ${args.map((arg) => `\`${JSON.stringify(arg)}\``).join(" | ")} |`))
      .every((args) => right.answer(name, args) === mutant.answer(name, args)),
  );
}

function saysOf(program: Program, { call }: Disagreement): string {
  const whole = programOf(`${program.text}\nexport function asked() { return ${call}; }\n`);
  return whole.answer("asked", []);
}

function answerOf(right: Program, question: Disagreement) {
  const said = saysOf(right, question);
  if (said.startsWith("threw ")) return { outcome: "throws" as const, expected: "", note: "" };
  const [result] = JSON.parse(said.slice("gave ".length)) as [unknown];
  const value = valueOfJson(result);
  if (value === null) throw new Error(`${question.call} gives what no example can say`);
  return { outcome: "returns" as const, expected: literal(value), note: "" };
}

/** One stretch of text more, all else byte for byte as it was. */
function isOneInsertion(before: string, after: string): boolean {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  return after.length > before.length && after.endsWith(before.slice(same));
}
