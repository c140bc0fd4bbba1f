import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ExampleUse } from "../../../src/plan/plan.ts";
import {
  check,
  example,
  is,
  number,
  planOf,
  record,
  run,
  text,
  throws,
  use,
} from "../../verdict/judge-plan.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { judgement } from "./judging.ts";

const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../fixtures/judge", name), "utf8");

/** An example that says that a call of the subject without arguments gives a number. */
const gives = (id: string, name: string, value: number) =>
  example(id, [use(name)], [is(`${name}()`, number(value))]);

const statuses = (verdicts: Awaited<ReturnType<typeof judgement>>["verdicts"]) =>
  Object.fromEntries(
    [...verdicts].map(([id, { status, reason }]) => [id, reason === null ? status : `${status}: ${reason}`]),
  );

async function judged(
  name: string,
  examples: Parameters<typeof planOf>[0],
  options: Parameters<typeof judgement>[2] = {},
) {
  const { verdicts, loaders } = await judgement(planOf(examples), { "src/impl.ts": fixture(name) }, options);
  return { verdicts, loaders, statuses: statuses(verdicts) };
}

describe("through Node", () => {
  test("a subject that patches the language is seen as it is", async () => {
    const { statuses, loaders } = await judged("patched.ts", [
      gives("one", "one", 1),
      gives("two", "two", 1),
      gives("minus zero", "minusZero", 0),
      example("surplus key", [use("record")], [is("record()", record({ a: number(1) }))]),
      example("record", [use("record")], [is("record()", record({ a: number(1), b: number(2) }))]),
      example("hole", [use("sparse")], [is("sparse()", { t: "array", items: [number(1), number(1)] })]),
      example("map", [use("map")], [is("map()", { t: "map", entries: [[text("a"), number(2)]] })]),
      example("empty map", [use("map")], [is("map()", { t: "map", entries: [] })]),
      example("date", [use("date")], [is("date()", { t: "date", v: "2020-01-01T00:00:00.000Z" })]),
      example("missing", [use("absent")], [throws("absent()")]),
    ]);
    expect(loaders).toEqual(["node", "node"]);
    expect(statuses).toEqual({
      one: "passed",
      two: "failed: assertion",
      "minus zero": "failed: assertion",
      "surplus key": "failed: assertion",
      record: "passed",
      hole: "failed: assertion",
      map: "passed",
      "empty map": "failed: assertion",
      date: "failed: assertion",
      missing: "failed: notImplemented",
    });
  });

  test("a loop that never yields and a promise that never settles are timeouts, and the rest is judged", async () => {
    const { statuses } = await judged(
      "hangs.ts",
      [
        gives("a", "quick", 1),
        gives("loop", "loop", 1),
        gives("b", "quick", 1),
        example("never", [use("never")], [is("never()", number(1), "resolves")]),
        gives("c", "quick", 2),
      ],
      { programMs: 400 },
    );
    expect(statuses).toEqual({
      a: "passed",
      loop: "timeout: timeout",
      b: "passed",
      never: "timeout: timeout",
      c: "failed: assertion",
    });
  });

  test("a process that exits in a call loses that answer only", async () => {
    const { statuses, verdicts } = await judged("exits.ts", [
      gives("a", "quick", 1),
      gives("leave", "leave", 1),
      gives("b", "quick", 1),
    ]);
    expect(statuses).toEqual({ a: "passed", leave: "lost: lost", b: "passed" });
    expect(verdicts.get("leave")?.message).toContain("exit code 0");
  });

  test("a process that exits or throws while loading answers nothing", async () => {
    const exits = await judged("exits-at-load.ts", [gives("a", "quick", 1)]);
    expect(exits.statuses).toEqual({ a: "unloadable: import" });
    const thrown = await judged("throws-at-load.ts", [gives("a", "quick", 1)]);
    expect(thrown.statuses).toEqual({ a: "unloadable: import" });
    expect(thrown.verdicts.get("a")?.message).toBe(
      "the subject could not be loaded: Error: no configuration",
    );
    expect(thrown.loaders).toEqual(["node", "node"]);
  });

  test("what the subject prints is no answer", async () => {
    const { statuses } = await judged("noisy.ts", [gives("a", "quick", 1), gives("b", "quick", 2)]);
    expect(statuses).toEqual({ a: "passed", b: "failed: assertion" });
  });

  test("an answer that comes twice is lost, and the nonce is not in what the subject can watch", async () => {
    const { statuses } = await judged(
      "forges.ts",
      [
        example("nonce", [use("hasNonce")], [is("hasNonce()", { t: "boolean", v: false })]),
        example("twice", [use("twice")], [is("twice()", number(1), "resolves")]),
        gives("other", "quick", 1),
      ],
      { programMs: 20_000 },
    );
    expect(statuses["nonce"]).toBe("passed");
    expect(statuses["twice"]).toBe("lost: lost");
  });

  test("state between examples is flaky", async () => {
    const { statuses, verdicts } = await judged("stateful.ts", [
      gives("first", "next", 1),
      gives("second", "next", 2),
      gives("third", "next", 3),
      gives("fourth", "next", 4),
    ]);
    expect(Object.values(statuses)).toContain("flaky: flaky");
    const flaky = [...verdicts.values()].find(({ status }) => status === "flaky");
    expect(flaky?.message).toMatch(/^it does not come out the same twice: .*seed 7.*that of 8$/);
  });

  test("values, classes, errors and promises", async () => {
    const { statuses, loaders } = await judged("values.ts", [
      example("getters", [use("getters")], [is("getters()", record({ a: number(1) }))]),
      example("a getter is read once", [use("counting")], [is("counting()", record({ a: number(1) }))]),
      example("throwing getter", [use("throwing")], [is("throwing()", record({ a: number(1) }))]),
      example("giant text", [use("giantText")], [is("giantText()", text("x".repeat(2_000_000)))]),
      example("giant text inside", [use("giantText")], [is("giantText().length", number(2_000_000))]),
      example("giant list", [use("giantList")], [is("giantList()", { t: "array", items: [] })]),
      example("deep", [use("deep")], [is("deep()", record({}))]),
      example(
        "cycle",
        [use("cycle")],
        [is("cycle()", record({ n: number(1), self: { t: "cycle", up: 1 } }))],
      ),
      example("endless", [use("endless")], [is("endless()", { t: "array", items: [] })]),
      example("throws no error", [use("throwsOdd")], [throws("throwsOdd()", { name: "TypeError" })]),
      example("throws a trap", [use("evil")], [throws("evil()", { message: "x" })]),
      example("promise unasked", [use("later")], [is("later(1)", number(2))]),
      example("resolves", [use("later")], [is("later(1)", number(2), "resolves")]),
      example("await", [use("later")], [is("await later(1)", number(2))]),
      example(
        "rejects",
        [use("rejects")],
        [
          {
            do: "check",
            ...check(
              "rejects()",
              { is: "throws", error: { name: "RangeError", message: "late" }, source: "" },
              "rejects",
            ),
          },
        ],
      ),
      example(
        "class",
        [use("Dog")],
        [run(`const d = new Dog("Rex")`), is("d.speak()", text("Rex speaks")), is("d.legs", number(4))],
      ),
      example(
        "is a",
        [use("Dog")],
        [{ do: "check", ...check(`new Dog("Rex")`, { is: "a", type: "Animal", source: "" }) }],
      ),
      example(
        "is no",
        [use("Animal")],
        [{ do: "check", ...check(`new Animal("Rex")`, { is: "a", type: "Dog", source: "" }) }],
      ),
      example("instance is not plain", [use("Dog")], [is(`new Dog("Rex")`, record({ name: text("Rex") }))]),
      example("default", [named("default", "greet", "default")], [is(`greet("you")`, text("hello you"))]),
      example("namespace", [named("*", "all", "namespace")], [is(`all.default("you")`, text("hello you"))]),
      example("missing of a namespace", [named("*", "all", "namespace")], [throws(`all.absent("you")`)]),
      example(
        "live binding",
        [use("counter"), use("count")],
        [run("count()"), is("counter > 0", { t: "boolean", v: true })],
      ),
      example(
        "result",
        [use("Dog")],
        [run(`const d = new Dog("A")`), run("d.speak()", true), is("result", text("A speaks"))],
      ),
      example(
        "result that throws",
        [use("throwsOdd")],
        [run("throwsOdd()", true), throws("result", { message: "odd" })],
      ),
      example(
        "result that throws unasked",
        [use("throwsOdd"), use("getters")],
        [run("throwsOdd()", true), is("1 + 1", number(2))],
      ),
      example("step that throws", [use("throwsOdd")], [run("throwsOdd();"), is("1", number(1))]),
      example("missing throws", [use("absent")], [throws("absent()", { name: "TypeError" })]),
      example("undefined throws", [use("nothing")], [throws("nothing()", { name: "TypeError" })]),
      example("undefined", [use("nothing")], [is("nothing", { t: "undefined" })]),
      example(
        "comment at the end",
        [use("toleratesNull")],
        [is("toleratesNull(null) // here", text("none"))],
      ),
    ]);
    expect(loaders).toEqual(["node", "node"]);
    expect(statuses).toEqual({
      getters: "passed",
      "a getter is read once": "passed",
      "throwing getter": "failed: assertion",
      "giant text": "failed: assertion",
      "giant text inside": "passed",
      "giant list": "failed: assertion",
      deep: "failed: assertion",
      cycle: "passed",
      endless: "failed: assertion",
      "throws no error": "failed: assertion",
      "throws a trap": "failed: assertion",
      "promise unasked": "failed: assertion",
      resolves: "passed",
      await: "passed",
      rejects: "passed",
      class: "passed",
      "is a": "passed",
      "is no": "failed: assertion",
      "instance is not plain": "failed: assertion",
      default: "passed",
      namespace: "passed",
      "missing of a namespace": "failed: notImplemented",
      "live binding": "passed",
      result: "passed",
      "result that throws": "passed",
      "result that throws unasked": "failed: thrown",
      "step that throws": "failed: thrown",
      "missing throws": "failed: notImplemented",
      "undefined throws": "failed: notImplemented",
      undefined: "passed",
      "comment at the end": "passed",
    });
  });

  test("properties: inputs come from here, and both sides are asked", async () => {
    const source = `export const twice = (n: number) => n * 2;
      export const half = (n: number) => (n > 50 ? 0 : n / 2);`;
    const property = (id: string, left: string, right: string) =>
      example(id, [use("twice"), use("half")], {
        is: "property",
        variables: [{ name: "n", type: { of: "integer", min: 0, max: 100 } }],
        check: check(left, {
          is: "expression",
          source: right,
          expression: { ...check(right, { is: "a", type: "number", source: "" }).expression },
        }),
      });
    const { verdicts } = await judgement(
      planOf([property("holds", "twice(n)", "n + n"), property("fails", "half(twice(n))", "n")]),
      { "src/impl.ts": source },
    );
    expect(verdicts.get("holds")?.status).toBe("passed");
    expect(verdicts.get("fails")?.message).toMatch(
      /^for n = \d+: half\(twice\(n\)\) should equal \d+, but it is 0$/,
    );
  });

  test("unbound and console examples are not asked", async () => {
    const { statuses, loaders } = await judged("hangs.ts", [
      example("unbound", [], { is: "unbound", why: "no example" }),
      example("console", [], { is: "console", commands: [] }),
    ]);
    expect(loaders).toEqual([]);
    expect(statuses).toEqual({ unbound: "failed: unbound", console: "not-judged: console" });
  });

  test("an example that is no valid code takes no other with it", async () => {
    const { statuses, verdicts } = await judged("hangs.ts", [
      example("twice", [use("quick")], [run("const a = 1"), run("const a = 2"), is("quick()", number(1))]),
      gives("a", "quick", 1),
    ]);
    expect(statuses).toEqual({ twice: "unloadable: import", a: "passed" });
    expect(verdicts.get("twice")?.message).toContain("the example is no valid code");
  });

  test("a subject that is not there", async () => {
    const { verdicts } = await judgement(planOf([gives("a", "quick", 1)]), {});
    expect(verdicts.get("a")).toMatchObject({ status: "unloadable", reason: "import" });
  });
});

