import { posix } from "node:path";
import type { Diagnostic, Place, Spec } from "../spec/spec.ts";
import type { Surroundings } from "./plan.ts";
import { planDiagnostic } from "./rules.ts";
import type { NamedModule, NamedModules } from "./subject-paths.ts";

/** What is wrong with the modules that a spec names, told where it names them. */
export function subjectDiagnostics(spec: Spec, named: NamedModules, around: Surroundings): Diagnostic[] {
  return named.modules.flatMap((module) => {
    const facts = around.modules.get(module.path) ?? { state: "missing" };
    switch (facts.state) {
      case "read":
        return [];
      case "missing":
        return [...withoutEnding(spec, module), ...pathHint(spec, module)];
      case "unreadable": {
        const where = `${module.path}:${facts.line}:${facts.column}`;
        return [
          planDiagnostic(
            "subject-unreadable",
            spec.file,
            module.place ?? start,
            `${where}: ${facts.message}`,
          ),
        ];
      }
    }
  });
}

/** Nothing can be written to a path that does not say what kind of file it is. */
function withoutEnding(spec: Spec, { path, place, by }: NamedModule): Diagnostic[] {
  if (by !== "front-matter" || place === null || posix.extname(path) !== "") return [];
  const message = `There is no ${path}, with any ending that a module has.`;
  const example = `subject: ${spec.frontMatter.subjects.find((subject) => subject.place === place)?.path ?? path}.ts`;
  return [planDiagnostic("subject-ending", spec.file, place, message, { example })];
}

/** A path from the root instead of from the spec's folder is the usual slip. */
function pathHint(spec: Spec, { path, place, by }: NamedModule): Diagnostic[] {
  const written = spec.frontMatter.subjects.find((subject) => subject.place === place)?.path;
  if (by !== "front-matter" || place === null || written === undefined || written.startsWith(".")) return [];
  const fromRoot = posix.relative(posix.join("/", posix.dirname(spec.file)), posix.join("/", written));
  const message = `The path \`${written}\` counts from the spec's folder, so it means ${path}, which is not there.`;
  return [planDiagnostic("subject-path", spec.file, place, message, { example: `subject: ${fromRoot}` })];
}

const start: Place = { line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0, endOffset: 0 };
