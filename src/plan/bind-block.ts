import type {
  Block,
  Check,
  Expression,
  FreeName,
  Place,
  PropertyBlock,
  RowBlock,
  ScenarioBlock,
  SentenceBlock,
  SnippetBlock,
  Step,
} from "../spec/spec.ts";
import type { ExampleUse } from "./plan.ts";
import type { Binder, Binding } from "./resolve.ts";
import type { PlanRuleId } from "./rules.ts";

/** What a block turned out to be once its names were looked up. */
export type BoundBlock =
  /** `uses` in order of first use, each local name once. */
  | {
      readonly is: "example";
      readonly uses: readonly ExampleUse[];
      readonly problems: readonly NameProblem[];
    }
  /** A scenario that promises more than can be run. */
  | { readonly is: "unbound"; readonly why: string }
  | { readonly is: "prose"; readonly problems: readonly NameProblem[] };

/** Something to tell the author about a name. */
export interface NameProblem {
  readonly rule: PlanRuleId;
  readonly name: string;
  readonly place: Place;
  readonly binding: Binding | null;
}

export interface BindSettings {
  readonly bind: Binder;
  /** Programs of the project's own. */
  readonly bins: ReadonlySet<string>;
}

/**
 * Looks up every name of a block. Tables and snippets are examples by their form alone, so a name that nothing
 * gives is an error there; sentences and properties are examples only when everything binds, and prose if not;
 * a scenario is a promise, so what does not bind leaves it unbound.
 */
export function bindBlock(block: Block, settings: BindSettings): BoundBlock {
  switch (block.kind) {
    case "row":
      return bindFirmly(mentionsOf(stepsOf(block), settings.bind));
    case "snippet":
      return bindFirmly(mentionsOf(block.steps, settings.bind));
    case "sentence":
      return bindSentence(block.check, mentionsOf(stepsOf(block), settings.bind));
    case "property":
      return bindSentence(block.check, mentionsOf(stepsOf(block), settings.bind, variableNames(block)));
    case "scenario":
      return bindScenario(block, settings.bind);
    case "console":
      return settings.bins.has(block.commands[0]?.program ?? "")
        ? { is: "example", uses: [], problems: [] }
        : { is: "prose", problems: [] };
  }
}

/** The steps of a block that is not a console fence: checks alone for rows, sentences and properties. */
export function stepsOf(
  block: RowBlock | SentenceBlock | PropertyBlock | SnippetBlock | ScenarioBlock,
): readonly Step[] {
  switch (block.kind) {
    case "row":
      return block.checks.map((check) => ({ do: "check", ...check }));
    case "sentence":
    case "property":
      return [{ do: "check", ...block.check }];
    case "snippet":
    case "scenario":
      return block.steps;
  }
}

/** The names of a check: of its expression, and of the other side when that is an expression too. */
export function namesOfCheck(check: Check): readonly FreeName[] {
  const { expression, expectation } = check;
  return expectation.is === "expression"
    ? [...expression.names, ...expectation.expression.names]
    : expression.names;
}

interface Mention {
  readonly step: Step;
  readonly name: FreeName;
  readonly starts: boolean;
  readonly binding: Binding;
}

function mentionsOf(steps: readonly Step[], bind: Binder, variables: readonly string[] = []): Mention[] {
  const locals = new Set(variables);
  const mentions: Mention[] = [];
  for (const step of steps) {
    const start = step.do === "check" ? startOf(step.expression) : null;
    for (const name of step.do === "check" ? namesOfCheck(step) : step.names) {
      const starts = name === start;
      mentions.push({ step, name, starts, binding: bind(name, locals, starts) });
    }
    if (step.do === "run") {
      for (const name of step.declares) locals.add(name);
      if (step.isResult) locals.add("result");
    }
  }
  return mentions;
}

/** The name that an expression begins with, brackets and `await` aside. */
function startOf({ names, source }: Expression): FreeName | null {
  let first: FreeName | null = null;
  for (const name of names) if (first === null || name.start < first.start) first = name;
  if (first === null || first.start === 0) return first;
  const before = source.slice(0, first.start).replaceAll("(", " ").trim();
  return before === "" || before === "await" ? first : null;
}

function variableNames(block: PropertyBlock): string[] {
  return block.variables.map(({ name }) => name);
}

function bindFirmly(mentions: readonly Mention[]): BoundBlock {
  const problems = problemsOf(mentions);
  if (mentions.some(({ binding }) => speaksOfSubject(binding)))
    return { is: "example", uses: usesOf(mentions), problems };
  const place = mentions[0]?.step.place;
  if (place === undefined) return { is: "prose", problems: [] };
  const helpers = helperProblems(mentions);
  if (helpers.length > 0) return { is: "prose", problems: helpers };
  return { is: "prose", problems: [{ rule: "calls-nothing", name: "", place, binding: null }] };
}

