import type { Node } from "oxc-parser";
import { stepsOf } from "../../plan/bind-block.ts";
import type { Example } from "../../plan/plan.ts";
import { childrenOf, expressionShift, parseExpression, parseProgram } from "../../spec/javascript.ts";
import { parseSpec } from "../../spec/parse.ts";
import { readValue } from "../../spec/read-value.ts";
import type { Check, PropertyType, Step } from "../../spec/spec.ts";
import { literal } from "../../suite/literal.ts";
import type { KillingExample } from "./killing-example.ts";
import { vary } from "./vary.ts";

/** An example that was thought of, with a hole where a person says the result, and as it can be tried. */
export interface Proposal {
  readonly killer: KillingExample;
  /** The hole filled with a result that no wrong program gives. */
  readonly example: Example;
}

/**
 * Examples near one that stands there: the same steps with one argument changed a little, or with the last call made
 * once more. Each is Markdown that greenbar reads as one example.
 *
 * @param result - what its result has to be, as a clause: `another result than 2`.
 * @param taken - sources of the examples that stand there already.
 */
export function proposalsNear(
  example: Example,
  result: (check: Check) => string,
  taken: ReadonlySet<string>,
): readonly Proposal[] {
  return (example.body.is === "property" ? fromProperty(example) : fromSteps(example))
    .filter(({ steps }) => !taken.has(sourceOf(steps)))
    .flatMap(({ steps, check, form }): Proposal[] => {
      const markdown = written(steps, check, form, "…");
      const read = asExample(written(steps, check, form, filling), example);
      if (read === null || markdown.length > longestProposal) return [];
      const shown = flatSource(check.expression.source);
      const told = form === "sentence" ? `\`${shown}\`` : `\`${shown}\` after the steps below`;
      return [{ killer: { words: `${told} with ${result(check)}`, markdown }, example: read }];
    });
}

/** A result that nobody expects. */
const filling = '"neither this nor that"';
const longestProposal = 600;

/** What an example does, as text: the same for examples with the same input. */
export function sourceOf(steps: readonly Pick<Step, "do">[]): string {
  return (steps as readonly Step[])
    .map((step) => flatSource(step.do === "run" ? step.code : step.expression.source))
    .join("\n");
}

interface Draft {
  /** Those before the check, and the check. */
  readonly steps: readonly Step[];
  readonly check: Check;
  readonly form: "sentence" | "snippet" | "scenario";
}

function fromSteps({ body, kind }: Example): Draft[] {
  if (body.is !== "steps") return [];
  const at = body.steps.findLastIndex((step) => step.do === "check");
  const check = body.steps[at];
  if (check?.do !== "check") return [];
  const before = body.steps.slice(0, at).filter((step) => step.do === "run");
  const steps = [...before, check];
  const form = before.length === 0 ? "sentence" : kind === "scenario" ? "scenario" : "snippet";
  const changed = steps
    .flatMap((_, index) => changesOf(steps, steps.length - 1 - index))
    .map((next): Draft => ({ steps: next, check: next.at(-1) as Extract<Step, { do: "check" }>, form }));
  return [...changed, ...onceMore(before, check, form)];
}

/** The steps with one literal argument of one of them changed. */
function changesOf(steps: readonly Step[], at: number): Step[][] {
  const step = steps[at];
  if (step === undefined) return [];
  const source = step.do === "run" ? step.code : step.expression.source;
  return changedSources(source, step.do === "check").map((text) =>
    steps.with(
      at,
      step.do === "run"
        ? { ...step, code: text }
        : { ...step, expression: { ...step.expression, source: text } },
    ),
  );
}

function changedSources(source: string, isExpression: boolean): string[] {
  const parsed = isExpression ? parseExpression(source) : parseProgram(source);
  if (!parsed.ok) return [];
  const [root, shift] = "node" in parsed ? [parsed.node, expressionShift] : [parsed.program, 0];
  return argumentsBelow(root).flatMap((node) => {
    const [start, end] = [node.start - shift, node.end - shift];
    const read = readValue(source.slice(start, end));
    return (read.ok ? vary(read.value) : [])
      .slice(0, 2)
      .map((near) => `${source.slice(0, start)}${literal(near)}${source.slice(end)}`);
  });
}

/** The outermost call's first: it is the one that an example is about. */
function argumentsBelow(node: Node): Node[] {
  const own = node.type === "CallExpression" || node.type === "NewExpression" ? node.arguments : [];
  return [...own, ...childrenOf(node).flatMap(argumentsBelow)];
}

/** The last call that stands for itself, made twice. */
function onceMore(
  before: readonly Extract<Step, { do: "run" }>[],
  check: Extract<Step, { do: "check" }>,
  form: Draft["form"],
): Draft[] {
  const last = before.at(-1);
  if (last === undefined || last.declares.length > 0) return [];
  return [{ steps: [...before.slice(0, -1), { ...last, isResult: false }, last, check], check, form }];
}

