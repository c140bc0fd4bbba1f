import type { Example, Plan, Subject } from "../../plan/plan.ts";
import type { Lock } from "../lock.ts";
import type { Drift } from "./drift.ts";

/**
 * Subjects that are gone, and exports that are: what examples call that have held once. What was never there is not
 * implemented yet, which is no drift.
 */
export function subjectDrift({ spec, subjects, requirements }: Plan, { examples }: Lock): Drift[] {
  const held = requirements
    .flatMap((requirement) => requirement.examples)
    .filter(({ id }) => examples.get(id)?.held === true);
  return subjects.flatMap((subject) => {
    const users = held.filter(({ uses }) => uses.some((use) => use.subject === subject.path));
    const [first] = users;
    if (first === undefined) return [];
    return subject.exists ? lostExports(spec, subject, users) : [lostSubject(spec, subject, users, first)];
  });
}

function lostSubject(spec: string, { path }: Subject, users: readonly Example[], first: Example): Drift {
  return {
    kind: "subject-gone",
    file: spec,
    line: first.place.line,
    spec,
    examples: users.map(({ id }) => id),
    message: `${path}, which this calls, is no longer there`,
    wayOut: `name the file that took its place as \`subject:\` in ${spec}, or write it anew: greenbar run ${spec}`,
  };
}

function lostExports(spec: string, subject: Subject, users: readonly Example[]): Drift[] {
  const { path, exports } = subject;
  if (exports === null) return [];
  const wanted = new Set(users.flatMap(({ uses }) => uses.flatMap((use) => exportOf(use, path))));
  return [...wanted].flatMap((name): Drift[] => {
    if (exports.includes(name)) return [];
    const callers = users.filter(({ uses }) => uses.some((use) => exportOf(use, path).includes(name)));
    const [first] = callers;
    if (first === undefined) return [];
    return [
      {
        kind: "export-gone",
        file: spec,
        line: first.place.line,
        spec,
        examples: callers.map(({ id }) => id),
        message: `${path} no longer exports \`${name}\`: ${hasInstead(exports, wanted)}`,
        wayOut: `export it again, or call it in ${spec} as it is called now`,
      },
    ];
  });
}

/** The exported name that is used; none for a module that is used whole. */
function exportOf(use: Example["uses"][number], path: string): readonly string[] {
  if (use.subject !== path || use.as === "namespace") return [];
  return [use.as === "default" ? "default" : use.exported];
}

function hasInstead(exports: readonly string[], wanted: ReadonlySet<string>): string {
  const others = exports.filter((name) => !wanted.has(name));
  if (others.length === 0) return "nothing else is exported that the spec does not call";
  const more = others.length > shownAtMost ? ", …" : "";
  return `it has ${others
    .slice(0, shownAtMost)
    .map((name) => `\`${name}\``)
    .join(", ")}${more}`;
}

const shownAtMost = 5;
