import type { Found, LintRule } from "./finding.ts";
import { isOutcomeVerb, isOutcomeVerbOfOne } from "./outcome-verbs.ts";
import type { SpecView, Statement } from "./spec-view.ts";

/** A sentence that binds and says nothing that could be seen from outside. */
export const noOutcome: LintRule = {
  level: "warning",
  summary: "A sentence that binds says what can be seen from outside: a value, an output, an error, a state.",
  expected: "what comes out, and how one sees it",
  example: "An unreadable file MUST end the command with status 2 and name the file.",
  find: (view) => view.binding.flatMap((statement) => unseen(statement, view)),
};

function unseen(statement: Statement, view: SpecView): Found[] {
  const { kind, words, place, section } = statement;
  if (view.isTitle(statement)) return [];
  const verb = kind === "then" ? verbOfStep(words) : verbBehindModal(words);
  if (verb === null || !inward.has(verb.text) || saysMore(words.slice(verb.end))) return [];
  if (kind === "normative" && isShown(section, view)) return [];
  // What is in code or quotation marks is blank, and may well be what comes out.
  const source = view.spec.text.slice(place.offset + verb.end, place.endOffset);
  if (/[`"“«]|\d/u.test(source)) return [];
  return [
    { place, section, message: `“${verb.text}” cannot be seen from outside: what comes of it is not said` },
  ];
}

/** Verbs of what goes on inside, in the forms in which they stand behind MUST and in steps. */
const inward = new Set(
  [
    "handle handles handled manage manages managed support supports supported process processes processed",
    "consider considers considered understand understands know knows care cares strive strives aim aims",
    "facilitate facilitates leverage leverages utilize utilizes utilise utilises cope copes",
    "address addresses accommodate accommodates maintain maintains optimize optimizes optimise optimises",
  ]
    .join(" ")
    .split(" "),
);

interface Verb {
  readonly text: string;
  /** Index behind it. */
  readonly end: number;
}

function verbBehindModal(words: string): Verb | null {
  const found = /\b(?:MUST|SHALL)\b(?:\s+(?:NOT|not|be able to|\p{L}+ly|also|always|be))*\s+(\p{L}+)/u.exec(
    words,
  );
  return toVerb(found);
}

/** The first word of a step that is a verb at all. */
function verbOfStep(words: string): Verb | null {
  for (const found of words.matchAll(/(\p{L}+)/gu)) {
    const verb = toVerb(found);
    if (verb === null) continue;
    if (isOutcomeVerb(verb.text) || isOutcomeVerbOfOne(verb.text)) return null;
    if (inward.has(verb.text)) return verb;
  }
  return null;
}

function toVerb(found: RegExpExecArray | null): Verb | null {
  const text = found?.[1];
  return found === null || text === undefined
    ? null
    : { text: text.toLowerCase(), end: found.index + found[0].length };
}

/** Another verb behind it, of what can be seen, or the means by which: those are said then. */
function saysMore(rest: string): boolean {
  const all = (rest.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase());
  return all.some((word, at) => {
    // `the update` is no verb.
    const isNoun = articles.has(all[at - 1] ?? "");
    return (
      means.has(word) || modals.has(word) || (!isNoun && (isOutcomeVerb(word) || isOutcomeVerbOfOne(word)))
    );
  });
}

const articles = new Set("the a an its their this that each every all".split(" "));
const modals = new Set(["must", "shall"]);
const means = new Set(
  "by so via through using returning showing printing throwing emitting within without".split(" "),
);

/** Examples and scenarios of the requirement say what the sentence leaves out. */
function isShown(section: number, view: SpecView): boolean {
  const owner = view.requirementOf(section);
  const at = owner === null ? section : view.sectionOf(owner);
  return view.examplesBelow(at).some(({ kind }) => kind !== "unbound");
}
