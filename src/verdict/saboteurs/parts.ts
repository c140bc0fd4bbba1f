import type { Node } from "oxc-parser";
import type { Example } from "../../plan/plan.ts";
import { childrenOf, expressionShift } from "../../spec/javascript.ts";
import { readValue } from "../../spec/read-value.ts";
import type { Check, Step } from "../../spec/spec.ts";
import type { Value } from "../../spec/value.ts";
import type { Group, GroupExport } from "./groups.ts";
import { exportKey } from "./groups.ts";
import { parsedCode, parsedExpression } from "./parsed.ts";

/** What a wrong program has to answer for: a call of an export, or a member of the export, its result or its instances. */
export interface Part {
  /** Key of the export. */
  readonly of: string;
  readonly on: "export" | "result" | "instance";
  /** null: the export itself, called or constructed. */
  readonly member: string | null;
  readonly how: "called" | "read" | "constructed";
}

/** One place in an example where a part is used. */
export interface PartUse {
  readonly part: Part;
  readonly example: Example;
  /** Values of the arguments, null for one that is not written out; none where it is read. */
  readonly args: readonly (Value | null)[];
  /** What the example says of its value. */
  readonly checks: readonly Check[];
  /** Its promise is awaited. */
  readonly isAwaited: boolean;
  /** It surely happens: it stands in no function. */
  readonly isSure: boolean;
}

export function partKey({ of, on, member, how }: Part): string {
  return JSON.stringify([of, on, member, how]);
}

/** Every use of a part of the group's exports in its examples, in the order of the document. */
export function partUses({ exports, examples }: Group): readonly PartUse[] {
  return examples.flatMap((example) => usesIn(example, exports));
}

/** What a name or an expression stands for. */
type Origin =
  | { readonly is: "module"; readonly subject: string }
  | { readonly is: "export"; readonly key: string }
  | { readonly is: "instance"; readonly key: string; readonly use: Draft }
  /** The value of a use; of a call of an export it may have members of its own. */
  | { readonly is: "value"; readonly use: Draft; readonly resultOf: string | null };

interface Draft {
  readonly part: Part;
  readonly args: readonly (Value | null)[];
  readonly checks: Check[];
  isAwaited: boolean;
  readonly isSure: boolean;
}

interface Reading {
  readonly names: Map<string, Origin | null>;
  readonly keys: ReadonlySet<string>;
  readonly found: Draft[];
  /** Text and offset of the tree that is being read. */
  readonly source: string;
  readonly shift: number;
  readonly isSure: boolean;
}

function usesIn(example: Example, exports: readonly GroupExport[]): PartUse[] {
  const names = new Map<string, Origin | null>();
  for (const { subject, exported, local, as } of example.uses) {
    names.set(
      local,
      as === "namespace" ? { is: "module", subject } : { is: "export", key: exportKey(subject, exported) },
    );
  }
  const base = { names, keys: new Set(exports.map(({ key }) => key)), found: [] as Draft[], isSure: true };
  for (const step of stepsIn(example)) {
    if (step.do === "check") readCheck(step, base);
    else readStep(step, base);
  }
  return base.found.map((draft) => ({ ...draft, example }));
}

function stepsIn({ body }: Example): readonly Step[] {
  if (body.is === "steps") return body.steps;
  return body.is === "property" ? [{ do: "check", ...body.check }] : [];
}

type Base = Omit<Reading, "source" | "shift">;

function readCheck(check: Check, base: Base): void {
  const sides = [
    check.expression,
    ...(check.expectation.is === "expression" ? [check.expectation.expression] : []),
  ];
  for (const [at, side] of sides.entries()) {
    const node = parsedExpression(side);
    if (node === null) continue;
    const origin = read(node, { ...base, source: side.source, shift: expressionShift });
    if (at > 0 || origin === null || !("use" in origin)) continue;
    origin.use.checks.push(check);
    if (check.via !== "value") origin.use.isAwaited = true;
  }
}

