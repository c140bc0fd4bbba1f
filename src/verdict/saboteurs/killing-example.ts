import type { CallExpression, Node } from "oxc-parser";
import type { Example } from "../../plan/plan.ts";
import { childrenOf, expressionShift } from "../../spec/javascript.ts";
import { readValue } from "../../spec/read-value.ts";
import type { Check, Step } from "../../spec/spec.ts";
import type { Value } from "../../spec/value.ts";
import { literal } from "../../suite/literal.ts";
import { shortened } from "./describe-saboteur.ts";
import { evaluate } from "./evaluate.ts";
import { parsedCode, parsedExpression } from "./parsed.ts";
import type { Target } from "./react.ts";
import { localsOf } from "./react.ts";
import type { Saboteur } from "./saboteur.ts";
import { perform } from "./saboteur.ts";
import { vary } from "./vary.ts";

export interface KillingExample {
  /** The expression, and which result it must not have: a person has to say which it has. */
  readonly words: string;
  /** The example as Markdown, with `…` where the result goes. */
  readonly markdown: string;
  /** Its input is left to a person too; left out: it is not. */
  readonly isForm?: true;
}

/**
 * An example that would tell the right program from the survivor: a call of the requirement's own with one argument
 * changed a little, so that no example has its input yet, and another result than the survivor gives for it.
 *
 * @param own - the requirement's examples that speak of the export.
 * @param all - the spec's.
 */
export function killingExample(
  saboteur: Saboteur,
  target: Target,
  { own, all }: { readonly own: readonly Example[]; readonly all: readonly Example[] },
): KillingExample {
  const taken = new Set(all.flatMap((example) => callsIn(example, target)).map(({ key }) => key));
  const changed = own
    .flatMap((example) => callsIn(example, target))
    .map((call) => changedCall(call, taken))
    .find((source) => source !== null);
  if (changed === undefined) return formFor(saboteur, target, own);
  const name = nameIn(own, target);
  const markdown = `- \`${changed}\` is \`…\`.`;
  return { words: `\`${changed}\` with ${wantedResult(saboteur, changed, name, target)}`, markdown };
}

/** What an example would have to look like, where no input could be thought of. */
export function formFor(saboteur: Saboteur, target: Target, own: readonly Example[]): KillingExample {
  const name = nameIn(own, target);
  const source = `${target.isAsync ? "await " : ""}${name}(…)`;
  const words = `\`${source}\` with ${wantedResult(saboteur, source, name, target)}`;
  return { words, markdown: `- \`${source}\` is \`…\`.`, isForm: true };
}

function nameIn(own: readonly Example[], target: Target): string {
  return own.flatMap((example) => [...localsOf(example, target)])[0] ?? target.exported;
}

function wantedResult(saboteur: Saboteur, source: string, name: string, { isAsync }: Target): string {
  if (saboteur.is === "throws") return "a result, its input being one that is accepted";
  const given = evaluate(
    { source },
    {
      values: new Map(),
      programs: new Map([
        [
          name,
          (args) => {
            const answer = perform(saboteur, args);
            return answer === null || !isAsync ? answer : { gave: "promise", of: answer };
          },
        ],
      ]),
    },
  );
  if (given?.gave === "value") return `another result than ${shortened(given.value)}`;
  if (given?.gave === "threw") return "a result";
  return `another result than ${saboteur.is === "constant" ? shortened(saboteur.value) : "its argument"}`;
}

/** A call of the export in an example. */
interface FoundCall {
  /** What a sentence would say: the check's whole expression, or the call alone where a statement makes it. */
  readonly source: string;
  /** Its arguments; null for one that is no value that is written out. */
  readonly args: readonly { readonly value: Value | null; readonly start: number; readonly end: number }[];
  /** The same for equal arguments. */
  readonly key: string;
}

/** Calls that could stand in a sentence of their own: nothing in them needs a local of the example. */
function callsIn(example: Example, target: Target): FoundCall[] {
  const { body } = example;
  if (body.is !== "steps") return [];
  const locals = localsOf(example, target);
  return body.steps.flatMap((step) =>
    step.do === "check" ? callsOfCheck(step, locals, target) : callsOfStatement(step, locals, target),
  );
}

function callsOfCheck(
  { expression, via }: Check,
  locals: ReadonlySet<string>,
  target: Target,
): readonly FoundCall[] {
  const node = parsedExpression(expression);
  if (node === null || expression.names.some(({ name }) => !locals.has(name))) return [];
  const prefix = via === "value" || !target.isAsync ? "" : "await ";
  return callsBelow(node, locals).map((call) =>
    foundCall(call, { source: prefix + expression.source, shift: expressionShift - prefix.length }),
  );
}

function callsOfStatement(
  step: Extract<Step, { do: "run" }>,
  locals: ReadonlySet<string>,
  target: Target,
): readonly FoundCall[] {
  const program = parsedCode(step);
  if (program === null) return [];
  const prefix = target.isAsync ? "await " : "";
  return callsBelow(program, locals)
    .map((call) =>
      foundCall(call, {
        source: prefix + step.code.slice(call.start, call.end),
        shift: call.start - prefix.length,
      }),
    )
    .filter(({ args }) => args.every(({ value }) => value !== null));
}

/** @param shift - how much greater the node's offsets are than those in the source. */
function foundCall(
  { arguments: given }: CallExpression,
  { source, shift }: { readonly source: string; readonly shift: number },
): FoundCall {
  const args = given.map((each) => {
    const [start, end] = [each.start - shift, each.end - shift];
    const read = readValue(source.slice(start, end));
    return { value: read.ok ? read.value : null, start, end };
  });
  return { source, args, key: keyOf(args) };
}

function keyOf(args: readonly { readonly value: Value | null }[]): string {
  return JSON.stringify(args.map(({ value }) => value));
}

function callsBelow(node: Node, locals: ReadonlySet<string>): CallExpression[] {
  const own =
    node.type === "CallExpression" && node.callee.type === "Identifier" && locals.has(node.callee.name)
      ? [node]
      : [];
  return [...own, ...childrenOf(node).flatMap((child) => callsBelow(child, locals))];
}

function changedCall({ source, args }: FoundCall, taken: ReadonlySet<string>): string | null {
  for (const [at, { value, start, end }] of args.entries()) {
    const near = (value === null ? [] : vary(value)).find(
      (other) => !taken.has(keyOf(args.with(at, { value: other, start, end }))),
    );
    if (near === undefined) continue;
    const written = `${source.slice(0, start)}${literal(near)}${source.slice(end)}`;
    if (written.length <= longestExample && !/[`\n]/.test(written)) return written;
  }
  return null;
}

/** Beyond it, nobody reads it. */
const longestExample = 200;
