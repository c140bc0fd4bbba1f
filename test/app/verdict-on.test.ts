import { describe, expect, test } from "vitest";
import type { World } from "../../src/app/ports.ts";
import type { Project } from "../../src/app/read-project.ts";
import { verdictOn } from "../../src/app/verdict-on.ts";
import { readConfig } from "../../src/app/config.ts";
import { judgeProject } from "../../src/app/judge-project.ts";
import type { Example } from "../../src/plan/plan.ts";
import type { ProgramAnswer } from "../../src/verdict/judge.ts";
import type { ShellResult } from "../../src/verdict/console.ts";
import type { Sandbox } from "../../src/verdict/sandbox.ts";
import type { Workspace } from "../../src/verdict/workspace.ts";
import { example, is, number, place, planOf, use } from "../verdict/judge-plan.ts";

const sandbox: Sandbox = {
  level: "none",
  prove: () => Promise.reject(new Error("not asked")),
  launch: () => Promise.reject(new Error("not asked")),
};
const snapshot = { root: "/w", files: [], leftOut: [], hash: "" };
const at = { snapshot, sandbox, seed: 1 };

/** A project of one spec; `asked` counts up the milliseconds that the judge was given for an example. */
function worldOf(
  examples: readonly Example[],
  parts: Pick<Partial<World>, "judge" | "shell" | "runner">,
): { readonly world: World; readonly project: Project; readonly copies: string[] } {
  const read = readConfig({});
  if (!("config" in read)) throw new Error("the empty configuration is refused");
  const tests = examples.map(({ id }) => ({ example: id, name: [id], hash: "" }));
  const suite = { path: "test/specs/impl.test.ts", text: "", tests };
  const copies: string[] = [];
  const copy = (): Promise<Workspace> => {
    const dir = `/copy-${copies.length}`;
    copies.push(dir);
    return Promise.resolve({ dir, root: "/w", dependencies: [], dispose: () => Promise.resolve() });
  };
  const world = { ...parts, workspaces: () => ({ copy }) } as unknown as World;
  const project = {
    config: read.config,
    bins: new Map([["tell", "tell.js"]]),
    specs: [{ plan: planOf(examples), suite }],
  } as unknown as Project;
  return { world, project, copies };
}

const one = example("e", [use("f")], [is("f()", number(1))]);

/** The suite calls it passed; the judge is given these answers, one for each time that it is asked (twice a run). */
function asked(answers: readonly ProgramAnswer[]) {
  const times: number[] = [];
  const { world, project } = worldOf([one], {
    runner: {
      run: () =>
        Promise.resolve({
          tests: [{ file: "test/specs/impl.test.ts", name: ["e"], outcome: { is: "passed" }, duration: 1 }],
          problems: [],
          ended: "complete",
          endedWhy: "",
          output: "",
          vitest: { version: "", from: "greenbar" },
        }),
      open: () => Promise.reject(new Error("not asked")),
    },
    judge: {
      match: () => Promise.reject(new Error("not asked")),
      ask(job) {
        const answer = answers[times.length] ?? { is: "lost", why: "asked too often" };
        times.push(job.programMs);
        return Promise.resolve(job.runs.map(() => ({ loader: "node", programs: new Map([[0, answer]]) })));
      },
    },
  });
  return { verdict: () => verdictOn(world, project, at), times };
}

const right: ProgramAnswer = {
  is: "answered",
  answers: [{ gave: "value", value: number(1), classes: [] }],
  stopped: null,
};
const wrong: ProgramAnswer = {
  is: "answered",
  answers: [{ gave: "value", value: number(2), classes: [] }],
  stopped: null,
};
const lost: ProgramAnswer = { is: "lost", why: "its process ended (exit code 0)" };
const late: ProgramAnswer = { is: "timeout" };

describe("what passes in the suite and not before the judge", () => {
  test.each<[string, readonly ProgramAnswer[], readonly string[], readonly number[]]>([
    ["right", [right], [], [5_000]],
    ["wrong twice", [wrong, wrong], ["e"], [5_000, 5_000]],
    ["wrong once", [wrong, right], [], [5_000, 5_000]],
    ["no answer, twice", [lost, lost], ["e"], [5_000, 5_000]],
    ["no answer, and then a wrong one", [lost, wrong], ["e"], [5_000, 5_000]],
    ["late, also with more time", [late, late], ["e"], [5_000, 15_000]],
    ["late, but not with more time", [late, right], [], [5_000, 15_000]],
    ["not reached", [{ is: "timeout", message: "not reached" }], [], [5_000]],
    ["could not be loaded", [{ is: "unloadable", message: "Error: x" }], [], [5_000]],
  ])("%s", async (_, answers, compromised, times) => {
    const { verdict, times: given } = asked(answers);
    expect((await verdict()).compromised).toStrictEqual(compromised);
    expect(given).toStrictEqual(times);
  });
});

describe("console examples", () => {
  const tells = (id: string, word: string): Example =>
    example(id, [], {
      is: "console",
      commands: [{ place, command: `tell ${word}`, program: "tell", output: [word], status: 0 }],
    });

  /** What `print` makes of a command and of what was run before it in the same copy. */
  async function shown(print: (command: string, before: readonly string[]) => string) {
    const ran = new Map<string, string[]>();
    const { world, project } = worldOf([tells("one", "one"), tells("two", "two")], {
      shell: {
        run({ workspace, commands }) {
          const before = ran.get(workspace.dir) ?? [];
          ran.set(workspace.dir, [...before, ...commands]);
          const [command = ""] = commands;
          const result: ShellResult = { output: print(command, before), status: 0, isMissing: false };
          return Promise.resolve([result]);
        },
      },
    });
    const verdicts = await judgeProject(world, project, at);
    return { ran, statuses: [...verdicts.values()].map(({ status }) => status) };
  }

  const word = (command: string): string => command.replace("tell ", "");

  test("run in two copies, in one of them backwards", async () => {
    const { ran, statuses } = await shown(word);
    expect(statuses).toStrictEqual(["passed", "passed"]);
    expect([...ran.values()]).toStrictEqual([
      ["tell one", "tell two"],
      ["tell two", "tell one"],
    ]);
  });

  test("one that goes by what another left is flaky", async () => {
    const { statuses } = await shown((command, before) =>
      command === "tell two" && before.length === 0 ? "nothing" : word(command),
    );
    expect(statuses).toStrictEqual(["passed", "flaky"]);
  });

  test("what one copy was told the other does not hear", async () => {
    const seen: string[][] = [];
    await shown((command, before) => {
      seen.push([...before]);
      return word(command);
    });
    expect(seen.toSorted((one, other) => one.length - other.length)).toStrictEqual([
      [],
      [],
      ["tell one"],
      ["tell two"],
    ]);
  });
});
