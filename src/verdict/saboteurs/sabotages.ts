import type { Check } from "../../spec/spec.ts";
import { expectedError, valuesFor } from "./candidates.ts";
import type { Group } from "./groups.ts";
import type { Part, PartUse } from "./parts.ts";
import { partKey } from "./parts.ts";
import { isMet, programFor } from "./react.ts";
import type { Saboteur } from "./saboteur.ts";
import { ordinaryError } from "./saboteur.ts";

/** Wrong programs in the places of all exports of a group: what each part of them answers, whatever went before. */
export interface Sabotage {
  readonly group: Group;
  /** In the order of first use. */
  readonly answers: readonly PartAnswer[];
  /** Ids of the examples that have to refute it: all of the group, or those that a lookup has not seen. */
  readonly against: ReadonlySet<string>;
  /** It looks up what is visible, and answers so elsewhere. */
  readonly looksUp: boolean;
}

export interface PartAnswer {
  readonly part: Part;
  readonly saboteur: Saboteur;
  readonly isAsync: boolean;
}

/**
 * The sabotages of a group that its examples may leave alive, as far as can be seen without running them: each
 * use of a part whose arguments and expectations are written out is held against the part's answer.
 *
 * None for a group with one input only, such as `version()`, or a value that is only read: there the constant is
 * the right program.
 *
 * @param heldOut - ids of the examples that an agent would not be shown.
 */
export function sabotagesOf(
  group: Group,
  uses: readonly PartUse[],
  heldOut: ReadonlySet<string>,
): readonly Sabotage[] {
  const told = uses.filter(({ part }) => !untold.has(part.member ?? ""));
  const plain = told.filter(({ part }) => !isStandard(part));
  // `stack.push(1)` may be a method of plain data, or of an object that the export makes.
  const found = (plain.length === told.length ? [plain] : [plain, told]).flatMap((known) =>
    among(known, uses, { group, heldOut }),
  );
  return [...new Map(found.map((one) => [keyOf(one), one])).values()];
}

function among(
  known: readonly PartUse[],
  uses: readonly PartUse[],
  { group, heldOut }: { readonly group: Group; readonly heldOut: ReadonlySet<string> },
): readonly Sabotage[] {
  const parts = [...Map.groupBy(known, ({ part }) => partKey(part)).values()].map((own) =>
    wanted(
      own,
      uses.filter((use) => !known.includes(use)),
    ),
  );
  if (!hasSeveralInputs(known)) return [];
  const all = new Set(group.examples.map(({ id }) => id));
  const hidden = new Set([...all].filter((id) => heldOut.has(id)));
  const error = expectedError(known.flatMap(({ checks }) => checks));
  const sabotage = (
    choose: (part: Wanted) => readonly Saboteur[],
    { against = all, looksUp = false } = {},
  ): readonly Sabotage[] => {
    const answers = parts.flatMap((part): PartAnswer[] => {
      const saboteur = choose(part).find((one) => fits(one, part, against));
      return saboteur === undefined ? [] : [{ part: part.part, saboteur, isAsync: part.isAsync }];
    });
    return answers.length === parts.length ? [{ group, answers, against, looksUp }] : [];
  };
  const everywhere = (saboteur: Saboteur) => (part: Wanted) => [orWhereRead(saboteur, part)];
  const called = (saboteur: Saboteur) => (part: Wanted) => [
    part.part.how === "constructed" ? nothing : orWhereRead(saboteur, part),
  ];
  const errors: Saboteur[] = [
    { is: "throws", error: ordinaryError },
    ...(error === null ? [] : [{ is: "throws", error } as const]),
  ];
  return [
    ...errors.flatMap((one) => sabotage(everywhere(one))),
    ...errors.flatMap((one) => sabotage(called(one))),
    ...sabotage(() => [nothing]),
    ...sabotage(({ constants }) => constants),
    ...sabotage(({ part, constants }) => (part.how === "called" ? [first] : constants)),
    ...sabotage(({ part, constants, arity }) =>
      part.how === "called"
        ? [
            ...constants,
            ...Array.from({ length: arity }, (_, at) => ({ is: "argument", at }) as const),
            ...errors,
          ]
        : constants,
    ),
    ...(hidden.size === 0
      ? []
      : [errors[0] ?? nothing, nothing].flatMap((one) =>
          sabotage(called(one), { against: hidden, looksUp: true }),
        )),
  ];
}

