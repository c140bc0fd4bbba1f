import type { Plan, Requirement } from "../../plan/plan.ts";
import type { Claims, LineRange } from "./claims.ts";
import { toRanges } from "./make-claims.ts";

/** The code that a requirement rests on. */
export interface RequirementAnswer {
  readonly id: string;
  readonly spec: string;
  readonly line: number;
  readonly title: string;
  readonly files: readonly RequirementCode[];
  /** Its examples of which it is not known what they execute, and why. */
  readonly untraced: readonly { readonly id: string; readonly line: number; readonly why: string }[];
}

export interface RequirementCode {
  readonly path: string;
  /** Lines that its examples execute. */
  readonly lines: readonly LineRange[];
  /** Those among them of which its examples execute only a part. */
  readonly partly: readonly LineRange[];
  /** Lines that run only when the module is loaded, which its examples do. */
  readonly atLoad: readonly LineRange[];
  /** Functions that its examples call. */
  readonly functions: readonly { readonly name: string; readonly lines: LineRange }[];
}

/** Which code the examples of a requirement execute, file by file. */
export function whyRequirement(claims: Claims, { spec }: Plan, requirement: Requirement): RequirementAnswer {
  const own = new Set(requirement.examples.map(({ id }) => id));
  return {
    id: requirement.id,
    spec,
    line: requirement.place.line,
    title: requirement.title,
    files: [...claims.files.keys()].flatMap((path) => {
      const code = codeIn(claims, path, own);
      return code.lines.length + code.atLoad.length === 0 ? [] : [code];
    }),
    untraced: requirement.examples.flatMap(({ id, place }) => {
      const why = claims.untraced.get(id);
      return why === undefined ? [] : [{ id, line: place.line, why }];
    }),
  };
}

function codeIn({ examples, files }: Claims, path: string, own: ReadonlySet<string>): RequirementCode {
  const file = files.get(path);
  const mine = (ids: readonly string[]): boolean => ids.some((id) => own.has(id));
  const linesOf = (is: (line: number) => boolean): readonly LineRange[] =>
    toRanges([...(file?.lines.keys() ?? [])].filter(is));
  const claims = [...own].flatMap((id) => (examples.get(id) ?? []).filter((claim) => claim.path === path));
  const partlyIn = (line: number) => claims.filter(({ lines }) => holds(lines, line));
  return {
    path,
    lines: linesOf((line) => mine(file?.lines.get(line)?.examples ?? [])),
    partly: linesOf((line) => {
      const those = partlyIn(line);
      return those.length > 0 && those.every(({ partly }) => holds(partly, line));
    }),
    atLoad: linesOf((line) => {
      const claim = file?.lines.get(line);
      return claim !== undefined && claim.atLoad && mine(claim.users ?? []) && !mine(claim.examples);
    }),
    functions: (file?.functions ?? []).flatMap(({ name, lines, examples: by }) =>
      mine(by) && name !== "(anonymous)" ? [{ name, lines }] : [],
    ),
  };
}

function holds(ranges: readonly LineRange[], line: number): boolean {
  return ranges.some(([from, to]) => from <= line && line <= to);
}
