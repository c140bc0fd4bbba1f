import { describe, expect, test } from "vitest";
import { compile } from "../../src/plan/compile.ts";
import { compileAll } from "../../src/plan/compile-all.ts";
import type { ModuleFacts, ModuleImports, Plan, Taken } from "../../src/plan/plan.ts";
import { modulesToRead } from "../../src/plan/subject-paths.ts";
import { parseSpec } from "../../src/spec/parse.ts";
import { around, exporting } from "./builders.ts";

const subject = "src/notes.ts";
const helper = "test/support/send.ts";

const call: Taken = { exported: "handle", as: "function", arity: 1, isAwaited: true };
const loadsSubject: ModuleImports = {
  path: helper,
  from: [{ module: subject, takes: [call] }],
  open: false,
};

interface Scene {
  readonly text: string;
  /** Front matter below `subject` and `helpers`, or instead of them. */
  readonly front?: string;
  readonly modules?: Readonly<Record<string, ModuleFacts>>;
  readonly imports?: readonly ModuleImports[];
}

function planOf({ text, front, modules, imports = [loadsSubject] }: Scene): Plan {
  const keys = front ?? "subject: ../src/notes.ts\nhelpers: ../test/support/send.ts";
  const spec = parseSpec(`---\n${keys}\n---\n# Notes\n\n## Answers\n\n${text}\n`, "specs/notes.md");
  const facts = modules ?? { [helper]: exporting("send", "empty") };
  return compile(spec, around({ modules: new Map(Object.entries(facts)), imports }));
}

function usesOf({ requirements }: Plan): string[] {
  return requirements.flatMap(({ examples }) =>
    examples.flatMap(({ uses }) =>
      uses.map(
        ({ subject: path, exported, isHelper }) => `${isHelper === true ? "helper " : ""}${path}#${exported}`,
      ),
    ),
  );
}

function kindsOf({ requirements }: Plan): string[] {
  return requirements.flatMap(({ examples }) => examples.map(({ kind }) => kind));
}

function rulesOf({ diagnostics }: Plan): string[] {
  return diagnostics.map(({ severity, rule }) => `${severity} ${rule}`);
}

describe("what a name stands for", () => {
  const ofHelper = `helper ${helper}#`;
  test.each<[string, Scene, string[]]>([
    ["a call of a helper", { text: '- `send("GET")` is `1`.' }, [`${ofHelper}send`]],
    [
      "a helper's value as an argument",
      { text: "- `handle(empty)` is `1`." },
      [`${subject}#handle`, `${ofHelper}empty`],
    ],
    ["a helper's value that is looked into", { text: "- `empty.size` is `0`." }, [`${ofHelper}empty`]],
    ["a name that nobody exports yet is the subject's", { text: "- `sent()` is `1`." }, [`${subject}#sent`]],
    [
      "a local wins",
      { text: "```ts\nconst send = handle(1);\nsend.status // => 200\n```" },
      [`${subject}#handle`],
    ],
    [
      "an import wins",
      {
        text: '- `send("GET")` is `1`.\n\n```ts\nimport { send } from "../src/notes.ts";\n```',
        modules: { [subject]: exporting("handle"), [helper]: exporting("send") },
      },
      [`${subject}#send`],
    ],
    [
      "an import of a helper gives its default export a name, and makes it no subject",
      {
        text: '- `post("GET")` is `1`.\n\n```ts\nimport post from "../test/support/send.js";\n```',
        modules: { [helper]: exporting("default") },
      },
      [`${ofHelper}default`],
    ],
    ["a standard global wins", { text: "- `String(handle(1))` is `1`." }, [`${subject}#handle`]],
  ])("%s", (_, scene, uses) => {
    const plan = planOf(scene);
    expect([usesOf(plan), plan.subjects.map(({ path }) => path)]).toEqual([uses, [subject]]);
    expect(rulesOf(plan).filter((rule) => rule.startsWith("error"))).toEqual([]);
  });
});

test("a helper that a glob of the configuration takes for a subject is none", () => {
  const spec = parseSpec(
    "---\nhelpers: ../test/support/send.ts\n---\n# T\n\n## A\n\n- `send()` is `1`.\n",
    "specs/a.md",
  );
  const modules = new Map([[helper, exporting("send")]]);
  const defaultSubjects = [subject, helper];
  const plan = compile(spec, around({ modules, defaultSubjects, imports: [loadsSubject] }));
  expect([usesOf(plan), plan.subjects.map(({ path }) => path), rulesOf(plan)]).toEqual([
    [`helper ${helper}#send`],
    [subject],
    [],
  ]);
});

test("what a helper takes of the subject is used: a stub has to have it", () => {
  const { subjects } = planOf({ text: '- `send("GET")` is `1`.' });
  expect(subjects).toEqual([
    {
      path: subject,
      exists: false,
      exports: null,
      uses: [
        {
          exported: "handle",
          local: "handle",
          as: "function",
          params: ["a"],
          required: 1,
          members: [],
          isAsync: true,
        },
      ],
    },
  ]);
});

