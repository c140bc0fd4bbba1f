import { posix } from "node:path";
import type { Diagnostic, Spec } from "../spec/spec.ts";
import type { NameProblem } from "./bind-block.ts";
import type { Surroundings } from "./plan.ts";
import { doesExport } from "./resolve.ts";
import type { PlanRuleId } from "./rules.ts";
import { planDiagnostic } from "./rules.ts";

/**
 * Tells each problem with a name once a spec: what mends the first mention mends them all. Problems that are
 * none after all, such as a name that the subject merely lacks so far, are left out.
 */
export function nameDiagnostics(
  spec: Spec,
  problems: readonly NameProblem[],
  around: Pick<Surroundings, "modules">,
): Diagnostic[] {
  const told = new Set<string>();
  return problems.flatMap((problem) => {
    const key = onceASpec.has(problem.rule) ? problem.rule : `${problem.rule} ${problem.name}`;
    if (problem.name !== "" && told.has(key)) return [];
    const diagnostic = describe(spec, problem, around);
    if (diagnostic === null) return [];
    told.add(key);
    return [diagnostic];
  });
}

const onceASpec: ReadonlySet<PlanRuleId> = new Set(["subject-missing", "helper-without-subject"]);

function describe(
  spec: Spec,
  problem: NameProblem,
  around: Pick<Surroundings, "modules">,
): Diagnostic | null {
  const { rule, name, place, binding } = problem;
  const say = (message: string, example?: string) =>
    planDiagnostic(rule, spec.file, place, message, example === undefined ? {} : { example });
  switch (binding?.is) {
    case undefined:
      return say("This uses nothing of the subject, so it is read as prose.");
    case "local":
      return null;
    case "global": {
      const example = binding.shadows === null ? undefined : importOf(spec, name, binding.shadows);
      return say(
        `\`${name}\` is read as the standard global, though ${binding.shadows} exports the same name.`,
        example,
      );
    }
    case "subject": {
      const facts = around.modules.get(binding.use.subject);
      if (!doesExport(facts, "default") || (facts?.state === "read" && facts.open)) return null;
      return say(
        `${binding.use.subject} has a default export but none called \`${name}\`.`,
        importOf(spec, name, binding.use.subject, true),
      );
    }
    case "helper":
      return say(
        `\`${name}\` is a helper's, and ${binding.use.subject} imports no subject of the spec, so this is read as prose.`,
      );
    case "foreign":
      return say(`\`${name}\` comes from \`${binding.from}\`, which is not part of the project.`);
    case "subjectless":
      return say(`\`${name}\` is called here, but the spec names no subject.`, frontMatterFor(spec));
    case "undecided":
      return say(undecided(name, binding.exporters), importOf(spec, name, binding.exporters[0]));
    case "unknown":
      return say(unknownMessage(rule, name));
  }
}

function unknownMessage(rule: PlanRuleId, name: string): string {
  const what = `Nothing gives \`${name}\` a value here`;
  return rule === "sentence-unknown-name" ? `${what}, so the sentence is read as prose.` : `${what}.`;
}

function undecided(name: string, exporters: readonly string[]): string {
  if (exporters.length === 0) return `None of the spec's subjects exports \`${name}\`.`;
  return `\`${name}\` is exported by ${exporters.join(" and by ")}.`;
}

function importOf(spec: Spec, name: string, path: string | undefined, isDefault = false): string {
  const from = path === undefined ? guessedSubject(spec) : fromSpec(spec, path);
  return `\`\`\`ts\nimport ${isDefault ? name : `{ ${name} }`} from "${from}";\n\`\`\``;
}

function frontMatterFor(spec: Spec): string {
  return `---\nsubject: ${guessedSubject(spec)}\n---`;
}

function guessedSubject(spec: Spec): string {
  return fromSpec(spec, `src/${posix.basename(spec.file, ".md")}.ts`);
}

function fromSpec(spec: Spec, path: string): string {
  // Both made absolute, so that the answer does not depend on the working directory.
  const relative = posix.relative(posix.join("/", posix.dirname(spec.file)), posix.join("/", path));
  return relative.startsWith(".") ? relative : `./${relative}`;
}
