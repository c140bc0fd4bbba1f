import type { Example, ExampleUse, Helper, Plan, Requirement } from "../../plan/plan.ts";
import type { Value } from "../../spec/value.ts";
import type { ExampleForm } from "../examples/example-form.ts";
import { sourceOf } from "./input-pool.ts";
import { readArguments } from "./read-arguments.ts";
import { putIn } from "./variable-uses.ts";

/** What is asked of rivals, as a requirement's form writes one more example: calls with values put in. */
export interface AskedCall {
  /** Path of the module that rivals stand in for. */
  readonly subject: string;
  /** What the calls need in scope, helpers included. */
  readonly uses: readonly ExampleUse[];
  /** Helpers that load the subject themselves: each rival gets its own of them. */
  readonly helpers: readonly Helper[];
  readonly variables: readonly string[];
  /** One expression of the variables for each result that an example gives; the first is the form's call. */
  readonly columns: readonly { readonly source: string; readonly awaits: boolean }[];
  /** The same for calls that differ in the names of their variables only. */
  readonly key: string;
  /** The arguments of the requirement's own examples, in the order of the variables. */
  readonly own: readonly (readonly Value[])[];
}

/** `no`: why it cannot be asked about, in a few words that complete "could not look: …". */
export type AskedOrNot = AskedCall | { readonly no: string };

/**
 * Reads from a requirement's form and its examples what rivals can be asked: plain calls, methods of what is made
 * anew, what is awaited, several results of a row. What the variables stand for must be plain data.
 */
export function askedCall(plan: Plan, requirement: Requirement, form: ExampleForm | null): AskedOrNot {
  if (form === null) return { no: "no call is known that one more example could be made of" };
  const variables = form.inputs.map(({ name }) => name);
  const sources = [withoutMarks(form), ...form.also.map(({ name }) => name)];
  if (variables.length === 0) return { no: `${form.call} takes nothing that could be varied` };
  const calls = requirement.examples.flatMap((example) => callOf(example, sources, variables));
  const [first] = calls;
  if (first === undefined) return { no: whyNone(requirement, form) };
  const { uses } = first.example;
  const reached = subjectOf(uses, plan);
  if ("no" in reached) return reached;
  const columns = sources.map((source, at) => ({
    source,
    awaits: calls.some(({ awaits }) => awaits[at] === true),
  }));
  return {
    ...reached,
    uses,
    variables,
    columns,
    key: keyOf(sources, variables),
    own: calls.map(({ args }) => args),
  };
}

/** The arguments of every example that makes the same call, with the example's id. */
export function argumentsIn(
  examples: readonly Example[],
  { columns, variables }: AskedCall,
): readonly { readonly id: string; readonly args: readonly Value[] }[] {
  const sources = columns.map(({ source }) => source);
  return examples.flatMap((example) => {
    const whole = callOf(example, sources, variables);
    // In a sentence one of a row's results may stand alone.
    const parts = whole.length > 0 ? [] : sources.flatMap((source) => callOf(example, [source], variables));
    return [...whole, ...parts].map(({ args }) => ({ id: example.id, args }));
  });
}

/** The arguments of an example that makes just this call; null for another one. */
export function argumentsMade(example: Example, { columns, variables }: AskedCall): readonly Value[] | null {
  const sources = columns.map(({ source }) => source);
  return callOf(example, sources, variables)[0]?.args ?? null;
}

/** The call with these arguments as a question shows it, its results side by side. */
export function shownCall(asked: AskedCall, args: readonly Value[]): string {
  return callsWith(asked, args).join(" | ");
}

/** The expression of each result with these arguments. */
export function callsWith({ columns, variables }: AskedCall, args: readonly Value[]): readonly string[] {
  const texts = new Map(
    variables.map((name, at) => [name, args[at] === undefined ? "" : sourceOf([args[at]])]),
  );
  return columns.map(({ source }) => putIn(source, texts));
}