function readStep(step: Extract<Step, { do: "run" }>, base: Base): void {
  const program = parsedCode(step);
  if (program === null) return;
  const reading = { ...base, source: step.code, shift: 0 };
  for (const statement of program.body) {
    if (statement.type === "VariableDeclaration") {
      for (const { id, init } of statement.declarations) {
        const origin = init === null ? null : read(init, reading);
        if (id.type === "Identifier") base.names.set(id.name, origin);
      }
    } else if (statement.type === "ExpressionStatement") {
      const origin = read(statement.expression, reading);
      if (step.isResult) base.names.set("result", origin);
    } else readChildren(statement, reading);
  }
}

/** Takes down the uses in a tree, and says what its value is. */
function read(node: Node, reading: Reading): Origin | null {
  switch (node.type) {
    case "Identifier":
      return reading.names.get(node.name) ?? null;
    case "AwaitExpression": {
      const origin = read(node.argument, reading);
      if (origin?.is === "value") origin.use.isAwaited = true;
      return origin;
    }
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
      return read(node.expression, reading);
    case "AssignmentExpression": {
      const origin = read(node.right, reading);
      if (node.left.type === "Identifier") reading.names.set(node.left.name, origin);
      else readChildren(node.left, reading);
      return origin;
    }
    case "CallExpression":
    case "NewExpression": {
      const how = node.type === "NewExpression" ? "constructed" : "called";
      const origin = reach(node.callee, reading, how);
      const args = node.arguments.map((each) => {
        read(each, reading);
        return valueOf(each, reading);
      });
      return used(origin, how, args, reading);
    }
    case "MemberExpression":
      return used(reach(node, reading, "read"), "read", [], reading);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      readChildren(node, { ...reading, isSure: false });
      return null;
    case "ConditionalExpression":
    case "LogicalExpression":
      readChildren(node, { ...reading, isSure: false });
      return null;
    default:
      readChildren(node, reading);
      return null;
  }
}

function readChildren(node: Node, reading: Reading): void {
  for (const child of childrenOf(node)) read(child, reading);
}

type Reached = { readonly of: string; readonly on: Part["on"]; readonly member: string | null };

/** The part that a callee or a member access reaches; an export itself where no member is taken of it. */
function reach(
  node: Node,
  reading: Reading,
  how: Part["how"],
): Reached | Extract<Origin, { is: "export" }> | null {
  if (node.type !== "MemberExpression") {
    const origin = read(node, reading);
    if (origin?.is !== "export" || how === "read") return null;
    return { of: origin.key, on: "export", member: null };
  }
  const owner = read(node.object, reading);
  if (node.computed) read(node.property, reading);
  if (owner === null || node.computed || node.property.type !== "Identifier") return null;
  const member = node.property.name;
  switch (owner.is) {
    case "module": {
      const key = exportKey(owner.subject, member);
      return how === "read" ? { is: "export", key } : { of: key, on: "export", member: null };
    }
    case "export":
      return { of: owner.key, on: "export", member };
    case "instance":
      return { of: owner.key, on: "instance", member };
    case "value":
      return owner.resultOf === null ? null : { of: owner.resultOf, on: "result", member };
  }
}

function used(
  reached: ReturnType<typeof reach>,
  how: Part["how"],
  args: readonly (Value | null)[],
  { found, keys, isSure }: Reading,
): Origin | null {
  if (reached === null) return null;
  if ("is" in reached) return reached;
  if (!keys.has(reached.of) || (how === "constructed" && reached.member !== null)) return null;
  const part: Part = { of: reached.of, on: reached.on, member: reached.member, how };
  const draft: Draft = { part, args, checks: [], isAwaited: false, isSure };
  found.push(draft);
  if (how === "constructed") return { is: "instance", key: reached.of, use: draft };
  const isOwnCall = part.on === "export" && part.member === null;
  return { is: "value", use: draft, resultOf: isOwnCall ? part.of : null };
}

function valueOf(node: Node, { source, shift }: Reading): Value | null {
  const read = readValue(source.slice(node.start - shift, node.end - shift));
  return read.ok ? read.value : null;
}
