import type { FreeName } from "../spec/spec.ts";
import type { ExampleUse, ModuleFacts, Surroundings } from "./plan.ts";
import type { BoundImport, NamedModules } from "./subject-paths.ts";

/** What a name in an example stands for. */
export type Binding =
  | { readonly is: "local" }
  /** `shadows`: a subject that exports the same name. */
  | { readonly is: "global"; readonly shadows: string | null }
  /** `known`: imported, or seen among the module's exports. */
  | { readonly is: "subject"; readonly use: ExampleUse; readonly known: boolean }
  /** A helper's. `reaches`: it loads a subject of the spec, or may do so. */
  | { readonly is: "helper"; readonly use: ExampleUse; readonly reaches: boolean }
  /** Imported from another package. */
  | { readonly is: "foreign"; readonly from: string }
  /** Could only be the subject's, and there is none. */
  | { readonly is: "subjectless" }
  /** Could be the subject's, and none of several subjects exports it, or more than one does. */
  | { readonly is: "undecided"; readonly exporters: readonly string[] }
  /** No more than a word: nothing gives it a meaning. */
  | { readonly is: "unknown" };

/**
 * Says what a name stands for. `startsExpression` is true for a name that an expression begins with: there a
 * known export counts even without a call.
 */
export type Binder = (name: FreeName, locals: ReadonlySet<string>, startsExpression: boolean) => Binding;

/**
 * Binds names in this order: locals, imports, standard globals, what a subject exports, what a helper exports, the
 * subject once more, for what it lacks so far. Only roots of calls, of `new` and of member accesses may be the
 * subject's; with several subjects the one that exports the name has it. A helper's names may stand anywhere.
 *
 * @param reaches - whether a helper loads a subject of the spec.
 */
export function nameBinder(
  named: NamedModules,
  around: Pick<Surroundings, "modules" | "remembered">,
  globals: ReadonlySet<string>,
  reaches: (helper: string) => boolean = () => false,
): Binder {
  const helpers = named.helpers.map(({ path }) => path);
  const imported = importedNames(named.imports, reaches);
  const pool = subjectPool(named);
  const facts = (path: string) => around.modules.get(path);
  const exporters = (name: string) =>
    pool.filter(
      (path) => doesExport(facts(path), name) || around.remembered?.[path]?.includes(name) === true,
    );
  return (name, locals, startsExpression) => {
    if (locals.has(name.name)) return { is: "local" };
    const explicit = imported.get(name.name);
    if (explicit !== undefined) return explicit;
    const known = exporters(name.name);
    const helper = helpers.find((path) => doesExport(facts(path), name.name));
    if (globals.has(name.name)) return { is: "global", shadows: known[0] ?? helper ?? null };
    if (known.length === 0 && helper !== undefined) {
      const use = {
        subject: helper,
        exported: name.name,
        local: name.name,
        as: "named",
        isHelper: true,
      } as const;
      return { is: "helper", use, reaches: reaches(helper) };
    }
    if (name.role === "argument" && !(startsExpression && known.length > 0)) return { is: "unknown" };
    if (pool.length === 0) return { is: "subjectless" };
    const path = chooseSubject(pool, known, facts);
    if (path === null) return { is: "undecided", exporters: known };
    const use: ExampleUse = { subject: path, exported: name.name, local: name.name, as: "named" };
    return { is: "subject", use, known: known.includes(path) };
  };
}

/** True when a module that could be read is seen to export the name. */
export function doesExport(facts: ModuleFacts | undefined, name: string): boolean {
  return facts?.state === "read" && facts.exports.includes(name);
}

/** Modules among which a name without import is looked for: the front matter's when it names any. */
function subjectPool({ modules }: NamedModules): readonly string[] {
  const declared = modules.filter(({ by }) => by === "front-matter");
  return (declared.length > 0 ? declared : modules).map(({ path }) => path);
}

function chooseSubject(
  pool: readonly string[],
  known: readonly string[],
  facts: (path: string) => ModuleFacts | undefined,
): string | null {
  if (pool.length === 1) return pool[0] ?? null;
  if (known.length > 0) return known.length === 1 ? (known[0] ?? null) : null;
  // A module whose exports cannot all be seen may have what no other one has.
  const open = pool.filter((path) => {
    const of = facts(path);
    return of?.state === "read" && of.open;
  });
  return open.length === 1 ? (open[0] ?? null) : null;
}

function importedNames(
  imports: readonly BoundImport[],
  reaches: (helper: string) => boolean,
): ReadonlyMap<string, Binding> {
  const names = new Map<string, Binding>();
  for (const { import: each, path, isHelper } of imports) {
    const bind = (local: string, exported: string, as: ExampleUse["as"]) => {
      if (path === null) names.set(local, { is: "foreign", from: each.from });
      else if (isHelper) {
        const use = { subject: path, exported, local, as, isHelper } as const;
        names.set(local, { is: "helper", use, reaches: reaches(path) });
      } else names.set(local, { is: "subject", use: { subject: path, exported, local, as }, known: true });
    };
    if (each.default !== null) bind(each.default, "default", "default");
    if (each.namespace !== null) bind(each.namespace, "*", "namespace");
    for (const { exported, local } of each.names) {
      bind(local, exported, exported === "default" ? "default" : "named");
    }
  }
  return names;
}
