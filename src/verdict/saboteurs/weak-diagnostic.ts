import type { Diagnostic } from "../../spec/spec.ts";
import type { Weakness } from "./weaknesses.ts";

/** The warning that a requirement is weak: which, by what program, and which example would mend it. */
export function weakDiagnostic({ requirement, name, survivor, killer }: Weakness, file: string): Diagnostic {
  return {
    file,
    place: requirement.place,
    severity: "warning",
    rule: "weak",
    message:
      `"${requirement.title}" does not pin \`${name}\` down: a program that ${survivor.words} passes every ` +
      `example of it: \`${survivor.code}\``,
    expected: `an example that this program fails: ${killer.words}`,
    example: killer.markdown,
  };
}
