import type { Diagnostic } from "../../spec/spec.ts";
import { listed } from "./describe-sabotage.ts";
import type { Weakness } from "./weaknesses.ts";

/** The warning that a requirement is weak: which, by what program, and which example would mend it. */
export function weakDiagnostic(
  { requirement, names, survivor, others = [], killer }: Weakness,
  file: string,
): Diagnostic {
  const more = [...new Set(others.map(({ words }) => words))].filter((words) => words !== survivor.words);
  const alike = more.length === 0 ? "" : `; so does one that ${more.slice(0, mostOthers).join(", or ")}`;
  return {
    file,
    place: requirement.place,
    severity: "warning",
    rule: "weak",
    message:
      `"${requirement.title}" does not pin ${listed(names.slice(0, mostNames).map((name) => `\`${name}\``))} down: a program that ${survivor.words} passes every ` +
      `example of it: \`${survivor.code}\`${alike}`,
    expected: `an example that this program fails: ${killer.words}`,
    example: killer.markdown,
  };
}

/** Nobody needs them all. */
const mostOthers = 2;
const mostNames = 3;
