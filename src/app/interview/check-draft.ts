import { compile } from "../../plan/compile.ts";
import type { Surroundings } from "../../plan/plan.ts";
import { parseSpec } from "../../spec/parse.ts";
import type { DraftPlace } from "./draft-spec.ts";
import { draftSpec } from "./draft-spec.ts";
import type { Answers, Topic } from "./interview.ts";
import { standingAfter } from "./interview.ts";

/** Where a draft is compiled: its path, and all that a spec there would be compiled with. */
export interface DraftSurroundings extends DraftPlace {
  readonly path: string;
  readonly around: Surroundings;
}

/**
 * What is wrong with the last of these answers; null when the spec so far compiles with it.
 *
 * @param said - all answers, the one in question last.
 */
export function problemWithLast(said: readonly string[], surroundings: DraftSurroundings): string | null {
  const { ask } = standingAfter(said.slice(0, -1));
  const last = said.at(-1)?.trim() ?? "";
  if (ask === null) return "there is nothing left to ask";
  if (/[\r\n]/.test(last)) return "one line was expected";
  if (last === "") return ask.empty === null ? `an answer was expected, such as ${ask.like}` : null;
  const { answers, call } = standingAfter(said);
  return (
    problems[ask.about]?.(last, answers, call ?? "", surroundings) ?? compileProblem(answers, surroundings)
  );
}

type Find = (last: string, answers: Answers, call: string, surroundings: DraftSurroundings) => string | null;

const problems: Readonly<Partial<Record<Topic, Find>>> = {
  signature: (last) =>
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*\(\s*(?:[\p{ID_Start}$_][\p{ID_Continue}$]*\s*(?:,\s*|(?=\))))*\)$/u.test(
      last,
    )
      ? null
      : "a name with its parameters was expected, such as slugify(title) or clamp(value, low, high)",
  call: callProblem,
  refused: callProblem,
};

/** A call alone becomes no example: it is compiled as one that throws, whatever it will give. */
function callProblem(last: string, answers: Answers, _call: string, surroundings: DraftSurroundings) {
  const name = /^[^(]*/.exec(answers.signature ?? "")?.[0] ?? "";
  if (!last.replace(/^await\s+/, "").startsWith(`${name}(`)) return `a call of ${name} was expected`;
  const refused = [...answers.refused, { call: last, result: "" }];
  return compileProblem({ ...answers, refused }, surroundings);
}

/** Every example has to be read as one, and nothing may be wrong with the whole. */
function compileProblem(answers: Answers, surroundings: DraftSurroundings): string | null {
  const text = draftSpec(answers, surroundings);
  const problem = problemWithText(text, surroundings);
  if (problem !== null) return problem;
  const wanted = answers.examples.length + answers.refused.length;
  return countBound(text, surroundings) === wanted
    ? null
    : 'it would not be read as an example: a call and a literal were expected, such as slugify("A B") and "a-b"';
}

/** The first error of a draft; null when it compiles. */
function problemWithText(text: string, { path, around }: DraftSurroundings): string | null {
  const plan = compile(parseSpec(text, path), around);
  const error = plan.diagnostics.find(({ severity }) => severity === "error");
  if (error === undefined) return null;
  const example = error.example === undefined ? "" : `, such as ${error.example}`;
  return `${error.message}; expected: ${error.expected}${example}`;
}

function countBound(text: string, { path, around }: DraftSurroundings): number {
  const { requirements } = compile(parseSpec(text, path), around);
  return requirements.flatMap(({ examples }) => examples.filter(({ body }) => body.is !== "unbound")).length;
}