describe("as the project's own Vite transforms it", () => {
  test("an enum, which Node does not strip", async () => {
    const { statuses, loaders } = await judged("enum.ts", [
      gives("right", "paint", 2),
      gives("wrong", "paint", 1),
      example("missing", [use("absent")], [throws("absent()")]),
    ]);
    expect(loaders).toEqual(["vite", "vite"]);
    expect(statuses).toEqual({
      right: "passed",
      wrong: "failed: assertion",
      missing: "failed: notImplemented",
    });
  });

  test("an import without extension", async () => {
    const { verdicts, loaders } = await judgement(
      planOf([example("a", [use("total")], [is("total(2)", number(42))])]),
      {
        "src/impl.ts": fixture("extensionless.ts"),
        "src/lib/base.ts": fixture("lib-base.ts"),
      },
    );
    expect(loaders).toEqual(["vite", "vite"]);
    expect(statuses(verdicts)).toEqual({ a: "passed" });
  });

  const aliasConfig = {
    "vitest.config.ts": `import { defineConfig } from "vitest/config";
      export default defineConfig({ resolve: { alias: { "@lib": new URL("./src/lib", import.meta.url).pathname } } });`,
  };

  test("aliases of the project's configuration", async () => {
    const { verdicts, loaders } = await judgement(
      planOf([example("alias", [use("total")], [is("total(2)", number(42))])]),
      {
        "src/impl.ts": fixture("imports-alias.ts"),
        "src/lib/base.ts": fixture("lib-base.ts"),
        ...aliasConfig,
      },
    );
    expect(loaders).toEqual(["vite", "vite"]);
    expect(statuses(verdicts)).toEqual({ alias: "passed" });
  });

  test("what Vite finds behind an alias may call for Vitest after all", async () => {
    const { verdicts, loaders } = await judgement(
      planOf([example("alias", [use("total")], [is("total(2)", number(42))])]),
      {
        "src/impl.ts": fixture("imports-alias.ts"),
        "src/lib/base.ts": `${fixture("lib-base.ts")}\nexport const here = __dirname;`,
        ...aliasConfig,
      },
    );
    expect(loaders).toEqual(["vitest", "vitest"]);
    expect(statuses(verdicts)).toEqual({ alias: "passed" });
  });

  test("a subject that cannot be transformed", async () => {
    const { verdicts } = await judgement(planOf([gives("a", "quick", 1)]), {
      "src/impl.ts": `import "@lib/absent"; export const quick = () => 1;`,
      ...aliasConfig,
    });
    expect(statuses(verdicts)).toEqual({ a: "unloadable: import" });
  });

  test("a loop, an exit and an error while loading", async () => {
    const of = async (name: string, examples: Parameters<typeof planOf>[0]) => {
      const files = { "src/impl.ts": `${fixture(name)}\nexport enum Own { Enum }` };
      const { verdicts, loaders } = await judgement(planOf(examples), files, { programMs: 600 });
      expect(loaders).toEqual(["vite", "vite"]);
      return statuses(verdicts);
    };
    expect(
      await of("hangs.ts", [gives("a", "quick", 1), gives("loop", "loop", 1), gives("b", "quick", 2)]),
    ).toEqual({
      a: "passed",
      loop: "timeout: timeout",
      b: "failed: assertion",
    });
    expect(await of("throws-at-load.ts", [gives("a", "quick", 1)])).toEqual({ a: "unloadable: import" });
    expect(await of("exits-at-load.ts", [gives("a", "quick", 1)])).toEqual({ a: "unloadable: import" });
  });
});

