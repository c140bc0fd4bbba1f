import { posix } from "node:path";
import type { Diagnostic, Spec } from "../spec/spec.ts";
import type { ModuleFacts, Surroundings } from "./plan.ts";
import { planDiagnostic } from "./rules.ts";
import type { NamedHelper, NamedModules } from "./subject-paths.ts";

/** What is wrong with the helpers that a spec names, told where it names them. */
export function helperDiagnostics(
  spec: Spec,
  named: NamedModules,
  around: Pick<Surroundings, "modules">,
): Diagnostic[] {
  const factsOf = (path: string): ModuleFacts => around.modules.get(path) ?? { state: "missing" };
  return named.helpers.flatMap((helper, at) => {
    const facts = factsOf(helper.path);
    switch (facts.state) {
      case "missing":
        return [missing(spec, helper)];
      case "unreadable": {
        const message = `${helper.path}:${facts.line}:${facts.column}: ${facts.message}`;
        return [planDiagnostic("helper-unreadable", spec.file, helper.place, message)];
      }
      case "read": {
        const others = [...named.modules, ...named.helpers.slice(0, at)].map(({ path }) => path);
        return [
          ...exportsNothing(spec, helper, facts, named),
          ...others.flatMap((path) => namesTaken(spec, helper, facts, { path, facts: factsOf(path) }, named)),
        ];
      }
    }
  });
}

type Read = Extract<ModuleFacts, { state: "read" }>;

function missing(spec: Spec, { path, written, place }: NamedHelper): Diagnostic {
  // A path from the root instead of from the spec's folder is the usual slip.
  const isFromRoot = !written.startsWith(".");
  const meant = isFromRoot ? fromSpec(spec, written) : written;
  const message = isFromRoot
    ? `The path \`${written}\` counts from the spec's folder, so it means ${path}, which is not there.`
    : `There is no ${path}. A helper is your own code: it is neither generated nor stubbed.`;
  return planDiagnostic("helper-missing", spec.file, place, message, { example: `helpers: ${meant}` });
}

function exportsNothing(
  spec: Spec,
  helper: NamedHelper,
  facts: Read,
  { imports }: NamedModules,
): Diagnostic[] {
  if (namesOf(facts).length > 0 || imports.some(({ path }) => path === helper.path)) return [];
  const hasDefault = facts.exports.includes("default");
  const message = hasDefault
    ? `${helper.path} has only a default export, which no expression can name.`
    : `${helper.path} exports nothing that an expression could use.`;
  return [planDiagnostic("helper-exports-nothing", spec.file, helper.place, message)];
}

/** Names that nobody could tell apart; one that an import of the spec decides is none of them. */
function namesTaken(
  spec: Spec,
  helper: NamedHelper,
  facts: Read,
  other: { readonly path: string; readonly facts: ModuleFacts },
  { imports }: NamedModules,
): Diagnostic[] {
  if (other.facts.state !== "read") return [];
  const decided = new Set(imports.flatMap((each) => each.import.names.map(({ local }) => local)));
  const theirs = new Set(namesOf(other.facts));
  const [first, ...more] = namesOf(facts).filter((name) => theirs.has(name) && !decided.has(name));
  if (first === undefined) return [];
  const names = [first, ...more].map((name) => `\`${name}\``).join(", ");
  const message = `${helper.path} exports ${names}, and so does ${other.path}: an example could mean either.`;
  const example = `\`\`\`ts\nimport { ${first} } from "${fromSpec(spec, helper.path)}";\n\`\`\``;
  return [planDiagnostic("helper-name-taken", spec.file, helper.place, message, { example })];
}

function namesOf({ exports }: Read): readonly string[] {
  return exports.filter((name) => name !== "default");
}

function fromSpec(spec: Spec, path: string): string {
  // Both made absolute, so that the answer does not depend on the working directory.
  const relative = posix.relative(posix.join("/", posix.dirname(spec.file)), posix.join("/", path));
  return relative.startsWith(".") ? relative : `./${relative}`;
}
