import type { Subject, SubjectUse } from "../plan/plan.ts";
import { fillTemplate } from "./fill-template.ts";
import { stubExports } from "./stub-view.ts";
import type { TemplateSources } from "./suite.ts";

/**
 * The first text of a subject that is not there yet: what the examples use of it, each throwing
 * `not implemented: NAME`.
 *
 * In TypeScript a function takes `unknown` and returns `any`. With `unknown` or `never` the suite's
 * `slugify(title).length` would not compile, and a stub may not invent the type that the author will choose.
 *
 * @param options - `usesEslint`: the first line has the linter pass over the stub. What linters are there to find,
 *   unused parameters and `any`, is what it is made of.
 */
export function renderStub(
  subject: Pick<Subject, "path" | "uses">,
  language: "ts" | "js",
  templates: TemplateSources,
  { usesEslint = false }: { readonly usesEslint?: boolean } = {},
): string {
  const exports = stubExports(merged(subject.uses), language);
  const taken = new Set(exports.map(({ local }) => local));
  const globalName = (name: string): string => (taken.has(name) ? `globalThis.${name}` : name);
  const list = exports.flatMap(({ exported }) => (exported === null ? [] : [exported]));
  const text = fillTemplate(templates, "stub", {
    isTyped: language === "ts",
    exports,
    hasList: list.length > 0,
    list: list.join(", "),
    globals: { Error: globalName("Error"), Promise: globalName("Promise"), Proxy: globalName("Proxy") },
    hasValues: exports.some(({ isClass, isFunction }) => !isClass && !isFunction),
  });
  return `${usesEslint ? eslintNote : ""}${text.replace(/\n{3,}/gu, "\n\n").trim()}\n`;
}

const eslintNote = "/* eslint-disable -- a stub: delete this line with it */\n\n";

/** The module's text without the stub's note to the linter, once nothing of the stub is left in it. */
export function withoutStubNote(text: string): string {
  return text.includes("not implemented: ") ? text : text.replace(eslintNote, "");
}

/**
 * The stub that stands in for a module that exists, in a copy: every export that it has, and those that the
 * examples use besides. What the examples do not use throws however it is used, so no kind has to be known.
 *
 * @param exports - names that the module exports, `default` included.
 */
export function renderStubOf(
  exports: readonly string[],
  subject: Pick<Subject, "path" | "uses">,
  templates: TemplateSources,
): string {
  const used = new Set(subject.uses.map(({ exported }) => exported));
  const others = exports.filter((name) => !used.has(name)).map(unusedExport);
  const uses = [...subject.uses, ...others];
  return renderStub(
    { path: subject.path, uses },
    /\.[cm]?tsx?$/u.test(subject.path) ? "ts" : "js",
    templates,
  );
}

function unusedExport(exported: string): SubjectUse {
  return { exported, local: exported, as: "value", params: [], required: 0, members: [], isAsync: false };
}

/** One a name: of several specs that use the same export, the one that tells most of it. */
function merged(uses: readonly SubjectUse[]): SubjectUse[] {
  const byName = new Map<string, SubjectUse>();
  for (const use of uses) {
    const other = byName.get(use.exported);
    byName.set(use.exported, other === undefined ? use : both(other, use));
  }
  return [...byName.values()];
}

const telling: readonly SubjectUse["as"][] = ["value", "function", "class"];

function both(a: SubjectUse, b: SubjectUse): SubjectUse {
  const [more, less] = telling.indexOf(b.as) > telling.indexOf(a.as) ? [b, a] : [a, b];
  return {
    ...more,
    params: more.params.length >= less.params.length ? more.params : less.params,
    required: more.as === less.as ? Math.min(more.required, less.required) : more.required,
    members: [...new Set([...more.members, ...less.members])],
    isAsync: more.isAsync || (more.as === less.as && less.isAsync),
  };
}
