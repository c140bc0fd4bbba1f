import { readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { functionsOf } from "../src/loop/wanted-functions.ts";
import { fromLive, toLive } from "../src/loop/synthesis/live-value.ts";
import type { TaskExample } from "../src/loop/synthesis/synthesize.ts";
import { synthesize } from "../src/loop/synthesis/synthesize.ts";
import { compile } from "../src/plan/compile.ts";
import { chooseHoldOuts, redactSpec, withoutHoldOuts } from "../src/plan/hold-outs.ts";
import type { Plan } from "../src/plan/plan.ts";
import { parseSpec } from "../src/spec/parse.ts";
import { proseOf } from "../src/spec/prose.ts";
import { equalValues } from "../src/verdict/equal-values.ts";
import type { Row } from "./measure.ts";
import { corpus } from "./compile.ts";
import type { SpecText } from "./compile.ts";

const limits = { candidates: 20_000_000, ms: 10_000 };
const five = ["leap", "isogram", "resistor-color", "two-fer", "raindrops"];

/**
 * The offline agent on the list that was written before it was, and on five of the corpus: it is shown what the
 * product would show it, and judged on every row.
 */
export async function synthesisRows(root: string): Promise<Row[]> {
  const folder = join(root, "bench/classics");
  const classics = readdirSync(folder)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .map((file) => ({ file: `specs/${file}`, text: readFileSync(join(folder, file), "utf8") }));
  const others = corpus(root).specs.filter(({ file }) => five.some((name) => file === `specs/${name}.md`));
  const rows = [await row("the twenty classics", classics, 12)];
  return others.length < five.length ? rows : [...rows, await row(five.join(", "), others, 4)];
}

async function row(what: string, specs: readonly SpecText[], least: number): Promise<Row> {
  let solved = 0;
  let longest = 0;
  const missed: string[] = [];
  for (const spec of specs) {
    const found = await solve(spec);
    longest = Math.max(longest, found.ms);
    if (found.holds) solved += 1;
    else missed.push(spec.file.slice("specs/".length, -".md".length));
  }
  const not = missed.length === 0 ? "" : ` (not: ${missed.join(", ")})`;
  return {
    what: `offline agent, ${what}: right on every row, hold-outs included, 10 s a function`,
    measured: `${solved} of ${specs.length}${not}; the longest ${(longest / 1000).toFixed(1)} s`,
    bar: `≥ ${least}`,
    holds: solved >= least,
  };
}

async function solve({ file, text }: SpecText): Promise<{ holds: boolean; ms: number }> {
  const plan = compile(parseSpec(text, file), {
    packageName: null,
    bins: [],
    modules: new Map(),
    specsFolder: "specs",
    defaultSubjects: [],
  });
  const heldOut = chooseHoldOuts(plan, () => false);
  const visible = withoutHoldOuts(plan, heldOut);
  const prose = proseOf(redactSpec(text, plan, heldOut));
  const wanted = functionsByName(visible);
  let ms = 0;
  for (const { name, params, examples } of wanted.values()) {
    const since = performance.now();
    const found = synthesize({ name, params, examples, prose, limits, now: () => performance.now() });
    ms = Math.max(ms, performance.now() - since);
    const all = functionsByName(plan).get(name)?.examples ?? [];
    if (!found.found || !(await isRight(found.source, name, all))) return { holds: false, ms };
  }
  return { holds: wanted.size > 0, ms };
}

function functionsByName(plan: Plan) {
  return new Map(
    plan.requirements.flatMap(({ id }) => functionsOf(plan, id)).map((found) => [found.name, found]),
  );
}

/** Runs what was found, here: its grammar can say nothing that acts on the world. */
async function isRight(source: string, name: string, examples: readonly TaskExample[]): Promise<boolean> {
  const code = stripTypeScriptTypes(source);
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
    string,
    (...args: unknown[]) => unknown
  >;
  return examples.every(({ args, expected }) => {
    try {
      const value = module[name]?.(...args.map((arg) => toLive(arg)));
      return expected.is === "value" && equalValues(fromLive(value as never), expected.value);
    } catch (error) {
      return expected.is === "throws" && error instanceof Error;
    }
  });
}
