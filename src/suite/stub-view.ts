import type { SubjectUse } from "../plan/plan.ts";
import { stringLiteral } from "./string-literal.ts";

/** One export of a stub. All texts are source text already. */
export interface StubExport {
  readonly isClass: boolean;
  readonly isFunction: boolean;
  /** `export`, `export default`, or nothing where the name can only be given in `exported`. */
  readonly keyword: string;
  readonly local: string;
  readonly message: string;
  readonly isAsync: boolean;
  /** Parameters, typed in TypeScript. */
  readonly params: string;
  readonly members: readonly string[];
  /** `local as "odd name"`, for a list of exports; null where the keyword does it. */
  readonly exported: string | null;
}

/**
 * The exports of a stub as data for its template.
 *
 * Parameters begin with an underscore: nothing uses them yet, and many projects forbid unused ones.
 */
export function stubExports(uses: readonly SubjectUse[], language: "ts" | "js"): StubExport[] {
  const taken = new Set<string>(["notImplemented", "undefined"]);
  return uses.map((use) => {
    const isDefault = use.exported === "default";
    const name = isDefault ? use.local : use.exported;
    const isFree = isIdentifier(name) && !taken.has(name);
    const local = isFree ? name : freeName(name, taken);
    taken.add(local);
    const isValue = use.as === "value";
    const keyword = isDefault && !isValue ? "export default " : isFree && !isDefault ? "export " : "";
    return {
      isClass: use.as === "class",
      isFunction: use.as === "function",
      keyword,
      local,
      message: stringLiteral(`not implemented: ${name}`),
      isAsync: use.isAsync,
      params: paramsOf(use, language),
      members: use.members.filter(isIdentifierName),
      exported:
        keyword === ""
          ? `${local} as ${isIdentifierName(use.exported) ? use.exported : stringLiteral(use.exported)}`
          : null,
    };
  });
}

function paramsOf({ params, required }: SubjectUse, language: "ts" | "js"): string {
  const seen = new Set<string>();
  return params
    .map((param, index) => {
      let name = `_${isIdentifierName(param) ? param : `arg${index + 1}`}`;
      while (seen.has(name)) name += "_";
      seen.add(name);
      if (language === "js") return name;
      return `${name}${index < required ? "" : "?"}: unknown`;
    })
    .join(", ");
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const stem = isIdentifierName(name) ? `${name}_` : "export_";
  let free = stem;
  for (let number = 2; taken.has(free); number += 1) free = `${stem}${number}`;
  return free;
}

function isIdentifierName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(name);
}

/** A name that a module may declare. */
function isIdentifier(name: string): boolean {
  return isIdentifierName(name) && !reserved.has(name);
}

const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package " +
    "private protected public return static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);