/** True for what is the subject's, or would be if one thing more were known, and for a helper that loads it. */
function speaksOfSubject(binding: Binding): boolean {
  if (binding.is === "helper") return binding.reaches;
  return binding.is !== "local" && binding.is !== "global";
}

function bindSentence(check: Check, mentions: readonly Mention[]): BoundBlock {
  if (stands(check, mentions) && mentions.some(({ binding }) => speaksOfSubject(binding)))
    return { is: "example", uses: usesOf(mentions), problems: problemsOf(mentions) };
  // Of a sentence that plainly calls the subject the author should hear why it is no example.
  const isAboutSubject = mentions.some(({ binding }) => isKnown(binding));
  const unknown = mentions.filter(({ binding }) => binding.is === "unknown");
  const helpers = unknown.length === 0 && hasCall(check) ? helperProblems(mentions) : [];
  if (helpers.length > 0) return { is: "prose", problems: helpers };
  return {
    is: "prose",
    problems: (isAboutSubject ? unknown : []).map(({ name, step, binding }) => ({
      rule: "sentence-unknown-name",
      name: name.name,
      place: step.place,
      binding,
    })),
  };
}

/** A sentence is an example when it calls the subject, or starts at a local or a known export, with nothing unknown. */
function stands(check: Check, mentions: readonly Mention[]): boolean {
  if (mentions.some(({ binding }) => binding.is === "unknown" || binding.is === "foreign")) return false;
  const start = mentions.find(({ starts }) => starts)?.binding;
  if (start?.is === "local" || (start !== undefined && isKnown(start))) return true;
  return hasCall(check) && mentions.some(({ binding }) => speaksOfSubject(binding));
}

/** True for an export of the subject that is there, and for one of a helper that loads it. */
function isKnown(binding: Binding): boolean {
  return binding.is === "helper" ? binding.reaches : binding.is === "subject" && binding.known;
}

/** What there is to say where helpers are all that is used, and none of them loads the subject. */
function helperProblems(mentions: readonly Mention[]): NameProblem[] {
  return mentions.flatMap(({ name, step, binding }) =>
    binding.is === "helper"
      ? [{ rule: "helper-without-subject", name: name.name, place: step.place, binding }]
      : [],
  );
}

function hasCall({ expression, expectation }: Check): boolean {
  return expression.hasCall || (expectation.is === "expression" && expectation.expression.hasCall);
}

function bindScenario(block: ScenarioBlock, bind: Binder): BoundBlock {
  const mentions = mentionsOf(block.steps, bind);
  const checks = block.steps.filter((step) => step.do === "check");
  const loose = [
    ...block.unboundSteps.map(({ text }) => text),
    ...checks
      .filter((check) => !stands(check, ofStep(mentions, check)))
      .map(({ expression }) => `\`${expression.source}\``),
  ];
  if (loose.length > 0) return { is: "unbound", why: `No example binds: ${loose.map(oneLine).join("; ")}` };
  if (checks.length === 0) return { is: "unbound", why: "No Then step says what is expected." };
  const unknown = mentions
    .filter(({ binding }) => binding.is === "unknown")
    .map(({ name }) => `\`${name.name}\``);
  if (unknown.length > 0)
    return { is: "unbound", why: `No step gives a value to ${[...new Set(unknown)].join(", ")}.` };
  const bound = bindFirmly(mentions);
  return bound.is === "prose" ? { is: "unbound", why: "No step calls the subject." } : bound;
}

function ofStep(mentions: readonly Mention[], step: Step): Mention[] {
  return mentions.filter((mention) => mention.step === step);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

function usesOf(mentions: readonly Mention[]): ExampleUse[] {
  const uses = new Map<string, ExampleUse>();
  for (const { binding } of mentions) {
    if (binding.is !== "subject" && binding.is !== "helper") continue;
    if (!uses.has(binding.use.local)) uses.set(binding.use.local, binding.use);
  }
  return [...uses.values()];
}

function problemsOf(mentions: readonly Mention[]): NameProblem[] {
  return mentions.flatMap(({ name, step, binding }) => {
    const rule = ruleOf(binding);
    return rule === null ? [] : [{ rule, name: name.name, place: step.place, binding }];
  });
}

function ruleOf(binding: Binding): PlanRuleId | null {
  switch (binding.is) {
    case "local":
    case "helper":
      return null;
    case "global":
      return binding.shadows === null ? null : "global-shadows-export";
    case "subject":
      return binding.known ? null : "default-needs-import";
    case "foreign":
      return "import-foreign";
    case "subjectless":
      return "subject-missing";
    case "undecided":
      return "name-needs-import";
    case "unknown":
      return "name-unknown";
  }
}
