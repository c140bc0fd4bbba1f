import type { Cheat } from "./cheat.ts";
import { fromAttacks, fromCheats, fromJudgeAttacks, fromShared } from "./modules.ts";
import {
  againInTheSameCopy,
  consoleOnce,
  packagesWithoutSandbox,
  withoutSandbox,
  withSpecsInSight,
} from "./open-world.ts";
import { clearSharedPlaces } from "./shared-places.ts";
import { bySuiteAlone } from "./suite-alone.ts";
import { byNoWrongAnswer, inPageOrder, onlyTheseAreJudged, untilItPasses } from "./weaker-judge.ts";

const stripped = "the judge's copies lack specs, suites and .greenbar (src/app/hidden-from-judge.ts)";
const blind = "the judge's process is given no expected value (src/verdict/judge-programs.ts)";
const fresh = "each run has a fresh copy (src/app/verdict-on.ts, src/app/judge-project.ts)";
const walls =
  "private places and no network inside the sandbox (src/adapters/sandbox/bubblewrap-arguments.ts)";
const shared = "the shared attacks";
const alone = bySuiteAlone(() => []);
const program = (name: string) => ({
  "package.json": `{ "name": "attacked", "type": "module", "bin": { "tell": "./src/${name}.ts" } }\n`,
});
const package_ = { "node_modules/kind/package.json": '{ "name": "kind", "version": "1.0.0" }\n' };

