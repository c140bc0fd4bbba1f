import type { Plan, SubjectUse } from "../../plan/plan.ts";
import type { Signature } from "../../spec/signature.ts";
import type { SentenceBlock, Spec } from "../../spec/spec.ts";
import { ownSection } from "./own-section.ts";
import type { OwnSection } from "./own-section.ts";
import type { SentenceCall } from "./sentence-call.ts";
import { sentenceCall } from "./sentence-call.ts";
import type { LaidTable } from "./section-layout.ts";

/** What one more example of a requirement would be. */
export type Target =
  /** A row of its first executable table. */
  | { readonly is: "row"; readonly own: OwnSection; readonly table: LaidTable }
  /** The first row of a table that its signature asks for. */
  | { readonly is: "table"; readonly own: OwnSection; readonly signature: Signature }
  | {
      readonly is: "sentence";
      readonly own: OwnSection;
      readonly call: SentenceCall;
      readonly parameters: readonly CallParameter[];
      readonly isAsync: boolean;
      /** The sentence of the same call to write it like, the last one; null when there is none. */
      readonly like: SentenceBlock | null;
    };

export interface CallParameter {
  readonly name: string;
  readonly optional: boolean;
}

/**
 * Decides what an example of the requirement would be: a row of its own first table, else a sentence like its own,
 * else a table for the signature in scope, else a sentence that calls the only export that can be meant. Null when
 * no call is known, or there is no such requirement.
 */
export function targetOf(spec: Spec, plan: Plan, requirementId: string): Target | null {
  const own = ownSection(spec, plan, requirementId);
  if (own === null) return null;
  const [table] = own.tables;
  if (table !== undefined) return { is: "row", own, table };
  const sentence = likeItsOwn(own, plan);
  if (sentence !== null) return sentence;
  if (own.signature !== null) return { is: "table", own, signature: own.signature };
  return callOfOnlyExport(own, plan);
}

function likeItsOwn(own: OwnSection, plan: Plan): Target | null {
  const examples = new Set(
    own.requirement.examples.flatMap(({ kind, place }) => (kind === "sentence" ? place.offset : [])),
  );
  const sentences = own.blocks.flatMap((block) => {
    if (block.kind !== "sentence" || !examples.has(block.place.offset)) return [];
    const call = sentenceCall(block.check.expression.source);
    return call === null ? [] : [{ block, call }];
  });
  const [first] = sentences;
  if (first === undefined) return null;
  const alike = sentences.filter(
    ({ call }) => call.before === first.call.before && call.behind === first.call.behind,
  );
  const last = alike.at(-1) ?? first;
  return {
    is: "sentence",
    own,
    call: last.call,
    parameters: parametersOf(
      alike.map(({ call }) => call.given.length),
      useOf(plan, first.call.callee),
    ),
    isAsync: alike.some(({ block }) => block.check.via !== "value" && !block.check.expression.awaits),
    like: last.block,
  };
}

function parametersOf(counts: readonly number[], use: SubjectUse | null): CallParameter[] {
  const named = use?.params ?? [];
  const most = Math.max(named.length, ...counts);
  const least = Math.min(use?.required ?? most, ...counts);
  return Array.from({ length: most }, (_, index) => ({
    name: named[index] ?? freeLetter(index, named),
    optional: index >= least,
  }));
}

/** `a`, `b`, …; there are as many as a sentence writes arguments. */
function freeLetter(index: number, taken: readonly string[]): string {
  const letter = String.fromCodePoint(97 + (index % 26));
  const name = index < 26 ? letter : `${letter}${Math.floor(index / 26)}`;
  return taken.includes(name) ? `${name}_` : name;
}

function useOf(plan: Plan, name: string | null): SubjectUse | null {
  return plan.subjects.flatMap(({ uses }) => uses).find(({ local }) => local === name) ?? null;
}

/** What the file calls and the requirement's own text names; else what the file calls; else what there is to call. */
function callOfOnlyExport(own: OwnSection, plan: Plan): Target | null {
  const uses = plan.subjects.flatMap((subject) => subject.uses);
  const calls = uses.filter(({ as }) => as === "function");
  const named = calls.filter(({ local }) => own.words.has(local));
  const use = named.length === 1 ? named[0] : uses.length === 1 ? calls[0] : undefined;
  if (use !== undefined) return plainCall(own, use.local, parametersOf([], use), use.isAsync);
  const exported = plan.subjects.flatMap((subject) => subject.exports ?? []);
  const [name, surplus] = exported.filter((each) => uses.length === 0 || own.words.has(each));
  if (name === undefined || surplus !== undefined || name === "default") return null;
  // How many arguments it takes nobody has said yet.
  const parameters = ["a", "b", "c"].map((each) => ({ name: each, optional: true }));
  return plainCall(own, name, parameters, false);
}

function plainCall(
  own: OwnSection,
  name: string,
  parameters: readonly CallParameter[],
  isAsync: boolean,
): Target {
  return {
    is: "sentence",
    own,
    call: { before: `${name}(`, given: [], behind: ")", callee: name },
    parameters,
    isAsync,
    like: null,
  };
}
