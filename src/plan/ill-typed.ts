import type { Check, FreeName } from "../spec/spec.ts";
import { stepsOf } from "./bind-block.ts";
import type { ExampleDraft } from "./draft-example.ts";
import type { ExampleUse } from "./plan.ts";
import type { Token } from "./scan-source.ts";
import { callArguments, scanSource } from "./scan-source.ts";

/**
 * The examples that call a function with what a type checker would rightly refuse, as far as the spec alone
 * shows it: nothing where others give a value, another kind than most others give, or too little where that
 * must throw.
 */
export function illTyped(drafts: readonly ExampleDraft[]): ReadonlySet<ExampleDraft> {
  const found = new Set<ExampleDraft>();
  for (const calls of Map.groupBy(drafts.flatMap(callsOf), ({ callee }) => callee).values()) {
    const arity = calls.reduce((most, { kinds }) => Math.max(most, kinds.length), 0);
    // What some call does without is optional, unless it is the lack that throws.
    const enough = calls.reduce(
      (least, call) => (call.mustThrow ? least : Math.min(least, call.kinds.length)),
      arity,
    );
    for (const call of calls) if (call.kinds.length < enough) found.add(call.draft);
    for (let index = 0; index < arity; index += 1) markOdd(calls, index, found);
  }
  return found;
}

interface Call {
  readonly draft: ExampleDraft;
  readonly callee: string;
  /** Kind of each argument; null for one that only running could tell. */
  readonly kinds: readonly (string | null)[];
  readonly mustThrow: boolean;
}

function markOdd(calls: readonly Call[], index: number, found: Set<ExampleDraft>): void {
  const given = calls.flatMap((call) =>
    call.kinds[index] == null ? [] : [{ call, kind: call.kinds[index] }],
  );
  const usual = mostCommon(given.map(({ kind }) => kind).filter((kind) => kind !== "nothing"));
  for (const { call, kind } of given) {
    if (usual === null ? call.mustThrow : kind !== usual) found.add(call.draft);
  }
}

function mostCommon(kinds: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (
    [...counts].reduce<readonly [string, number] | null>(
      (best, each) => (best === null || each[1] > best[1] ? each : best),
      null,
    )?.[0] ?? null
  );
}

function callsOf(draft: ExampleDraft): Call[] {
  const { block, uses, body } = draft;
  if (block === null || body.is === "unbound" || block.kind === "console") return [];
  const byLocal = new Map(uses.map((use) => [use.local, use]));
  return stepsOf(block).flatMap((step) => {
    const source = step.do === "run" ? step.code : step.expression.source;
    const names = step.do === "run" ? step.names : step.expression.names;
    const mustThrow = step.do === "check" && isThrow(step);
    return callsIn(source, names, byLocal).map(({ callee, kinds }) => ({ draft, callee, kinds, mustThrow }));
  });
}

function isThrow({ expectation }: Check): boolean {
  return expectation.is === "throws";
}

function callsIn(
  source: string,
  names: readonly FreeName[],
  uses: ReadonlyMap<string, ExampleUse>,
): Pick<Call, "callee" | "kinds">[] {
  const called = names.filter(({ name, use }) => (use === "call" || use === "new") && uses.has(name));
  if (called.length === 0) return [];
  const tokens = scanSource(source);
  return called.flatMap(({ name, end }) => {
    const use = uses.get(name) as ExampleUse;
    const list = callArguments(tokens, end);
    return list === null ? [] : [{ callee: `${use.subject}#${use.exported}`, kinds: list.map(kindOf) }];
  });
}

function kindOf(argument: readonly Token[]): string | null {
  const [first, second] = argument;
  if (first === undefined) return null;
  if (first.text === "[" || first.text === "{") return kindOfBracket(argument);
  if (argument.length === 1) return kindOfToken(first);
  if (first.text === "-" && second !== undefined && argument.length === 2) return kindOfToken(second);
  return null;
}

function kindOfBracket(argument: readonly Token[]): string | null {
  let depth = 0;
  for (const [index, { kind, text }] of argument.entries()) {
    if (kind === "mark" && "([{".includes(text)) depth += 1;
    if (kind === "mark" && ")]}".includes(text)) depth -= 1;
    if (depth === 0)
      return index === argument.length - 1 ? (bracketKinds[argument[0]?.text ?? ""] ?? null) : null;
  }
  return null;
}

const bracketKinds: Readonly<Record<string, string>> = { "[": "array", "{": "object" };

const words: Readonly<Record<string, string>> = {
  null: "nothing",
  undefined: "nothing",
  true: "boolean",
  false: "boolean",
  NaN: "number",
  Infinity: "number",
};

function kindOfToken({ kind, text }: Token): string | null {
  switch (kind) {
    case "string":
    case "template":
      return "string";
    case "regexp":
      return "regexp";
    case "mark":
      return null;
    case "word":
      if (/^\d/u.test(text)) return /^\d+n$/u.test(text) ? "bigint" : "number";
      return Object.hasOwn(words, text) ? (words[text] ?? null) : null;
  }
}