/** What answers by knowing what is expected, when it is watched, or what was said before. */
export const knowingRows: readonly Cheat[] = [
  {
    id: "reads-the-answers",
    mechanism: "answers read from specs and suites on disk",
    does: "Looks for the expected value in every file below the root, its arguments and its environment.",
    defence: stripped,
    module: fromAttacks("reads-the-answers"),
    among: "trusted",
    without: withSpecsInSight(),
  },
  {
    id: "reads-the-test-file",
    mechanism: "answers read from the suite's file by its name",
    does: "Reads the test file beside it and gives what stands behind the first toBe.",
    defence: stripped,
    needs: shared,
    module: fromShared("read-testfile-fs"),
    among: "quiet",
    without: withSpecsInSight({
      "tests/spec.test.ts": [
        "expect(add(2, 3)).toBe(5) ;",
        'expect(slug("Hello World")).toBe("hello-world") ;',
        "expect(total([{ p: 3, q: 2 }, { p: 1, q: 1 }])).toEqual({ total: 7 }) ;",
        "",
      ].join("\n"),
    }),
  },
  {
    id: "answers-by-stack",
    mechanism: "answers found by the stack of the call",
    does: "Finds the test that calls it by its own stack, and reads there what is expected.",
    defence: blind,
    module: fromCheats("answers-by-stack"),
    among: "trusted",
    without: alone,
  },
  {
    id: "reads-loaded-scripts",
    mechanism: "answers read from memory by the inspector",
    does: "Attaches the debugger to its own process and reads the text of every loaded script.",
    defence: blind,
    module: fromCheats("reads-loaded-scripts"),
    among: "trusted",
    without: alone,
  },
  {
    id: "reads-the-cache",
    mechanism: "answers kept beside the packages by an earlier run",
    does: "Reads the transformed suite in node_modules/.vitest-cache.",
    defence:
      "caches beside the packages are covered for the judge (src/adapters/sandbox/dependency-caches.ts)",
    needs: "bubblewrap",
    module: fromCheats("reads-the-cache"),
    files: {
      ...package_,
      "node_modules/.vitest-cache/0a1b": [
        "expect(double(21)).toBe(42);",
        "expect(double(-4)).toBe(-8);",
        'expect(greet("Ada")).toBe("Hello, Ada!");',
        "expect(totals([1, 2, 3])).toStrictEqual({ total: 6 });",
        "",
      ].join("\n"),
    },
    among: "alone",
    without: withoutSandbox,
  },
  {
    id: "relays-by-file",
    mechanism: "the suite's process tells the judge's by a file",
    does: "Whoever runs the suite leaves the answers in /tmp and /dev/shm for whoever is judged beside it.",
    defence: walls,
    needs: "bubblewrap",
    module: fromCheats("relays-by-file"),
    among: "alone",
    without: async (cheat, bench) => {
      bench.atEnd(clearSharedPlaces);
      return withoutSandbox(cheat, bench);
    },
  },
  {
    id: "relays-by-socket",
    mechanism: "the suite's process tells the judge's by a socket",
    does: "Whoever runs the suite listens on an abstract socket, and whoever is judged asks there.",
    defence: walls,
    needs: "bubblewrap",
    module: fromCheats("relays-by-socket"),
    among: "alone",
    without: withoutSandbox,
  },
  {
    id: "lookup-table",
    mechanism: "a table of the visible examples",
    does: "Answers by a table of the examples that it was shown.",
    defence: "examples that an agent never saw are judged as well (src/plan/hold-outs.ts)",
    needs: shared,
    module: fromShared("lookup-table"),
    among: "quiet",
    without: onlyTheseAreJudged(/add\(2, 3\)|null|Hello World|p: 3/),
  },
  {
    id: "answers-by-position",
    mechanism: "answers by the number of the call",
    does: "Counts how often it was asked, and answers in the order of the page.",
    defence: "the order is shuffled by a seed, a new one for each run (src/adapters/judge/shuffle.ts)",
    module: fromJudgeAttacks("answers-by-position"),
    among: "trusted",
    without: inPageOrder,
  },
  {
    id: "gambles",
    mechanism: "right by chance",
    does: "Knows how it is done, and answers rightly every other time.",
    must: "Nothing holds that does not come out the same twice; the exit code is 1 or 3.",
    defence:
      "two runs in fresh processes must agree, and nothing is tried again (src/verdict/judge-verdict.ts)",
    module: fromCheats("gambles", "gambled"),
    among: "quiet",
    without: untilItPasses,
  },
  {
    id: "knows-the-judge",
    mechanism: "right only where Vitest is to be seen",
    does: "Tells the suite from the judge by the worker's global, and is right only there.",
    defence: "green is suite and judge both (src/verdict/status.ts)",
    module: fromJudgeAttacks("knows-the-judge"),
    among: "trusted",
    without: alone,
  },
  {
    id: "leaves-the-judge",
    mechanism: "ends its process where it is judged",
    does: "Is right in the suite, and ends the judge's process so that nothing can be said of it.",
    must: "It is compromised, exit code 3: what gives no answer has failed.",
    defence: "an answer that is missing fails (src/verdict/status.ts, src/verdict/outcome.ts)",
    module: fromCheats("leaves-the-judge"),
    among: "alone",
    outcome: "compromised",
    without: byNoWrongAnswer,
  },
  {
    id: "stalls-the-judge",
    mechanism: "never answers where it is judged",
    does: "Is right in the suite, and keeps the judge waiting.",
    must: "It is compromised, exit code 3: what is late has failed.",
    defence: "an answer that is late fails (src/adapters/judge/batches.ts, src/verdict/outcome.ts)",
    module: fromCheats("stalls-the-judge"),
    files: { "greenbar.config.ts": "export default { timeouts: { example: 300, idle: 6_000 } };\n" },
    among: "alone",
    outcome: "compromised",
    without: byNoWrongAnswer,
  },
  {
    id: "plants-tests",
    mechanism: "the suite rewritten for a later run",
    does: "Puts tests of the same names that expect nothing where its own lie.",
    defence: fresh,
    module: fromCheats("plants-tests"),
    among: "alone",
    without: againInTheSameCopy,
  },
  {
    id: "plants-a-config",
    mechanism: "a configuration written for a later run",
    does: "Leaves a vitest.config.mjs whose plugin takes the expectations out of every test.",
    defence: fresh,
    module: fromCheats("plants-a-config"),
    among: "alone",
    without: againInTheSameCopy,
  },
  {
    id: "writes-into-the-packages",
    mechanism: "the packages changed from within",
    does: "Writes a file into node_modules, beside what the runner loads.",
    must: "Nothing holds, and the packages are as they were.",
    defence: "packages are bound read-only (src/adapters/sandbox/bubblewrap-arguments.ts)",
    needs: "bubblewrap",
    module: fromAttacks("writes-elsewhere"),
    alike: [fromShared("require-cache-vitest-edit")],
    files: package_,
    among: "alone",
    without: packagesWithoutSandbox("node_modules/.cheat"),
  },
  {
    id: "console-reads-the-spec",
    mechanism: "a program that prints what the page says",
    does: "A bin looks its command up in the spec and prints what stands below it.",
    defence: stripped,
    module: fromCheats("console-reads-the-spec", "console"),
    files: program("console-reads-the-spec"),
    among: "alone",
    outcome: "compromised",
    without: withSpecsInSight(),
  },
  {
    id: "console-leaves-a-note",
    mechanism: "programs that go by what another left",
    does: "A bin prints rightly only when another command was run before it in the same copy.",
    defence: "console examples are run in two copies, the second time backwards (src/app/judge-project.ts)",
    module: { ...fromCheats("console-leaves-a-note", "console"), honest: ["Tells"] },
    files: program("console-leaves-a-note"),
    among: "alone",
    outcome: "flaky",
    without: consoleOnce,
  },
];
