import type { Plan } from "../plan/plan.ts";
import { fileNames } from "./file-names.ts";
import type { FileNames, OurName } from "./file-names.ts";
import { fillTemplate } from "./fill-template.ts";
import { helpersFor } from "./helpers.ts";
import { subjectImports } from "./imports.ts";
import type { Imports } from "./imports.ts";
import { escapeUnsafe, plainWords, stringLiteral } from "./string-literal.ts";
import type { Suite, SuiteSettings, SuiteTest } from "./suite.ts";
import { suitePath } from "./suite-path.ts";
import type { NamedTest, TestGroup } from "./test-groups.ts";
import { testBodies } from "./test-bodies.ts";
import { testGroups } from "./test-groups.ts";
import type { TestView } from "./test-view.ts";
import { testView } from "./test-view.ts";
import { restoreBreaks } from "./user-code.ts";

/**
 * The Vitest file of a plan: the same text for the same plan and settings, byte for byte. A plan without any
 * example gives a file without tests, which is not worth writing: Vitest calls that a failure.
 *
 * The hashes and places of the tests are worked out when one is first asked for, since that takes a parse of the text.
 */
export function renderSuite(plan: Plan, settings: SuiteSettings): Suite {
  const path = suitePath(plan.spec, settings);
  const { groups, tests } = testGroups(plan.requirements);
  const examples = tests.map(({ example }) => example);
  const names = fileNames(plan);
  const imports = subjectImports(plan, names, path, settings.importExtension);
  const kinds = new Set(examples.map(({ body }) => body.is));
  const view = {
    spec: escapedPath(plan.spec),
    command: `npx greenbar generate-tests ${shellWord(escapedPath(plan.spec))}`,
    isUnchecked: examples.some(({ illTyped }) => illTyped),
    hasConsole: kinds.has("console"),
    hasProperties: kinds.has("property"),
    vitest: ["describe", "expect", "test"].map((name) => specifier(name, names)).join(", "),
    spawnSync: specifier("spawnSync", names),
    imports: imports.statements,
    groups: groups.map((group) => groupView(group, plan, names, imports)),
    helpers: helpersFor(examples).map((partial) => ({ partial })),
    names: names.ours,
    globals: names.globals,
  };
  const text = tidy(fillTemplate(settings.templates, "suite", view));
  return {
    spec: plan.spec,
    path,
    text,
    tests: suiteTests(tests, text, path),
    needs: kinds.has("property") ? ["vitest", "fast-check"] : ["vitest"],
  };
}

interface GroupView {
  readonly partial: "group";
  readonly title: string;
  readonly items: readonly (GroupView | TestView)[];
}

function groupView(group: TestGroup, plan: Plan, names: FileNames, imports: Imports): GroupView {
  const indent = 2 * (group.depth + 1);
  const items = group.items.map((item) => {
    if ("items" in item) return groupView(item, plan, names, imports);
    const declarations = imports.declarations(item.example);
    return testView(
      item.example,
      { spec: plan.spec, name: item.name.at(-1) ?? "", indent, declarations },
      names,
    );
  });
  return { partial: "group", title: stringLiteral(group.title), items };
}

/** `test`, or `test as test_`. */
function specifier(name: string, { ours }: FileNames): string {
  const here = ours[name as OurName];
  return here === name ? name : `${name} as ${here}`;
}

function suiteTests(tests: readonly NamedTest[], text: string, path: string): SuiteTest[] {
  let found: ReadonlyMap<string, Written> | null = null;
  const written = (name: readonly string[]): Written | undefined => {
    found ??= new Map(
      testBodies(text, path).map(({ name: own, body, line, start, end }) => [
        JSON.stringify(own),
        { hash: body, place: { line, start, end } },
      ]),
    );
    return found.get(JSON.stringify(name));
  };
  return tests.map(({ example, name }) => ({
    example: example.id,
    name,
    get hash() {
      return written(name)?.hash ?? "";
    },
    get place() {
      return written(name)?.place ?? null;
    },
  }));
}

/** What is kept of a test's body: the tree that it was read from is let go. */
type Written = Pick<Required<SuiteTest>, "hash" | "place">;

/** A path as the text of a comment. */
function escapedPath(path: string): string {
  return escapeUnsafe(plainWords(path));
}

function shellWord(text: string): string {
  return /^[\w./+-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Blank lines without the blanks that nesting gave them, one at a time, and one line break at the end. */
function tidy(text: string): string {
  const lines = text.replace(/^ +$/gmu, "").replace(/\n{3,}/gu, "\n\n");
  return restoreBreaks(`${lines.trim()}\n`);
}
