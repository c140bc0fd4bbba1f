import type { Diagnostic, Place } from "../spec/spec.ts";

export interface PlanRule {
  readonly severity: Diagnostic["severity"];
  readonly summary: string;
  /** What was expected, for every diagnostic of the rule. */
  readonly expected: string;
  /** The right form, as Markdown one could paste; a diagnostic may carry one nearer to its spec. */
  readonly example: string;
}

/** Every rule that binding a spec to its project can break. */
export const planRules = {
  "subject-missing": {
    severity: "error",
    summary: "Examples call something, but the spec names no subject.",
    expected: "the module that the examples call, in the front matter",
    example: "---\nsubject: ../src/slugify.ts\n---",
  },
  "subject-outside": {
    severity: "error",
    summary: "A subject's path leaves the project.",
    expected: "a path relative to the spec, inside the project",
    example: "subject: ../src/slugify.ts",
  },
  "subject-unreadable": {
    severity: "error",
    summary: "The subject does not parse.",
    expected: "a module without syntax errors, or none yet",
    example: "subject: ../src/slugify.ts",
  },
  "subject-path": {
    severity: "hint",
    summary: "A subject's path that does not begin with `.` leads to nothing.",
    expected: "a path relative to the spec's own folder",
    example: "subject: ../src/slugify.ts",
  },
  "subject-ending": {
    severity: "error",
    summary: "A subject that is not there yet has a path without an ending.",
    expected: "the whole name of the file that is to be written",
    example: "subject: ../src/slugify.ts",
  },
  "subject-shadowed": {
    severity: "warning",
    summary: "A file beside a subject is loaded in its place by an import as the project writes it.",
    expected: "no compiled file beside its source",
    example: "Delete it, or have the compiler write elsewhere (outDir).",
  },
  "helper-missing": {
    severity: "error",
    summary: "A helper is a file that is there: nothing stands in for it.",
    expected: "a module of yours, at a path relative to the spec's own folder",
    example: "helpers: ../test/support/page.ts",
  },
  "helper-outside": {
    severity: "error",
    summary: "A helper's path leaves the project.",
    expected: "a path relative to the spec, inside the project",
    example: "helpers: ../test/support/page.ts",
  },
  "helper-unreadable": {
    severity: "error",
    summary: "A helper does not parse.",
    expected: "a module without syntax errors",
    example: "helpers: ../test/support/page.ts",
  },
  "helper-exports-nothing": {
    severity: "error",
    summary: "A helper exports functions or values by name.",
    expected: "exports with names, which expressions of the spec may use",
    example: "```ts\nexport function page(): string {\n  return render();\n}\n```",
  },
  "helper-is-subject": {
    severity: "error",
    summary: "A module is a helper and a subject: a stub stands in for subjects, and never for helpers.",
    expected: "a module of its own for the helpers, which may import the subject",
    example: "---\nsubject: ../src/page.ts\nhelpers: ../test/support/page.ts\n---",
  },
  "helper-name-taken": {
    severity: "error",
    summary: "A helper exports a name that a subject, or another helper, exports as well.",
    expected: "another name in the helper, or an import that says which one is meant",
    example: '```ts\nimport { page } from "../test/support/page.ts";\n```',
  },
  "helper-without-subject": {
    severity: "warning",
    summary: "A passage uses helpers alone, and none of them imports the subject, so it is prose.",
    expected: "a call of something that the subject exports, or of a helper that imports it",
    example: 'import { render } from "../../src/page.ts";',
  },
  "name-needs-import": {
    severity: "error",
    summary: "With several subjects, none or two of them export a name.",
    expected: "an import that says where the name comes from",
    example: '```ts\nimport { slugify } from "../src/slugify.ts";\n```',
  },
  "name-unknown": {
    severity: "error",
    summary: "An example uses a name that nothing gives it.",
    expected: "a local that an earlier step declares, a value, or an import in a `ts` fence",
    example: '```ts\nimport { limits } from "../src/limits.ts";\n```',
  },
  "import-foreign": {
    severity: "error",
    summary: "An example uses a name that is imported from another package.",
    expected: "an import by a relative path, or of the project's own package",
    example: '```ts\nimport { helper } from "../test/helper.ts";\n```',
  },
  "default-needs-import": {
    severity: "warning",
    summary: "A name that the subject lacks may be its default export, which gets a name only by an import.",
    expected: "an import that names the default export",
    example: '```ts\nimport slugify from "../src/slugify.ts";\n```',
  },
  "global-shadows-export": {
    severity: "warning",
    summary: "The subject exports a name that is also a standard global, and the global wins.",
    expected: "an import, if the subject's own is meant",
    example: '```ts\nimport { structuredClone } from "../src/clone.ts";\n```',
  },
  "calls-nothing": {
    severity: "hint",
    summary: "A passage has the form of an example but uses nothing of the subject, so it is prose.",
    expected: "a call of something that the subject exports",
    example: '`slugify("A B")` returns `"a-b"`.',
  },
  "sentence-unknown-name": {
    severity: "hint",
    summary: "A sentence calls the subject with a name that nothing gives it, so it is prose.",
    expected: "values as arguments",
    example: '`slugify("A B")` returns `"a-b"`.',
  },
  contradiction: {
    severity: "error",
    summary: "Two examples with the same input expect different results.",
    expected: "one result for one input",
    example: '- `slugify("A B")` returns `"a-b"`.',
  },
  duplicate: {
    severity: "warning",
    summary: "An example says again what an earlier one says.",
    expected: "each example once",
    example: '- `slugify("A B")` returns `"a-b"`.',
  },
  "id-repeated": {
    severity: "hint",
    summary: "Two examples, or two headings, would have the same id, so the later one is numbered.",
    expected: "a pinned id, so that it survives a change of order",
    example: "<!-- id: trims-blanks -->",
  },
  "id-pinned-twice": {
    severity: "error",
    summary: "An id is pinned in two places.",
    expected: "an id that nothing else in the project has",
    example: "<!-- id: trims-blanks -->",
  },
  "id-clash": {
    severity: "error",
    summary: "Requirements of two specs have the same id.",
    expected: "ids that are unique in the project: rename a heading or a file, or pin one",
    example: "<!-- id: cart-discount -->",
  },
} as const satisfies Record<string, PlanRule>;

export type PlanRuleId = keyof typeof planRules;

/** A diagnostic of a rule; `more` overrides what the rule says in general. */
export function planDiagnostic(
  rule: PlanRuleId,
  file: string,
  place: Place,
  message: string,
  more: Partial<Pick<Diagnostic, "expected" | "example" | "related">> = {},
): Diagnostic {
  const { severity, expected, example } = planRules[rule];
  return { file, place, severity, rule, message, expected, example, ...more };
}
