import { describe, expect, test } from "vitest";
import { readConfig } from "../../../src/app/config.ts";
import type { FileChange, World } from "../../../src/app/ports.ts";
import type { Project } from "../../../src/app/read-project.ts";
import { claimsPath } from "../../../src/app/why/claims-cache.ts";
import { traceProject } from "../../../src/app/why/trace-project.ts";
import type { Example } from "../../../src/plan/plan.ts";
import type { Coverage, Traced } from "../../../src/verdict/coverage.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";
import { example, is, number, place, planOf, use } from "../../verdict/judge-plan.ts";

const code = 'import "./other.ts";\nexport const f = () => 1;\nexport const g = () => 2;\n';

const one = example("one", [use("f")], [is("f()", number(1))]);
const two = example("two", [use("g")], [is("g()", number(2))]);
const unbound = example("unbound", [], { is: "unbound", why: "it has no example" });
const command = { ...example("command", [], { is: "console", commands: [] }), kind: "console" as const };

/** What the child would say of `f` and `g`, by the key of each program. */
const traced: Traced = {
  loader: "node",
  seen: [{ path: "src/impl.ts", spans: [[0, code.length]] }],
  load: [{ path: "src/impl.ts", spans: [[0, 20]] }],
  programs: new Map([
    [0, { is: "traced", executed: [{ path: "src/impl.ts", spans: [[38, 45]] }] }],
    [1, { is: "traced", executed: [{ path: "src/impl.ts", spans: [[64, 71]] }] }],
  ]),
};

function scene(
  examples: readonly Example[],
  gives: Traced = traced,
  files: Readonly<Record<string, string>> = {},
) {
  const asked: string[] = [];
  const written: FileChange[] = [];
  const texts = { "src/impl.ts": code, "src/other.ts": "export {};\n", ...files };
  const read = readConfig({});
  if (!("config" in read)) throw new Error("the empty configuration is refused");
  const coverage: Coverage = {
    trace(job) {
      asked.push(`trace ${job.programs.map(({ key }) => key).join(",")} in ${job.workspace.dir}`);
      return Promise.resolve(gives);
    },
    traceCommands(_, job) {
      asked.push(`commands in ${job.workspace.dir}`);
      return Promise.resolve({ seen: [], program: { is: "untraced", why: "no process" } });
    },
  };
  let copies = 0;
  const workspaces = {
    snapshot: () =>
      Promise.resolve({
        root: "/project",
        files: Object.keys(texts).map((path) => ({ path, hash: path, size: 1, executable: false })),
        leftOut: [],
        hash: "",
      }),
    copy: () =>
      Promise.resolve({
        dir: `/copy-${(copies += 1)}`,
        root: "/project",
        dependencies: [],
        dispose: () => Promise.resolve(),
      }),
  };
  const sandbox = { level: "none", prove: () => Promise.resolve({ holds: false }) };
  const world = {
    disk: {
      ...createMemoryDisk(texts),
      write: (changes: readonly FileChange[]) => {
        written.push(...changes);
        return Promise.resolve();
      },
    },
    workspaces: () => workspaces,
    sandbox,
    noSandbox: sandbox,
    tools: () => Promise.resolve({ vitest: { version: "5", from: "greenbar" }, node: 24 }),
  } as unknown as World;
  const project = {
    root: "/project",
    config: read.config,
    bins: new Map(),
    specs: [{ spec: { text: "the spec" }, plan: planOf(examples) }],
  } as unknown as Project;
  return { run: () => traceProject(world, { coverage, version: "1" }, project, {}), asked, written };
}

describe("tracing a project", () => {
  test("asks for the examples of a spec once, in one copy, and makes claims of it", async () => {
    const { run, asked } = scene([one, two]);
    const { claims, sandbox } = await run();
    expect(asked).toStrictEqual(["trace 0,1 in /copy-1"]);
    expect(sandbox).toBe("none");
    const lines = claims.files.get("src/impl.ts")?.lines;
    expect(lines?.get(1)).toMatchObject({ atLoad: true, users: ["one", "two"] });
    expect(lines?.get(2)?.examples).toStrictEqual(["one"]);
    expect(lines?.get(3)?.examples).toStrictEqual(["two"]);
  });

  test("what cannot be run is said, and does not stand in the way of keeping the rest", async () => {
    const { run, written } = scene([one, two, unbound]);
    const { claims } = await run();
    expect([...claims.untraced]).toStrictEqual([["unbound", "nothing of it can be run: it has no example"]]);
    expect(written.map(({ path }) => path)).toStrictEqual([claimsPath]);
  });

  test("a second time nothing is run", async () => {
    const first = scene([one, two]);
    const { claims } = await first.run();
    const kept = { [claimsPath]: first.written[0]?.after ?? "" };
    const again = scene([one, two], traced, kept);
    const found = await again.run();
    expect([again.asked, found.sandbox, again.written]).toStrictEqual([[], null, []]);
    expect(found.claims).toStrictEqual(claims);
  });

  test("one that was late is not kept: it may end the next time", async () => {
    const late: Traced = {
      ...traced,
      programs: new Map([[0, { is: "untraced", why: "it did not end in time" }]]),
    };
    const { run, written } = scene([one], late);
    expect([...(await run()).claims.untraced]).toStrictEqual([["one", "it did not end in time"]]);
    expect(JSON.parse(written[0]?.after ?? "{}")).toStrictEqual({ version: 1, specs: {} });
  });

  test("commands run in a copy of their own, and no module is asked for", async () => {
    const { run, asked } = scene([command]);
    expect([...(await run()).claims.untraced]).toStrictEqual([["command", "no process"]]);
    expect(asked).toStrictEqual(["commands in /copy-1"]);
  });
});

test("the places of the scene are those of the code", () => {
  expect([code.slice(0, 20), code.slice(38, 45), code.slice(64, 71)]).toStrictEqual([
    'import "./other.ts";',
    "() => 1",
    "() => 2",
  ]);
  expect(place.line).toBe(1);
});