const nothing: Saboteur = { is: "constant", value: { t: "undefined" } };
const first: Saboteur = { is: "argument", at: 0 };

/** Names that a value has a meaning of its own for. */
const untold = new Set(["constructor", "prototype", "__proto__", "then"]);

interface Wanted {
  readonly part: Part;
  readonly uses: readonly PartUse[];
  /** Constants worth trying, `undefined` where nothing is said of its value. */
  readonly constants: readonly Saboteur[];
  readonly arity: number;
  readonly isAsync: boolean;
}

function wanted(own: readonly PartUse[], others: readonly PartUse[]): Wanted {
  const part = own[0]?.part as Part;
  // What a standard method makes of a result may be the result itself: `f(x).slice()`.
  const behind =
    part.on === "export" && part.member === null
      ? others.filter(({ part: other }) => other.of === part.of && isStandard(other))
      : [];
  const checks = [...own, ...behind].flatMap((use) => use.checks);
  const values = checks.flatMap(({ expectation }) => valuesFor(expectation));
  return {
    part,
    uses: own,
    constants: [...values.map((value) => ({ is: "constant", value }) as const), nothing],
    arity: Math.min(4, Math.max(0, ...own.map(({ args }) => args.length))),
    isAsync: own.some(({ isAwaited }) => isAwaited),
  };
}

/** A member that results of plain data have by themselves. */
function isStandard({ on, member }: Part): boolean {
  return on === "result" && member !== null && standard.some((prototype) => member in prototype);
}

const standard: readonly object[] = [
  String.prototype,
  Number.prototype,
  Array.prototype,
  Map.prototype,
  Set.prototype,
  Date.prototype,
  RegExp.prototype,
  Promise.prototype,
];

/** What is only read answers nothing where calls throw or give an argument back. */
function orWhereRead(saboteur: Saboteur, { part }: Wanted): Saboteur {
  return part.how === "read" && saboteur.is !== "constant" ? nothing : saboteur;
}

/** Something is given to it, or it is asked more than once in one example and may have changed between. */
function hasSeveralInputs(uses: readonly PartUse[]): boolean {
  const acts = uses.filter(({ part }) => part.how !== "read");
  if (acts.some(({ args }) => args.length > 0)) return true;
  const calls = acts.filter(({ part }) => part.how === "called");
  return [...Map.groupBy(calls, ({ example }) => example).values()].some(({ length }) => length > 1);
}

/** Whether no use refutes the answer, as far as it can be seen. */
function fits(saboteur: Saboteur, { part, uses, isAsync }: Wanted, against: ReadonlySet<string>): boolean {
  const program = programFor(saboteur, isAsync);
  return uses
    .filter(({ isSure, example }) => isSure && against.has(example.id))
    .every(({ args, checks, example, isAwaited }) => {
      const plain = checks.filter(({ expectation }) => expectation.is !== "expression");
      if (part.how === "constructed" && saboteur.is !== "throws") return !plain.some(expectsError);
      const given = program(args);
      if (given === null) return true;
      const settled = given.gave === "promise" && isAwaited ? given.of : given;
      if (settled.gave === "threw") {
        if (checks.length === 0) return mayThrow(example.body);
        if (plain.length < checks.length) return false;
      }
      return plain.every((check) => isMet(check.via === "value" ? settled : given, check) !== false);
    });
}

function expectsError({ expectation }: Check): boolean {
  return expectation.is === "throws";
}

function mayThrow(body: PartUse["example"]["body"]): boolean {
  return body.is === "steps" && body.steps.some((step) => step.do === "check" && expectsError(step));
}

function keyOf({ answers, against, looksUp }: Sabotage): string {
  return JSON.stringify([answers, against.size, looksUp]);
}