/** The arguments of a call that was shown so; null for another one. */
export function argumentsOf({ columns, variables }: AskedCall, shown: string): readonly Value[] | null {
  const given = readArguments(columns.map(({ source }) => source).join(" | "), new Set(variables), shown);
  return given === null ? null : inOrder(given, variables);
}

interface Made {
  readonly example: Example;
  readonly args: readonly Value[];
  readonly awaits: readonly boolean[];
}

function callOf(example: Example, sources: readonly string[], variables: readonly string[]): readonly Made[] {
  const { body } = example;
  if (body.is !== "steps" || body.steps.length !== sources.length) return [];
  const given = new Map<string, Value>();
  const awaits: boolean[] = [];
  for (const [at, step] of body.steps.entries()) {
    if (step.do !== "check") return [];
    const read = readArguments(sources[at] ?? "", new Set(variables), step.expression.source);
    if (read === null) return [];
    for (const [name, value] of read) given.set(name, value);
    awaits.push(step.expression.awaits || step.via !== "value");
  }
  const args = inOrder(given, variables);
  return args === null || args.length === 0 ? [] : [{ example, args, awaits }];
}

/** Those that are given, in the order of the variables; null where one is left out before one that is given. */
function inOrder(given: ReadonlyMap<string, Value>, variables: readonly string[]): readonly Value[] | null {
  const args = variables.flatMap((name) => given.get(name) ?? []);
  return variables.slice(0, args.length).every((name) => given.has(name)) ? args : null;
}

function subjectOf(
  uses: readonly ExampleUse[],
  plan: Plan,
): Pick<AskedCall, "subject" | "helpers"> | { readonly no: string } {
  const used = uses.flatMap(({ subject, isHelper }) =>
    isHelper === true ? (plan.helpers ?? []).filter(({ path }) => path === subject) : [],
  );
  const direct = uses.filter(({ isHelper }) => isHelper !== true).map(({ subject }) => subject);
  const subjects = [...new Set([...direct, ...used.flatMap((helper) => helper.subjects)])];
  const [subject, another] = subjects;
  const names = used.map(({ path }) => path).join(", ");
  if (subject === undefined) return { no: `${names} loads no subject that could be seen` };
  if (another !== undefined && direct.length !== 1)
    return { no: `it goes through ${subjects.length} modules at once: ${subjects.join(", ")}` };
  const asked = direct[0] ?? subject;
  if (!/\.[cm]?[jt]sx?$/.test(asked))
    return { no: `${asked} is reached in a way that no other module can stand in for` };
  const helpers = used.filter((helper) => helper.subjects.includes(asked));
  const far = helpers.find(({ open, loads }) => open || loads.length > 0);
  return far === undefined
    ? { subject: asked, helpers }
    : { no: `the helper ${far.path} reaches ${asked} through other modules` };
}

/** What about the examples keeps them from being asked, by name. */
function whyNone({ examples }: Requirement, form: ExampleForm): string {
  const kinds = new Set(examples.map(({ kind }) => kind));
  for (const [kind, why] of Object.entries(unasked)) if (kinds.has(kind as Example["kind"])) return why;
  return `no example gives plain values to ${form.call}`;
}

const unasked: Readonly<Partial<Record<Example["kind"], string>>> = {
  scenario: "its examples are scenarios, which are more than one call",
  snippet: "its examples are snippets, which are more than one call",
  property: "its examples are properties, which hold for any value",
  console: "its examples are commands",
};

function withoutMarks({ call, inputs }: ExampleForm): string {
  return inputs.reduce(
    (text, { name, optional }) =>
      optional
        ? text.replaceAll(new RegExp(`(?<![\\w$.])${escaped(name)}\\?(?=\\s*[,)])`, "g"), () => name)
        : text,
    call,
  );
}

function keyOf(sources: readonly string[], variables: readonly string[]): string {
  return JSON.stringify(
    sources.map((source) => putIn(source, new Map(variables.map((name, at) => [name, `$${at}`])))),
  );
}

function escaped(name: string): string {
  return name.replaceAll("$", String.raw`\$`);
}
