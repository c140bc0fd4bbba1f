import type { TableRow } from "mdast";
import { type ReadExpression, readExpression } from "./read-expression.ts";
import type { Reading } from "./reading.ts";
import { type RowTemplate, isVariableUse, makeTemplate } from "./row-template.ts";
import { type Parameter, type Signature, signaturesOf } from "./signature.ts";
import type { CallSignature, Place } from "./spec.ts";
import { headerCode, headerName } from "./table-cell.ts";

/** What the columns of an executable table are for. */
export interface TableColumns {
  /** Column of each variable; null for an optional parameter without one. */
  readonly variables: ReadonlyMap<string, number | null>;
  readonly results: readonly ResultColumns[];
  readonly notes: readonly { readonly column: number; readonly header: string }[];
  readonly signatures: readonly CallSignature[];
  readonly width: number;
}

/** An expression and the columns that say what is expected of it. At least one of them is given. */
export interface ResultColumns {
  readonly template: RowTemplate;
  readonly place: Place;
  readonly value: number | null;
  readonly throws: number | null;
}

/**
 * Decides whether a table is executable, from its headers and the signature in scope, and what each column is
 * for. Null: it is prose, which is no mistake (a near miss gets a hint).
 */
export function readColumns(
  header: TableRow,
  signature: Signature | null,
  reading: Reading,
): TableColumns | null {
  const names = header.children.map(headerName);
  const computed = header.children.map((cell): Computed | null => {
    const code = headerCode(cell);
    // A call needs a bracket or, for `new X` and a tagged template, a space or a backtick.
    if (code === null || !mayCall(code)) return null;
    const read = readExpression(code, reading.placeOf(cell.children[0] ?? cell));
    return read.ok && read.expression.hasCall ? read : null;
  });
  return computed.some((each) => each !== null)
    ? byComputed(header, names, computed, reading)
    : bySignature(header, names, signature, reading);
}

type Computed = Extract<ReadExpression, { ok: true }>;

function mayCall(code: string): boolean {
  return code.includes("(") || code.includes("`") || code.includes("new ");
}

function byComputed(
  header: TableRow,
  names: readonly (string | null)[],
  computed: readonly (Computed | null)[],
  reading: Reading,
): TableColumns | null {
  const used = new Set<string>();
  for (const each of computed) {
    for (const use of each?.found.occurrences ?? []) if (isVariableUse(use)) used.add(use.name);
  }
  const variables = new Map<string, number>();
  const notes: { column: number; header: string }[] = [];
  names.forEach((name, column) => {
    if (computed[column]) return;
    if (name === null || !used.has(name)) notes.push({ column, header: name ?? "" });
    else if (variables.has(name)) reportTwice(header, column, name, reading);
    else variables.set(name, column);
  });
  const known = new Set(variables.keys());
  return {
    variables,
    results: computed.flatMap((each, column) =>
      each === null
        ? []
        : [
            {
              template: makeTemplate(each, known),
              place: each.expression.place,
              value: column,
              throws: null,
            },
          ],
    ),
    notes,
    signatures: computed.flatMap((each) => (each === null ? [] : signaturesOf(each, []))),
    width: names.length,
  };
}

const valueHeaders = new Set(["returns", "result", "expected"]);

function bySignature(
  header: TableRow,
  names: readonly (string | null)[],
  signature: Signature | null,
  reading: Reading,
): TableColumns | null {
  if (signature === null) return null;
  const variables = new Map<string, number | null>();
  for (const { name } of signature.parameters) {
    const column = names.indexOf(name);
    variables.set(name, column < 0 ? null : column);
  }
  const taken = new Set(variables.values());
  const isResult = (column: number, wanted: (name: string) => boolean): boolean =>
    !taken.has(column) && wanted((names[column] ?? "").toLowerCase());
  const columns = names.map((_, column) => column);
  const values = columns.filter((column) => isResult(column, (name) => valueHeaders.has(name)));
  const throws = columns.filter((column) => isResult(column, (name) => name === "throws"));
  if (values.length + throws.length === 0) return null;
  const place = reading.placeOf(header);
  if (values.length > 1 || throws.length > 1) {
    reading.report("table-result-columns", place, "more than one column says what is expected");
    return null;
  }
  const missing = missingParameters(signature.parameters, variables);
  if (missing.length > 0) {
    const shown = missing.map((name) => `\`${name}\``).join(", ");
    reading.report("table-parameters", place, `no column is headed ${shown}, so the table is not read`, {
      expected: `a column for each parameter of \`${signature.call.expression.source}\``,
    });
    return null;
  }
  names.forEach((name, column) => {
    const first = name === null ? undefined : variables.get(name);
    if (name !== null && first !== undefined && first !== null && first !== column) {
      reportTwice(header, column, name, reading);
    }
  });
  const used = new Set([...taken, ...values, ...throws]);
  return {
    variables,
    results: [
      {
        template: makeTemplate(signature.call, new Set(variables.keys())),
        place: signature.call.expression.place,
        value: values[0] ?? null,
        throws: throws[0] ?? null,
      },
    ],
    notes: columns
      .filter((column) => !used.has(column))
      .map((column) => ({ column, header: names[column] ?? "" })),
    signatures: signaturesOf(signature.call, signature.parameters),
    width: names.length,
  };
}

/** Every parameter has a column, except optional ones behind the last that has. */
function missingParameters(
  parameters: readonly Parameter[],
  variables: ReadonlyMap<string, number | null>,
): string[] {
  const last = parameters.findLastIndex(({ name, optional }) => !optional || variables.get(name) !== null);
  return parameters
    .slice(0, last + 1)
    .map(({ name }) => name)
    .filter((name) => variables.get(name) === null);
}

function reportTwice(header: TableRow, column: number, name: string, reading: Reading): void {
  const cell = header.children[column];
  const place = reading.placeOf(cell ?? header);
  reading.report("table-column-twice", place, `two columns are headed \`${name}\``);
}
