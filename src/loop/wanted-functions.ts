import type { Example, Plan } from "../plan/plan.ts";
import { readPlainCall } from "./plain-call.ts";
import type { TaskExample } from "./synthesis/synthesize.ts";

/** A function that can be looked for from its examples. */
export interface WantedFunction {
  readonly name: string;
  readonly subject: string;
  readonly params: readonly string[];
  readonly examples: readonly TaskExample[];
}

/** The functions that a requirement's examples call, each with all examples of it in the (visible) plan. */
export function functionsOf(plan: Plan, requirement: string): WantedFunction[] {
  const own = plan.requirements.find(({ id }) => id === requirement)?.examples ?? [];
  const names = new Set(own.flatMap((example) => callsOf(example).map(({ name }) => name)));
  const all = plan.requirements.flatMap(({ examples }) => examples).flatMap((example) => callsOf(example));
  return [...names].flatMap((name): WantedFunction[] => {
    const calls = all.filter((call) => call.name === name);
    const subject = calls[0]?.subject;
    if (subject === undefined) return [];
    const params = paramsOf(
      plan,
      subject,
      name,
      Math.max(...calls.map(({ example }) => example.args.length)),
    );
    return [{ name, subject, params, examples: calls.map(({ example }) => example) }];
  });
}

function paramsOf(plan: Plan, subject: string, name: string, arity: number): string[] {
  const use = plan.subjects.find(({ path }) => path === subject)?.uses.find(({ local }) => local === name);
  const known = use?.params ?? [];
  return Array.from({ length: Math.max(arity, known.length) }, (_, at) => known[at] ?? `arg${at + 1}`);
}

/** A check that is a plain call of an export, with the values that go in and what comes out. */
export interface PlainCall {
  readonly name: string;
  readonly subject: string;
  readonly example: TaskExample;
}

/**
 * An example's checks of the form `name(values…)` with a value or an error expected; others are left out, and so are
 * calls of helpers.
 */
function callsOf({ body, uses }: Example): PlainCall[] {
  if (body.is !== "steps" || body.steps.some((step) => step.do === "run")) return [];
  return body.steps.flatMap((step): PlainCall[] => {
    if (step.do !== "check" || step.via !== "value") return [];
    const call = readPlainCall(step.expression.source);
    const use = uses.find(
      ({ local, as, isHelper }) => local === call?.name && as === "named" && isHelper !== true,
    );
    const expected = expectedOf(step.expectation);
    if (call === null || use === undefined || expected === null) return [];
    return [{ name: call.name, subject: use.subject, example: { args: call.args, expected } }];
  });
}

function expectedOf(
  expectation: Extract<
    Extract<Example["body"], { is: "steps" }>["steps"][number],
    { do: "check" }
  >["expectation"],
): TaskExample["expected"] | null {
  if (expectation.is === "value") return { is: "value", value: expectation.value };
  if (expectation.is !== "throws") return null;
  const { name, message } = expectation.error;
  return { is: "throws", ...(name !== undefined && { name }), ...(message !== undefined && { message }) };
}
