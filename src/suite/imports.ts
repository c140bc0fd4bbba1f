import type { Example, ExampleUse, Plan } from "../plan/plan.ts";
import type { FileNames } from "./file-names.ts";
import { importPath } from "./import-path.ts";
import { layOut, lineWidth, listOf } from "./layout.ts";
import { stringLiteral } from "./string-literal.ts";
import type { SuiteSettings } from "./suite.ts";

export interface Imports {
  /** Import statements of the subjects, in the order in which the examples first use them. */
  readonly statements: readonly string[];
  /**
   * What a test has to declare first: nothing, unless two examples mean different exports by one name; then
   * the second one's has another name in the file.
   */
  readonly declarations: (example: Example) => readonly string[];
}

/** The imports of a suite's subjects: one statement for each module, two with a namespace. */
export function subjectImports(
  plan: Plan,
  names: FileNames,
  suite: string,
  extension: SuiteSettings["importExtension"],
): Imports {
  const byLocal = new Map<string, ExampleUse>();
  const aliases = new Map<string, string>();
  const used = plan.requirements
    .flatMap((requirement) => requirement.examples)
    .flatMap((example) => example.uses);
  for (const use of used) {
    const first = byLocal.get(use.local);
    if (first === undefined) byLocal.set(use.local, use);
    else if (identity(first) !== identity(use)) {
      const alias =
        aliases.get(identity(use)) ??
        freeAlias(use.local, (name) => names.isTaken(name) || byLocal.has(name));
      aliases.set(identity(use), alias);
      byLocal.set(alias, { ...use, local: alias });
    }
  }
  return {
    statements: bySubject([...byLocal.values()]).flatMap(([subject, uses]) =>
      importStatements(uses, stringLiteral(importPath(suite, subject, extension))),
    ),
    declarations: (example) =>
      example.uses.flatMap((use) => {
        const first = byLocal.get(use.local);
        if (first === undefined || identity(first) === identity(use)) return [];
        return [`const ${use.local} = ${aliases.get(identity(use)) ?? use.local};`];
      }),
  };
}

function identity({ subject, exported, as }: ExampleUse): string {
  return `${subject}\0${as}\0${as === "namespace" ? "" : exported}`;
}

function freeAlias(local: string, isTaken: (name: string) => boolean): string {
  let number = 2;
  while (isTaken(`${local}${number}`)) number += 1;
  return `${local}${number}`;
}

function bySubject(uses: readonly ExampleUse[]): [string, ExampleUse[]][] {
  const subjects = new Map<string, ExampleUse[]>();
  for (const use of uses) {
    const others = subjects.get(use.subject);
    if (others === undefined) subjects.set(use.subject, [use]);
    else others.push(use);
  }
  return [...subjects];
}

function importStatements(uses: readonly ExampleUse[], from: string): string[] {
  const [main, ...more] = uses.filter(({ as }) => as === "default");
  const named = [...uses.filter(({ as }) => as === "named"), ...more]
    .map(specifier)
    .toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const namespaces = uses.filter(({ as }) => as === "namespace");
  const lead = `import ${main === undefined ? "" : main.local}${main !== undefined && named.length > 0 ? ", " : ""}`;
  const tail = ` from ${from};`;
  const list = listOf("{", named, "}", { spaced: true });
  const braces = named.length === 0 ? "" : layOut(list, lead.length, tail.length, lineWidth);
  return [
    ...(main === undefined && named.length === 0 ? [] : [`${lead}${braces}${tail}`]),
    ...namespaces.map(({ local }) => `import * as ${local}${tail}`),
  ];
}

function specifier({ exported, local, as }: ExampleUse): string {
  const name = as === "default" ? "default" : exported;
  if (name === local) return name;
  return `${/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name) ? name : stringLiteral(name)} as ${local}`;
}
