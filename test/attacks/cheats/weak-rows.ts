import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Checked } from "../../../src/app/check.ts";
import { check } from "../../../src/app/check.ts";
import { generateTests } from "../../../src/app/generate.ts";
import { chooseHoldOuts } from "../../../src/plan/hold-outs.ts";
import { readProject } from "../../../src/app/read-project.ts";
import { trySandbox } from "../../../src/app/try-sandbox.ts";
import { verdictOn } from "../../../src/app/verdict-on.ts";
import { outcomeOf } from "../../../src/verdict/outcome.ts";
import { requirementStatuses } from "../../../src/verdict/status.ts";
import { countStatuses } from "../../../src/verdict/statuses.ts";
import { exitCode } from "../../../src/cli/commands/check.ts";
import { openWorld } from "../../../src/cli/world.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";

/** Programs that know nothing of what is wanted, and specs that let them through. */
export const weakRows: readonly AttackRow[] = [
  weakRow({
    id: "weak-spec-constant",
    mechanism: "a class without a memory",
    does: "A class answers every call with what the one example expects.",
    spec: "```ts\nconst s = new Stack();\ns.push(1);\ns.pop() // => 1\n```\n",
    program: () => "export class Stack {\n  push() {}\n  pop() {\n    return 1;\n  }\n}\n",
  }),
  weakRow({
    id: "weak-spec-identity",
    mechanism: "a law that doing nothing keeps",
    does: "Two functions that are to undo one another give their argument back.",
    spec: "For any `x: string`, `decode(encode(x))` is `x`.\n",
    program: () => "export const encode = (x: string) => x;\nexport const decode = (x: string) => x;\n",
  }),
  weakRow({
    id: "weak-spec-lookup",
    mechanism: "a table of what is shown, where all that is hidden is refused",
    does: "A lookup of the visible rows throws for everything else, and every hidden row expects an error.",
    spec: `| \`x\` | \`f(x)\` |\n| - | - |\n| 0 | 1 |\n| 1 | throws |\n| 2 | throws |\n| 3 | throws |\n`,
    program: (hidden) => {
      if (hidden.length !== 1) throw new Error(`one row was to be held out, not ${hidden.length}`);
      return `const seen = new Map([[0, 1]]);\nexport function f(x: number) {\n  const known = seen.get(x);\n  if (known === undefined) throw new Error();\n  return known;\n}\n`;
    },
  }),
];

interface Weak extends Pick<AttackRow, "id" | "mechanism" | "does"> {
  /** What the one requirement says. */
  readonly spec: string;
  /** The wrong program, given the inputs that an agent is not shown. */
  readonly program: (hidden: readonly string[]) => string;
}

function weakRow({ id, mechanism, does, spec, program }: Weak): AttackRow {
  const cheated = async (bench: AttackBench): Promise<string> =>
    bench.share(id, async () => cheatOn(bench.folder(id), spec, program));
  return {
    id,
    mechanism,
    does,
    must: "The requirement is weak, not held, and `check --strict` ends with 1.",
    defence: "wrong programs tried before green is believed (`src/verdict/saboteurs`)",
    withDefence: async (bench) => outcome(await check(await openWorld(await cheated(bench)), { specs: [] })),
    without: async (bench) => outcome(await unaware(await cheated(bench))),
  };
}

/** A project whose spec was seen red, and then the wrong program put in the subject's place. */
async function cheatOn(root: string, text: string, program: Weak["program"]): Promise<string> {
  const put = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  put("package.json", '{ "name": "sample", "type": "module" }\n');
  put("specs/impl.md", `---\nsubject: ../src/impl.ts\n---\n# Impl\n\n## R\n\n${text}`);
  await generateTests(await openWorld(root), { specs: [], dryRun: false, force: false });
  put("src/impl.ts", program(await hiddenInputs(root)));
  return root;
}

async function hiddenInputs(root: string): Promise<string[]> {
  const { specs } = await readProject(await openWorld(root), []);
  return specs.flatMap(({ plan }) => {
    const ids = chooseHoldOuts(plan, () => false);
    return plan.requirements.flatMap(({ examples }) =>
      examples.filter((example) => ids.has(example.id)).map(({ input }) => input),
    );
  });
}

/** Suite and judge as a check asks them, by one who never tries wrong programs. */
async function unaware(root: string): Promise<Checked> {
  const world = await openWorld(root);
  const project = await readProject(world, []);
  const sandbox = await trySandbox(world, project.config);
  const snapshot = await world.workspaces(sandbox.level).snapshot(root, { copy: project.config.copy });
  const verdict = await verdictOn(world, project, { snapshot, sandbox, seed: world.seed() });
  const requirements = project.specs.flatMap(({ plan, suite }) =>
    requirementStatuses(plan, {
      ...verdict,
      lock: project.lock,
      tests: new Map(suite.tests.map(({ example, hash }) => [example, hash])),
      edits: new Map(),
    }),
  );
  return {
    outcome: outcomeOf(requirements, verdict),
    summary: countStatuses(requirements),
    requirements,
    diagnostics: [],
    questions: [],
    drift: [],
    specs: [],
    byReceipt: [],
    untouched: [],
    drafts: [],
    sandbox: sandbox.level,
    seed: 0,
    endedWhy: verdict.endedWhy,
  };
}

function outcome(checked: Checked): Outcome {
  const strict = exitCode(checked, true);
  const [status] = checked.requirements.map((one) => one.status);
  return {
    held: status === "weak" && strict === 1,
    saw: `${checked.outcome}, ${status ?? "nothing"}, strict ends with ${strict}`,
  };
}
