import { toString } from "mdast-util-to-string";
import type { TableRow } from "mdast";
import type { Plan } from "../../plan/plan.ts";
import type { Spec } from "../../spec/spec.ts";
import type { Signature } from "../../spec/signature.ts";
import type { ExampleForm, FormField } from "./example-form.ts";
import { layoutOf } from "./section-layout.ts";
import type { LaidTable } from "./section-layout.ts";
import { spotOf } from "./spot.ts";
import type { Target } from "./target.ts";
import { targetOf } from "./target.ts";

/** The form for one more example of the requirement; null when no call is known, or there is no such requirement. */
export function formOf(spec: Spec, plan: Plan, requirementId: string): ExampleForm | null {
  const target = targetOf(spec, plan, requirementId);
  return target === null ? null : formFor(target, spec, requirementId);
}

/** The form of a target. */
export function formFor(target: Target, spec: Spec, requirement: string): ExampleForm {
  const { reading } = layoutOf(spec);
  const { line } = spotOf(target, reading);
  switch (target.is) {
    case "row":
      return { requirement, ...rowForm(target.table, target.own.signature), into: { form: "row", line } };
    case "table":
      return {
        requirement,
        call: withMarks(target.signature),
        inputs: target.signature.parameters.map((each) => ({ ...each, like: null })),
        outcomes: ["returns", "throws"],
        expectedLike: null,
        also: [],
        note: null,
        into: { form: "table", line },
      };
    case "sentence": {
      const { call, parameters, like } = target;
      const names = parameters.map(({ name, optional }) => (optional ? `${name}?` : name));
      return {
        requirement,
        call: `${call.before}${names.join(", ")}${call.behind}`,
        inputs: parameters.map((each, index) => ({ ...each, like: call.given[index] ?? null })),
        outcomes: ["returns", "throws"],
        expectedLike: like?.check.expectation.is === "value" ? like.check.expectation.source : null,
        also: [],
        note: "note",
        into: { form: "sentence", line },
      };
    }
  }
}

/** The call with a mark behind each parameter that may be left out. */
function withMarks({ call, parameters }: Signature): string {
  const optional = new Set(parameters.filter((each) => each.optional).map(({ name }) => name));
  const { source } = call.expression;
  let shown = "";
  let at = 0;
  for (const use of call.found.occurrences) {
    if (!optional.has(use.name) || use.isCallee || source.slice(0, use.start).endsWith("...")) continue;
    shown += `${source.slice(at, use.end)}?`;
    at = use.end;
  }
  return shown + source.slice(at);
}

function rowForm(
  { node, columns }: LaidTable,
  signature: Signature | null,
): Pick<ExampleForm, "call" | "inputs" | "outcomes" | "expectedLike" | "also" | "note"> {
  const [, ...rows] = node.children;
  const [first, ...others] = columns.results;
  const call = first?.template.expression.source ?? "";
  const like = (column: number | null): string | null => likeOf(rows, column);
  const optional = new Set(
    signature?.parameters.filter((each) => each.optional).map(({ name }) => name) ?? [],
  );
  const inputs = [...columns.variables].flatMap(([name, column]): FormField[] => {
    if (column === null) return [];
    const isLeftOut = rows.some((row) => row.children[column]?.children.length === 0);
    return [{ name, optional: optional.has(name) || isLeftOut, like: like(column) }];
  });
  return {
    call: signature !== null && signature.call.expression.source === call ? withMarks(signature) : call,
    inputs,
    outcomes: first?.value === null ? ["throws"] : ["returns", "throws"],
    expectedLike: like(first?.value ?? null),
    also: others.map(({ template, value }) => ({
      name: template.expression.source,
      optional: false,
      like: like(value),
    })),
    note: columns.notes[0]?.header ?? null,
  };
}

/** The last cell of a column that has something in it; an error is like no value. */
function likeOf(rows: readonly TableRow[], column: number | null): string | null {
  if (column === null) return null;
  for (const row of rows.toReversed()) {
    const text = toString(row.children[column] ?? null, { includeHtml: false }).trim();
    if (text !== "" && text !== "throws" && !text.startsWith("throws ")) return text;
  }
  return null;
}
