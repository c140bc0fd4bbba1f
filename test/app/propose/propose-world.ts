import { readFileSync } from "node:fs";
import type { FileChange, World } from "../../../src/app/ports.ts";
import { proposeTemplates } from "../../../src/app/propose/brief.ts";
import type { TestOutcome } from "../../../src/verdict/report.ts";
import type { Sandbox } from "../../../src/verdict/sandbox.ts";

import { memoryWorld } from "../inbox/memory-world.ts";
import { templates } from "../../suite/support/templates.ts";

const prompts = [...proposeTemplates, "prompts/propose-candidates"].map(
  (name) => [name, readFileSync(new URL(`../../../templates/${name}.hbs`, import.meta.url), "utf8")] as const,
);

export const allTemplates = new Map([...templates, ...prompts]);

/** What a test says by its name: against the stub, and on the code as it is. */
export interface Outcomes {
  readonly onStub?: (name: string) => TestOutcome;
  readonly onCode?: (name: string) => TestOutcome;
  readonly sandbox?: boolean;
}

const notImplemented: TestOutcome = { is: "notImplemented", name: "slug" };

/** A project in memory whose suites end as they are told; nothing is copied or started. */
export function proposeWorld(given: Readonly<Record<string, string>>, outcomes: Outcomes = {}) {
  const memory = memoryWorld(given);
  const runs: string[][] = [];
  const {
    onStub = () => notImplemented,
    onCode = () => ({ is: "passed" }) as const,
    sandbox = true,
  } = outcomes;
  const boxOf = (level: Sandbox["level"]): Sandbox => ({
    level,
    prove: () =>
      Promise.resolve(
        sandbox
          ? { holds: true, level, canaries: [] }
          : { holds: false, level, why: "none", message: "none here", mend: "install one", canaries: [] },
      ),
    launch: () => Promise.reject(new Error("nothing is started here")),
  });
  let putStub = false;
  const world: World = {
    ...memory.world,
    templates: () => Promise.resolve(allTemplates),
    sandbox: boxOf("bubblewrap"),
    noSandbox: boxOf("none"),
    workspaces: () => ({
      snapshot: () => Promise.resolve({ root: "/project", files: [], leftOut: [], hash: "" }),
      copy: (_, { put }) => {
        putStub = [...(put ?? new Map()).keys()].some((path: string) => path.startsWith("src/"));
        return Promise.resolve({
          dir: putStub ? "stub" : "code",
          root: "/project",
          dispose: () => Promise.resolve(),
        } as never);
      },
      reopen: () => Promise.resolve(null),
    }),
    runner: {
      open: () => Promise.reject(new Error("nothing is kept warm here")),
      run: ({ planned, workspace }) => {
        const say = workspace.dir === "stub" ? onStub : onCode;
        if (workspace.dir === "stub") runs.push(planned.map(({ name }) => name.join(" › ")));
        return Promise.resolve({
          tests: planned.map(({ file, name }) => ({
            file,
            name,
            outcome: say(name.join(" › ")),
            duration: 1,
          })),
          problems: [],
          ended: "complete",
          endedWhy: "",
          output: "",
          vitest: { version: "5", from: "greenbar" },
        });
      },
    },
  };
  return { world, files: memory.files, undo: (changes: readonly FileChange[]) => memory.undo(changes), runs };
}
