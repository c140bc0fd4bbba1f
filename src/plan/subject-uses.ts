import type { CallSignature, FreeName, Step } from "../spec/spec.ts";
import { namesOfCheck, stepsOf } from "./bind-block.ts";
import type { ExampleDraft } from "./draft-example.ts";
import type { HelperReach } from "./helper-reach.ts";
import type { MemberUse } from "./member-calls.ts";
import { membersOf } from "./member-calls.ts";
import type { ExampleUse, SubjectUse, Taken } from "./plan.ts";

/**
 * What the examples use of each subject, by its path: what a stub of it has to have, in order of first use; then what
 * the helpers take of it.
 */
export function subjectUses(
  drafts: readonly ExampleDraft[],
  helpers: readonly HelperReach[] = [],
): ReadonlyMap<string, readonly SubjectUse[]> {
  const gathered = new Map<string, Gathered>();
  for (const draft of drafts) for (const mention of mentionsIn(draft)) gather(gathered, mention);
  for (const { takes } of helpers)
    for (const [subject, taken] of takes) gather(gathered, takenMention(subject, taken));
  const bySubject = new Map<string, SubjectUse[]>();
  for (const each of gathered.values()) {
    const list = bySubject.get(each.subject);
    if (list === undefined) bySubject.set(each.subject, [summarise(each)]);
    else list.push(summarise(each));
  }
  return bySubject;
}

interface Mention {
  readonly subject: string;
  readonly exported: string;
  readonly local: string;
  readonly use: FreeName["use"];
  readonly arity: number | null;
  readonly members: readonly string[];
  readonly isAwaited: boolean;
  readonly signature: CallSignature | null;
}

interface Gathered {
  readonly subject: string;
  readonly exported: string;
  readonly local: string;
  readonly ways: Set<FreeName["use"]>;
  readonly arities: Set<number>;
  readonly members: Set<string>;
  readonly signatures: Set<CallSignature>;
  isAwaited: boolean;
}

function gather(gathered: Map<string, Gathered>, mention: Mention): void {
  const { subject, exported, local } = mention;
  const key = `${subject}#${exported}`;
  const entry: Gathered = gathered.get(key) ?? {
    subject,
    exported,
    local,
    ways: new Set(),
    arities: new Set(),
    members: new Set(),
    signatures: new Set(),
    isAwaited: false,
  };
  gathered.set(key, entry);
  entry.ways.add(mention.use);
  if (mention.arity !== null) entry.arities.add(mention.arity);
  for (const member of mention.members) entry.members.add(member);
  if (mention.signature !== null) entry.signatures.add(mention.signature);
  entry.isAwaited ||= mention.isAwaited;
}

function summarise({ exported, local, ways, arities, members, signatures, isAwaited }: Gathered): SubjectUse {
  const as = ways.has("new") ? "class" : ways.has("call") ? "function" : "value";
  const written = [...signatures].map(({ parameters }) => parameters);
  const most = Math.max(0, ...arities, ...written.map(({ length }) => length));
  const least = [...arities, ...written.map(requiredOf)];
  return {
    exported,
    local,
    as,
    params: parameterNames(most, written),
    required: least.length === 0 ? 0 : Math.min(...least),
    members: [...members],
    isAsync: as === "function" && isAwaited,
  };
}

type Parameters = CallSignature["parameters"];

function requiredOf(parameters: Parameters): number {
  const optional = parameters.findIndex((parameter) => parameter.optional);
  return optional === -1 ? parameters.length : optional;
}

/** The first name that a signature gives to each parameter, else a letter that is no other one's name. */
function parameterNames(count: number, written: readonly Parameters[]): string[] {
  const names: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const given = written.map((parameters) => parameters[index]?.name ?? null);
    const named = given.find((name) => name !== null && !names.includes(name));
    names.push(named ?? freeLetter(index, [...names, ...written.flat().map(({ name }) => name)]));
  }
  return names;
}

function freeLetter(index: number, taken: readonly (string | null)[]): string {
  let at = index;
  while (taken.includes(letter(at))) at += 1;
  return letter(at);
}

/** `a`, `b`, … `z`, `a1`, … */
function letter(index: number): string {
  const name = String.fromCodePoint(97 + (index % 26));
  return index < 26 ? name : `${name}${Math.floor(index / 26)}`;
}

function mentionsIn({ block, body, uses }: ExampleDraft): Mention[] {
  if (block === null || body.is === "unbound" || block.kind === "console") return [];
  const byLocal = new Map(uses.map((use) => [use.local, use]));
  const steps = stepsOf(block);
  const signatures = block.kind === "row" ? (block.signatures ?? []) : [];
  const members = needsMembers(steps, byLocal) ? membersOf(steps.map(sourceOf)) : null;
  return steps.flatMap((step) =>
    namesOf(step).flatMap((name) => {
      const use = byLocal.get(name.name);
      if (use === undefined || use.isHelper === true) return [];
      const on = members?.get(name.name) ?? [];
      if (use.as === "namespace") return on.map((member) => namespaceMention(use, member, isAwaited(step)));
      return {
        subject: use.subject,
        exported: use.exported,
        local: use.local,
        use: name.use,
        arity: name.arity,
        members: on.map((member) => member.name),
        isAwaited: isAwaited(step),
        signature: signatures.find((signature) => signature.name === name.name) ?? null,
      };
    }),
  );
}

function namespaceMention(
  { subject }: ExampleUse,
  { name, use, arity }: MemberUse,
  isAwaited: boolean,
): Mention {
  return { subject, exported: name, local: name, use, arity, members: [], isAwaited, signature: null };
}

function takenMention(subject: string, { exported, as, arity, isAwaited }: Taken): Mention {
  const use = as === "class" ? "new" : as === "function" ? "call" : "value";
  const local = exported === "default" ? "subject" : exported;
  return { subject, exported, local, use, arity, members: [], isAwaited, signature: null };
}

/** A second parse is worth its price only where something other than a plain call occurs. */
function needsMembers(steps: readonly Step[], uses: ReadonlyMap<string, ExampleUse>): boolean {
  return steps.some((step) => namesOf(step).some(({ name, use }) => uses.has(name) && use !== "call"));
}

function sourceOf(step: Step): string {
  return step.do === "run" ? step.code : step.expression.source;
}

function namesOf(step: Step): readonly FreeName[] {
  return step.do === "run" ? step.names : namesOfCheck(step);
}

function isAwaited(step: Step): boolean {
  return step.do === "run" ? step.awaits : step.expression.awaits || step.via !== "value";
}