/** A call that a property makes, of one input. */
function fromProperty({ body }: Example): Draft[] {
  if (body.is !== "property") return [];
  const { check, variables } = body;
  const parsed = parseExpression(check.expression.source);
  if (!parsed.ok) return [];
  const types = new Map(variables.map(({ name, type }) => [name, type]));
  const { source } = check.expression;
  const calls = callsBelow(parsed.node).filter((call) => argumentsBelow(call).length > 0);
  return calls.flatMap((call): Draft[] => {
    const edits = namesBelow(call).flatMap((node) => {
      const type = node.type === "Identifier" ? types.get(node.name) : undefined;
      const text = type === undefined ? undefined : sampleOf(type);
      return text === undefined ? [] : [{ start: node.start, end: node.end, text }];
    });
    const text = edits
      .toSorted((one, other) => other.start - one.start)
      .reduce(
        (sofar, { start, end, text: put }) =>
          sofar.slice(0, start - call.start) + put + sofar.slice(end - call.start),
        source.slice(call.start - expressionShift, call.end - expressionShift),
      );
    const value = { is: "value", value: { t: "undefined" }, source: "" } as const;
    const asked = { ...check, expression: { ...check.expression, source: text }, expectation: value };
    return [{ steps: [{ do: "check", ...asked }], check: asked, form: "sentence" }];
  });
}

/** The innermost first. */
function callsBelow(node: Node): Node[] {
  return [...childrenOf(node).flatMap(callsBelow), ...(node.type === "CallExpression" ? [node] : [])];
}

function namesBelow(node: Node): Node[] {
  return node.type === "Identifier" ? [node] : childrenOf(node).flatMap(namesBelow);
}

function sampleOf(type: PropertyType): string | undefined {
  switch (type.of) {
    case "integer":
      return String(Math.min(Math.max(7, type.min ?? 7), type.max ?? 7));
    case "natural":
      return "7";
    case "number":
      return "2.5";
    case "string":
      return '"A b"';
    case "boolean":
      return "true";
    case "json":
      return "{ a: [1, null] }";
    case "array": {
      const item = sampleOf(type.items);
      return item === undefined ? undefined : `[${item}]`;
    }
    case "oneOf":
      return type.values[0] === undefined ? undefined : literal(type.values[0]);
  }
}

function written(
  steps: readonly Step[],
  { expression, via }: Check,
  form: Draft["form"],
  result: string,
): string {
  const runs = steps.flatMap((step) => (step.do === "run" ? [step] : []));
  const source = flatSource(expression.source);
  const verb = via === "value" ? "is" : "resolves to";
  const isScenario = form === "scenario" && runs.every(({ code }) => !/[`\n]/.test(code.trim()));
  if (form === "sentence") return `- \`${source}\` ${verb} \`${result}\`.`;
  if (!isScenario) {
    const awaited = via === "value" ? "" : "await ";
    return [
      "```ts",
      ...runs.map(({ code }) => code.trim()),
      `${awaited}${source} // => ${result}`,
      "```",
    ].join("\n");
  }
  const words = runs.map((_, at) => (at === runs.length - 1 ? "When" : at === 0 ? "Given" : "And"));
  const spoken = source === "result" ? "the result" : `\`${source}\``;
  return [
    ...runs.map(({ code }, at) => `- **${words[at]}** \`${code.trim()}\``),
    `- **Then** ${spoken} ${verb} \`${result}\``,
  ].join("\n");
}

function flatSource(source: string): string {
  return source.trim().replace(/\s*\n\s*/g, " ");
}

/** An example with its hole filled, as it can be tried; null when greenbar does not read it as one example. */
export function filled(markdown: string, like: Example): Example | null {
  return asExample(markdown.replace("`…`", `\`${filling}\``), like);
}

/** The one example that greenbar reads in this Markdown; null when it reads anything else. */
function asExample(markdown: string, like: Example): Example | null {
  const { sections, diagnostics } = parseSpec(`# Proposal\n\n## One\n\n${markdown}\n`, "proposal.md");
  if (diagnostics.some(({ severity }) => severity === "error")) return null;
  const [block, more] = sections.flatMap(({ blocks }) => blocks);
  if (block === undefined || more !== undefined) return null;
  if (block.kind === "row" || block.kind === "console" || block.kind === "property") return null;
  const { kind, place, text } = block;
  const title = `proposed: ${like.title}`;
  return {
    ...like,
    id: `proposed ${like.id}`,
    kind,
    place,
    text,
    title,
    body: { is: "steps", steps: stepsOf(block) },
  };
}
