import type { Example, Plan } from "../plan/plan.ts";
import type { GlobalName } from "./literal.ts";

/** Every name that the generated text itself uses at the top of the file. */
const ourNames = [
  "describe",
  "expect",
  "test",
  "fc",
  "fs",
  "os",
  "path",
  "spawnSync",
  "expectThrow",
  "expectRejection",
  "expectThrown",
  "expectContains",
  "expectConsole",
  "numberOf",
  "namesOf",
] as const;

const ourGlobals = [
  "Array",
  "ArrayBuffer",
  "Error",
  "Map",
  "Math",
  "Number",
  "Object",
  "RegExp",
  "Set",
  "String",
  "process",
] as const;

export type OurName = (typeof ourNames)[number];

export interface FileNames {
  /** Our names as they are in this file: another where the spec uses the same one. */
  readonly ours: Readonly<Record<OurName, string>>;
  /** Standard globals as the helpers write them. */
  readonly globals: Readonly<Record<(typeof ourGlobals)[number], string>>;
  readonly globalName: GlobalName;
  /** True for a name that the spec or the file itself has taken. */
  readonly isTaken: (name: string) => boolean;
}

/**
 * Which names stand for what in a spec's suite. The spec's own always win: it is our imports and helpers that
 * get an underscore where they would clash, and standard globals that are asked of `globalThis`.
 */
export function fileNames(plan: Plan): FileNames {
  const examples = plan.requirements.flatMap((requirement) => requirement.examples);
  const declared = new Set(examples.flatMap(declaredIn));
  const free = new Set(examples.flatMap(freeIn));
  const taken = (name: string): boolean => declared.has(name) || free.has(name);
  const globalName = (name: string): string => (declared.has(name) ? `globalThis.${name}` : name);
  const ours = record(ourNames, (name) => {
    let free = name as string;
    while (taken(free)) free += "_";
    return free;
  });
  const all = new Set<string>(Object.values(ours));
  return {
    ours,
    globals: record(ourGlobals, globalName),
    globalName,
    isTaken: (name) => taken(name) || all.has(name),
  };
}

function declaredIn({ body, uses }: Example): string[] {
  const imported = uses.map(({ local }) => local);
  if (body.is === "steps") {
    return [...imported, ...body.steps.flatMap((step) => (step.do === "run" ? step.declares : []))];
  }
  if (body.is === "property") return [...imported, ...body.variables.map(({ name }) => name)];
  return imported;
}

function freeIn({ body }: Example): string[] {
  if (body.is === "steps") {
    return body.steps
      .flatMap((step) => (step.do === "run" ? step.names : step.expression.names))
      .map(({ name }) => name);
  }
  if (body.is === "property") return body.check.expression.names.map(({ name }) => name);
  return [];
}

function record<Name extends string>(
  names: readonly Name[],
  of: (name: Name) => string,
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, string>;
}