describe("an example of helpers alone", () => {
  const lone: ModuleImports = { path: helper, from: [], open: false };
  const over = (module: string): ModuleImports => ({
    path: helper,
    from: [{ module, takes: [] }],
    open: false,
  });
  const table = "| `m` | `send(m)` |\n| --- | --- |\n| GET | 1 |";
  const scenario = '### Scenario: one\n\n- **When** `send("GET")`\n- **Then** the result is `1`';
  test.each<[string, string, readonly ModuleImports[], string[], string[]]>([
    ["is one where the helper imports the subject", table, [loadsSubject], ["row"], []],
    [
      "is one where it does so through another module",
      table,
      [over("test/support/app.ts"), { ...loadsSubject, path: "test/support/app.ts" }],
      ["row"],
      [],
    ],
    ["is one where it imports the compiled file", table, [over("src/notes.js")], ["row"], []],
    ["is one where it may import the subject", table, [{ ...lone, open: true }], ["row"], []],
    ["is prose else: a table", table, [lone], [], ["warning helper-without-subject"]],
    [
      "is prose where it imports another module alone",
      table,
      [over("test/support/app.ts")],
      [],
      ["warning helper-without-subject"],
    ],
    ["is prose else: a sentence", '- `send("GET")` is `1`.', [lone], [], ["warning helper-without-subject"]],
    ["is unbound else: a scenario", scenario, [lone], ["scenario"], []],
    ["is prose in a sentence that has an unknown name", "- `send(x)` is `1`.", [lone], [], []],
    ["counts where the subject is called too", "- `handle(send(1))` is `1`.", [lone], ["sentence"], []],
  ])("%s", (_, text, imports, kinds, rules) => {
    const plan = planOf({ text, imports });
    expect([kindsOf(plan), rulesOf(plan)]).toEqual([kinds, rules]);
  });
});

test("what a subject imports is not followed", () => {
  const plan = planOf({
    text: "- `send()` is `1`.",
    imports: [loadsSubject, { path: subject, from: [{ module: "src/store.ts", takes: [] }], open: true }],
  });
  expect(plan.helpers).toEqual([
    { path: helper, exports: ["send", "empty"], subjects: [subject], loads: [], open: false },
  ]);
});

describe("what is wrong with helpers", () => {
  const other = "test/support/more.ts";
  const both = "subject: ../src/notes.ts\nhelpers: [../test/support/send.ts, ../test/support/more.ts]";
  test.each<[string, Omit<Scene, "text">, string, RegExp]>([
    ["is not there", { modules: {} }, "helper-missing", /^There is no test\/support\/send\.ts\./],
    [
      "is written as from the root",
      { front: "subject: ../src/notes.ts\nhelpers: test/support/send.ts", modules: {} },
      "helper-missing",
      /it means specs\/test\/support\/send\.ts/,
    ],
    [
      "leaves the project",
      { front: "subject: ../src/notes.ts\nhelpers: ../../send.ts" },
      "helper-outside",
      /leaves the project/,
    ],
    [
      "does not parse",
      { modules: { [helper]: { state: "unreadable", line: 3, column: 5, message: "Unexpected token" } } },
      "helper-unreadable",
      /^test\/support\/send\.ts:3:5: Unexpected token$/,
    ],
    ["exports nothing", { modules: { [helper]: exporting() } }, "helper-exports-nothing", /exports nothing/],
    [
      "exports no name",
      { modules: { [helper]: exporting("default") } },
      "helper-exports-nothing",
      /only a default export/,
    ],
    [
      "is the subject",
      {
        front: "subject: ../src/notes.ts\nhelpers: ../src/notes.js",
        modules: { [subject]: exporting("handle") },
      },
      "helper-is-subject",
      /^src\/notes\.ts is the spec's subject/,
    ],
    [
      "exports what the subject does",
      { modules: { [subject]: exporting("handle", "send"), [helper]: exporting("send") } },
      "helper-name-taken",
      /^test\/support\/send\.ts exports `send`, and so does src\/notes\.ts/,
    ],
    [
      "exports what another one does",
      { front: both, modules: { [helper]: exporting("send"), [other]: exporting("send", "get") } },
      "helper-name-taken",
      /^test\/support\/more\.ts exports `send`, and so does test\/support\/send\.ts/,
    ],
  ])("%s", (_, scene, rule, message) => {
    const plan = planOf({ text: "- `handle(1)` is `1`.", ...scene });
    expect(rulesOf(plan)).toEqual([`error ${rule}`]);
    const [found] = plan.diagnostics;
    expect(found?.message).toMatch(message);
    expect([found?.place.line, found?.expected === "", found?.example === undefined]).toEqual([
      3,
      false,
      false,
    ]);
  });

  test("a name that an import decides is not taken twice", () => {
    const text = '- `send("GET")` is `1`.\n\n```ts\nimport { send } from "../test/support/send.ts";\n```';
    const modules = { [subject]: exporting("send"), [helper]: exporting("send") };
    const plan = planOf({ text, modules });
    expect([rulesOf(plan), usesOf(plan)]).toEqual([[], [`helper ${helper}#send`]]);
  });

  test("a helper that is another spec's subject", () => {
    const text = (keys: string) => `---\n${keys}\n---\n# T\n\n## A\n\n- \`send()\` is \`1\`.\n`;
    const specs = [
      parseSpec(text("subject: ../src/notes.ts\nhelpers: ../test/support/send.ts"), "specs/a.md"),
      parseSpec(text("subject: ../test/support/send.ts"), "specs/b.md"),
    ];
    const modules = new Map([[helper, exporting("send")]]);
    const [a, b] = compileAll(specs, around({ modules, imports: [loadsSubject] }));
    expect([rulesOf(a as Plan), rulesOf(b as Plan)]).toEqual([["error helper-is-subject"], []]);
  });
});

test("helpers are looked up before a spec is compiled, also by the name of the compiled file", () => {
  const spec = parseSpec("---\nhelpers: ../test/support/send.js\n---\n", "specs/a.md");
  expect(modulesToRead(spec, around())).toEqual([
    "test/support/send.js",
    "test/support/send.ts",
    "test/support/send.tsx",
  ]);
});
