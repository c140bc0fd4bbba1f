import type { Example, ExampleUse } from "../plan/plan.ts";
import type { Expression } from "../spec/spec.ts";
import type { FileNames } from "./file-names.ts";
import { stringLiteral } from "./string-literal.ts";

/**
 * Statements that fail as "not implemented" where the subject lacks an export. Only tests that expect a throw
 * need them: calling what is not there throws a TypeError, and that must not pass for the one the spec means.
 */
export function exportGuards({ body, uses }: Example, names: FileNames): string[] {
  const expressions = expressionsOf(body);
  if (!expressions.some(({ throws }) => throws)) return [];
  // What a helper exports is known, and nothing of it is yet to be implemented.
  const guarded = uses
    .filter(({ isHelper }) => isHelper !== true)
    .flatMap((use) => guardedNames(use, expressions));
  return guarded.map(
    ([source, name]) =>
      `${names.ours.expect}(${source}, ${stringLiteral(`not implemented: ${name}`)}).toBeDefined();`,
  );
}

type Guarded = readonly [source: string, name: string];

interface Named extends Pick<Expression, "source" | "names"> {
  readonly throws: boolean;
}

function expressionsOf(body: Example["body"]): Named[] {
  if (body.is === "property")
    return [{ ...body.check.expression, throws: body.check.expectation.is === "throws" }];
  if (body.is !== "steps") return [];
  return body.steps.map((step) =>
    step.do === "run"
      ? { source: step.code, names: step.names, throws: false }
      : { ...step.expression, throws: step.expectation.is === "throws" },
  );
}

function guardedNames({ as, local, exported }: ExampleUse, expressions: readonly Named[]): Guarded[] {
  if (as === "named") return [[local, exported]];
  if (as === "default") return [[local, local]];
  const members = expressions.flatMap(({ source, names }) =>
    names.flatMap(({ name, end }) => {
      const member =
        name === local
          ? /^\s*\.\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u.exec(source.slice(end))?.[1]
          : undefined;
      return member === undefined ? [] : [member];
    }),
  );
  return [...new Set(members)].map((member) => [`${local}.${member}`, member]);
}