describe("through the project's own Vitest", () => {
  test("aliases and setup files of the project's configuration", async () => {
    const { verdicts, loaders } = await judgement(
      planOf([
        example("alias", [use("total")], [is("total(2)", number(42))]),
        example("setup", [use("setup")], [is("setup()", text("plum"))]),
      ]),
      {
        "src/impl.ts": fixture("imports-alias.ts"),
        "src/lib/base.ts": fixture("lib-base.ts"),
        "setup.ts": `(globalThis as any).flavour = "plum";`,
        "vitest.config.ts": `import { defineConfig } from "vitest/config";
          export default defineConfig({ resolve: { alias: { "@lib": new URL("./src/lib", import.meta.url).pathname } },
            test: { include: ["nothing/**"], setupFiles: ["./setup.ts"] } });`,
      },
    );
    expect(loaders).toEqual(["vitest", "vitest"]);
    expect(statuses(verdicts)).toEqual({ alias: "passed", setup: "passed" });
  });

  test("an environment of the project's own, workers that it wants shared, and a .tsx subject", async () => {
    const subject = { subject: "src/impl.tsx", exported: "place", local: "place", as: "named" } as const;
    const { verdicts, loaders } = await judgement(
      planOf([
        example("place", [subject], [is("place()", text("a garden"))]),
        example("class", [subject], [is("Object.assign(new Map(), {})", { t: "map", entries: [] })]),
      ]),
      {
        "src/impl.tsx": `export const place = (): string => (globalThis as any).surroundings;`,
        "garden.ts": `export default { name: "garden", viteEnvironment: "ssr",
          setup(global: any) { global.surroundings = "a garden"; return { teardown() {} }; } };`,
        "vitest.config.ts": `export default { test: { environment: "./garden.ts", isolate: false, maxWorkers: 1, pool: "threads",
          expect: { requireAssertions: true }, testNamePattern: "nothing", retry: 2 } };`,
      },
    );
    expect(loaders).toEqual(["vitest", "vitest"]);
    expect(statuses(verdicts)).toEqual({ place: "passed", class: "passed" });
  });

  test("JSX, in an environment with a document, behind a promise", async () => {
    const subject = { subject: "src/impl.tsx", exported: "shown", local: "shown", as: "named" } as const;
    const { verdicts, loaders } = await judgement(
      planOf([
        example("right", [subject], [is(`shown("hi")`, text("<b>hi</b>"), "resolves")]),
        example("wrong", [subject], [is(`shown("hi")`, text("hi"), "resolves")]),
      ]),
      {
        "src/impl.tsx": `/** @jsxRuntime classic */
          /** @jsx h */
          const h = (name: string, _: null, ...inside: string[]) => document.createElement(name, inside.join(""));
          export const shown = async (name: string) => (await (<b>{name}</b>)).outerHTML;`,
        "page.ts": `export default { name: "page", viteEnvironment: "client", setup(global: any) {
          const createElement = (name: string, inside: string) =>
            ({ outerHTML: "<" + name + ">" + inside + "</" + name + ">" });
          global.document = { createElement };
          return { teardown() { delete global.document; } };
        } };`,
        "vitest.config.ts": `export default { test: { environment: "./page.ts" } };`,
      },
      { programMs: 5_000 },
    );
    expect(loaders).toEqual(["vitest", "vitest"]);
    expect(statuses(verdicts)).toEqual({ right: "passed", wrong: "failed: assertion" });
  });

  test("what Vitest would keep beside the packages is neither written nor removed", async () => {
    const modules = temporaryFolder({
      "node_modules/.vitest-cache/_metadata.json": `{ "lockfileHash": "of another time" }`,
      "node_modules/.vitest-cache/0a1b": "kept",
    });
    const { verdicts, loaders } = await judgement(
      planOf([gives("a", "quick", 1)]),
      {
        "src/impl.ts": `export const quick = () => 1;`,
        "package-lock.json": `{ "name": "of today" }`,
        "vitest.config.ts": `export default { test: { globals: true, fsModuleCache: true } };`,
      },
      { programMs: 5_000, modules: join(modules, "node_modules") },
    );
    expect(loaders).toEqual(["vitest", "vitest"]);
    expect(statuses(verdicts)).toEqual({ a: "passed" });
    expect(readdirSync(join(modules, "node_modules/.vitest-cache"))).toEqual(["0a1b", "_metadata.json"]);
  });

  test("a loop, an exit and an error while loading", async () => {
    const config = { "vitest.config.ts": `export default { test: { globals: true } };` };
    const of = async (name: string, examples: Parameters<typeof planOf>[0]) =>
      statuses(
        (await judgement(planOf(examples), { "src/impl.ts": fixture(name), ...config }, { programMs: 600 }))
          .verdicts,
      );
    expect(
      await of("hangs.ts", [gives("a", "quick", 1), gives("loop", "loop", 1), gives("b", "quick", 2)]),
    ).toEqual({
      a: "passed",
      loop: "timeout: timeout",
      b: "failed: assertion",
    });
    expect(await of("throws-at-load.ts", [gives("a", "quick", 1)])).toEqual({ a: "unloadable: import" });
    expect(await of("exits-at-load.ts", [gives("a", "quick", 1)])).toEqual({ a: "unloadable: import" });
  });
});

function named(exported: string, local: string, as: ExampleUse["as"]): ExampleUse {
  return { subject: "src/impl.ts", exported, local, as };
}
