import { runCli } from "../../support/cli.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { judged } from "./weaker-judge.ts";
import { createJudge } from "../../../src/adapters/judge/judge-adapter.ts";
import { ownInstallation } from "../../../src/adapters/vitest/own-installation.ts";
import { runOnSubjects } from "../../../src/app/red-gate.ts";
import type { CheckedRequirement } from "./checked.ts";
import type { Hostile } from "./modules.ts";
import { byVite, byVitest, fromAttacks, fromCheats, fromJudgeAttacks, fromShared } from "./modules.ts";
import { layOut, openAlone } from "./project.ts";
import { clearSharedPlaces } from "./shared-places.ts";

/** Honest code has all the time that it has by default. */
const patient = { "greenbar.config.ts": "export default { timeouts: { example: 10_000 } };\n" };

/** The honest modules beside the hostile ones; that of every kind by each way that a subject is loaded. */
export function honestModules(): readonly Hostile[] {
  const every = fromCheats("honest-every-kind", "wide");
  return [
    { ...fromAttacks("honest"), name: "honest-attacked" },
    { ...fromShared("honest"), name: "honest-shared" },
    { ...fromJudgeAttacks("honest"), name: "honest-judged" },
    every,
    byVite(every),
    byVitest(every),
  ].filter(({ page }) => page !== "");
}

/** How many honest modules `greenbar check` calls green once they were seen red, and its exit code. */
export async function checkHonest(bench: AttackBench, modules: readonly Hostile[]) {
  const root = bench.folder("honest");
  layOut(root, modules, patient);
  await runCli(["generate-tests", "--json"], { cwd: root, timeout: 280_000 });
  return checkIn(root, modules);
}

async function checkIn(root: string, modules: readonly Hostile[]) {
  const { stdout, code } = await runCli(["check", "--json"], { cwd: root, timeout: 280_000 });
  const { outcome, requirements } = JSON.parse(stdout) as {
    readonly outcome: string;
    readonly requirements: readonly CheckedRequirement[];
  };
  // A property alone pins nothing down, and is said to be weak: that is no accusation.
  const isGreen = ({ name }: Hostile): boolean => {
    const own = requirements.filter(({ spec }) => spec === `specs/${name}.md`);
    return own.length > 0 && own.every(({ status }) => status === "holds" || status === "weak");
  };
  return { green: modules.filter(isGreen).length, outcome, code };
}

/** What the other rows are worth nothing without: honest code is called green, and the judge's process knows nothing. */
export const controlRows: readonly AttackRow[] = [
  {
    id: "honest-code",
    mechanism: "none: honest code",
    does: "Does what the page says, loaded by Node, by Vite and by Vitest.",
    must: "It is green, exit code 0.",
    defence: "one wrong answer among right ones is red (src/verdict/outcome.ts)",
    async withDefence(bench): Promise<Outcome> {
      const modules = honestModules();
      const { green, outcome, code } = await checkHonest(bench, modules);
      const held = green === modules.length && outcome === "green" && code === 0;
      return { held, saw: `${outcome}, exit ${code}: ${green} of ${modules.length} green` };
    },
    async without(bench): Promise<Outcome> {
      const honest = { ...fromJudgeAttacks("honest"), name: "honest-but-once" };
      const wrong = { ...honest, source: honest.source.replace("n * 2", "n === 21 ? 42 : 0") };
      const root = bench.folder("honest-but-once");
      layOut(root, [wrong], patient);
      const { outcome, code } = await checkIn(root, [wrong]);
      return { held: outcome === "green", saw: `with one wrong answer: ${outcome}, exit ${code}` };
    },
  },
  {
    id: "looks-everywhere",
    mechanism: "expected values looked for in memory and files",
    does: "Searches its heap, files, arguments, environment and other processes for what is expected.",
    must: "In the judge's process there is nothing to find.",
    defence: "expected values stay in the parent (src/verdict/judge-programs.ts)",
    needs: "bubblewrap",
    async withDefence(bench): Promise<Outcome> {
      const opened = await openAlone(bench, fromJudgeAttacks("looks-everywhere", "searched"), patient);
      const verdicts = await judged(opened, createJudge(ownInstallation()));
      const found = verdicts.find(({ example }) => example.includes("finds-nothing"));
      return { held: found?.status === "passed", saw: `in the judge: ${found?.message ?? "nothing found"}` };
    },
    async without(bench): Promise<Outcome> {
      const opened = await openAlone(bench, fromJudgeAttacks("looks-everywhere", "searched"), patient);
      const outcomes = await runOnSubjects(opened.world, opened.project, opened);
      const own = [...outcomes].find(([id]) => id.includes("finds-nothing"))?.[1];
      const isFound = own?.is === "assertion";
      return { held: !isFound, saw: `in the suite's process: ${isFound ? "found" : (own?.is ?? "nothing")}` };
    },
  },
  {
    id: "leaves-notes",
    mechanism: "notes from one run to the other",
    does: "Leaves notes in every place that it may write, for the process that is asked beside it or after it.",
    must: "Neither run of the judge finds a note.",
    defence: "two copies, and private places in the sandbox (src/app/judge-project.ts)",
    needs: "bubblewrap",
    async withDefence(bench): Promise<Outcome> {
      const opened = await openAlone(bench, fromJudgeAttacks("leaves-notes", "noted"), patient);
      return notesIn(await judged(opened, createJudge(ownInstallation())));
    },
    async without(bench): Promise<Outcome> {
      bench.atEnd(clearSharedPlaces);
      const opened = await openAlone(bench, fromJudgeAttacks("leaves-notes", "noted"), patient);
      const { noSandbox: sandbox } = opened.world;
      return notesIn(await judged({ ...opened, sandbox }, createJudge(ownInstallation())));
    },
  },
];

function notesIn(verdicts: Awaited<ReturnType<typeof judged>>): Outcome {
  const own = verdicts.find(({ example }) => example.includes("hears-nothing"));
  return { held: own?.status === "passed", saw: own?.message ?? own?.status ?? "not judged" };
}
