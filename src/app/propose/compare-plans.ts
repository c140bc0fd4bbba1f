import type { Nodes } from "mdast";
import type { Example, Plan } from "../../plan/plan.ts";
import { parseMarkdown } from "../../spec/markdown.ts";
import { byteOrderMark } from "../../spec/reading.ts";
import type { Diagnostic, Place } from "../../spec/spec.ts";
import { textHash } from "../../verdict/lock.ts";
import type { Read } from "../examples/problems-with.ts";
import type { Edit } from "./place-draft.ts";
import type { Draft, Refusal } from "./proposal.ts";
import { refuse } from "./proposal.ts";

/** A spec before and after an edit, both read and compiled. */
export interface Compared {
  readonly before: Read;
  readonly after: Read;
  readonly edit: Edit;
}

/** What is wrong with an edit by what the two plans say; null when nothing is. */
export function comparePlans(compared: Compared, draft: Draft): Refusal | null {
  return (
    newErrors(compared, draft) ??
    (draft.kind === "wording" ? droppedRule(compared, draft) : null) ??
    changedFrame(compared, draft) ??
    changedExamples(compared, draft) ??
    rules[draft.kind](compared, draft)
  );
}

/** The examples that stand in what was put in. */
export function freshExamples({ after, edit }: Compared): readonly Example[] {
  return examplesOf(after.plan).filter(({ place, kind }) => kind !== "unbound" && isInside(place, edit));
}

const rules: Readonly<Record<Draft["kind"], (compared: Compared, draft: Draft) => Refusal | null>> = {
  examples: onlyExamples,
  wording: sameExamples,
  question: oneQuestionMore,
};

/** An error that was not there, or that anything inside was not read as it was meant. */
function newErrors({ before, after, edit }: Compared, draft: Draft): Refusal | null {
  const grown = edit.text.length - (edit.endOffset - edit.offset);
  const keyOf = ({ rule }: Diagnostic, at: number): string => `${rule} ${at}`;
  const known = new Set(
    before.plan.diagnostics.map((each) => {
      const at = each.place.offset;
      return keyOf(each, at < edit.endOffset ? at : at + grown);
    }),
  );
  const fresh = after.plan.diagnostics.filter((each) => !known.has(keyOf(each, each.place.offset)));
  const clash = fresh.find(({ rule }) => rule === "contradiction");
  if (clash !== undefined) {
    return refuse(draft, "contradicts", `it contradicts line ${otherLine(clash, edit, before)}`);
  }
  if (fresh.some(({ rule }) => rule === "duplicate")) {
    return refuse(draft, "already-there", "the spec says it already");
  }
  const error = fresh.find(
    ({ severity, place }) => severity === "error" || (severity === "warning" && isInside(place, edit)),
  );
  return error === undefined
    ? null
    : refuse(draft, "does-not-compile", `${error.message} (expected: ${error.expected})`);
}

/** Line of the other example, in the text as it stands. */
function otherLine({ place, related }: Diagnostic, edit: Edit, { spec }: Read): string {
  const other = [place, related].find((each) => each !== undefined && !isInside(each, edit));
  if (other === undefined) return "of another spec, or one of its own";
  const grown = edit.text.length - (edit.endOffset - edit.offset);
  const at = other.offset < edit.offset ? other.offset : other.offset - grown;
  return String(spec.text.slice(0, at).split(/\r\n?|\n/u).length);
}

/** What holds for the whole document: requirements with their ids, subjects, imports, front matter, questions. */
function changedFrame(compared: Compared, draft: Draft): Refusal | null {
  const { before, after, edit } = compared;
  const frame = ({ spec, plan }: Read): string =>
    JSON.stringify([
      plan.title,
      plan.draft,
      plan.subjects.map(({ path }) => path),
      plan.helpers ?? [],
      plan.requirements.map(({ id, title, path, manual, priority }) => [id, title, path, manual, priority]),
      spec.dialect,
      spec.imports.map(({ from, names, default: main, namespace }) => [from, names, main, namespace]),
      spec.frontMatter.subjects.map(({ path }) => path),
      (spec.frontMatter.helpers ?? []).map(({ path }) => path),
      spec.frontMatter.draft,
    ]);
  const headings = ({ spec }: Read, end: number): string =>
    JSON.stringify(
      spec.sections.flatMap(({ heading }) => {
        const isNew =
          heading !== null && heading.place.offset >= edit.offset && heading.place.endOffset <= end;
        return heading === null || (isNew && draft.kind === "examples")
          ? []
          : [[heading.depth, heading.text]];
      }),
    );
  const isSameHeadings = headings(before, edit.endOffset) === headings(after, edit.offset + edit.text.length);
  if (!isSameHeadings || frame(before) !== frame(after)) {
    return refuse(draft, "changes-examples", "it changes requirements, ids, subjects or front matter");
  }
  const left = before.spec.questions.filter(
    ({ text }) => !after.spec.questions.some((question) => question.text === text),
  );
  if (left.length > 0) return refuse(draft, "weakens", "an open question would be gone");
  return draft.kind !== "question" && after.spec.questions.length > before.spec.questions.length
    ? refuse(draft, "outside-its-place", "a question is proposed as one")
    : null;
}

/** Every example that was there is there, says the same, and has the same id and title. */
function changedExamples({ before, after, edit }: Compared, draft: Draft): Refusal | null {
  const now = new Map(examplesOf(after.plan).map((example) => [example.id, example]));
  for (const example of examplesOf(before.plan)) {
    if (example.body.is === "unbound" && mayBeBound(example, draft, before.plan)) continue;
    const same = now.get(example.id);
    const isSame =
      same !== undefined &&
      same.kind === example.kind &&
      same.requirement === example.requirement &&
      same.title === example.title &&
      same.likeness === example.likeness &&
      (example.body.is === "unbound" ? same.body.is === "unbound" : textHash(same) === textHash(example));
    if (!isSame) {
      return refuse(draft, "changes-examples", `it changes the example of line ${example.place.line}`);
    }
  }
  const fresh = new Set(freshExamples({ before, after, edit }).map(({ id }) => id));
  const earlier = new Set(examplesOf(before.plan).map(({ id }) => id));
  const strays = [...now.keys()].filter((id) => !earlier.has(id) && !fresh.has(id));
  return strays.length === 0
    ? null
    : refuse(draft, "changes-examples", "it makes an example of something outside of its place");
}

/** That nothing made a requirement checkable may end with the examples that do; for those above it, too. */
function mayBeBound({ requirement }: Example, draft: Draft, { requirements }: Plan): boolean {
  if (draft.kind !== "examples") return false;
  if (requirement === draft.requirement) return true;
  const [upper, lower] = [requirement, draft.requirement].map((id) =>
    requirements.find((each) => each.id === id),
  );
  return (
    upper !== undefined && lower !== undefined && upper.path.every((part, at) => part === lower.path[at])
  );
}

/** Nothing but examples of the one requirement; what they take the place of was a scenario that binds nothing. */
function onlyExamples(compared: Compared, draft: Draft): Refusal | null {
  const { before, after, edit } = compared;
  const fresh = freshExamples(compared);
  if (fresh.length === 0) return refuse(draft, "no-example", "nothing of it is read as an example");
  const other = fresh.find(
    ({ requirement, body }) => requirement !== draft.requirement || body.is === "unbound",
  );
  if (other !== undefined) {
    return other.body.is === "unbound"
      ? refuse(draft, "no-example", other.body.why)
      : refuse(draft, "outside-its-place", "an example of it would belong to another requirement");
  }
  if (edit.endOffset > edit.offset) {
    const scenario = examplesOf(before.plan).find(
      ({ kind, body, place, requirement }) =>
        kind === "scenario" &&
        body.is === "unbound" &&
        requirement === draft.requirement &&
        place.offset <= edit.offset &&
        edit.endOffset <= place.endOffset,
    );
    if (scenario === undefined) {
      return refuse(
        draft,
        "outside-its-place",
        "examples take the place of a scenario that binds nothing only",
      );
    }
  }
  if (edit.endOffset > edit.offset && !keepsSteps(before, after, edit)) {
    return refuse(draft, "weakens", "a step of the scenario that runs or checks something would be gone");
  }
  const unknown = inventedName(before, fresh);
  if (unknown !== null) return refuse(draft, "does-not-compile", unknown);
  const stray = strayPassage(after, edit, fresh);
  return stray === null ? null : refuse(draft, "no-example", `${stray} in it is no example`);
}

/** Every step that bound, of the scenarios that the edit touches, is there still, in its order. */
function keepsSteps(before: Read, after: Read, edit: Edit): boolean {
  const stepsIn = ({ spec }: Read, from: number, to: number): string[] =>
    spec.sections
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) =>
        block.kind === "scenario" && block.place.offset < to && from < block.place.endOffset
          ? block.steps
          : [],
      )
      .map((step) =>
        step.do === "run"
          ? JSON.stringify([step.code, step.isResult])
          : JSON.stringify([step.expression.source, step.via, step.expectation.is, step.expectation.source]),
      );
  const now = stepsIn(after, edit.offset, edit.offset + edit.text.length);
  let at = 0;
  return stepsIn(before, edit.offset, edit.endOffset).every((step) => {
    at = now.indexOf(step, at) + 1;
    return at > 0;
  });
}

/** Of code that is there only what it exports is called, or what the page already speaks of. */
function inventedName({ spec, plan }: Read, fresh: readonly Example[]): string | null {
  for (const { subject: path, exported, as, isHelper } of fresh.flatMap(({ uses }) => uses)) {
    const subject = plan.subjects.find((each) => each.path === path);
    if (isHelper === true || as !== "named" || subject?.exists !== true || subject.exports === null) continue;
    const isKnown =
      subject.exports.includes(exported) || spec.text.split(/[^\p{ID_Continue}$]+/u).includes(exported);
    if (!isKnown) return `\`${exported}\` is no export of ${path}, and the page does not speak of it`;
  }
  return null;
}

/** The first passage of what was put in that is part of no example; null when there is none. */
function strayPassage({ spec }: Read, edit: Edit, fresh: readonly Example[]): string | null {
  const skipped = spec.text.startsWith(byteOrderMark) ? 1 : 0;
  const headings = new Set(
    spec.sections.flatMap(({ heading, isScenario, is }) =>
      heading !== null && (isScenario || is === "part") ? heading.place.offset : [],
    ),
  );
  const visit = (node: Nodes): string | null => {
    const offset = (node.position?.start.offset ?? 0) + skipped;
    const endOffset = (node.position?.end.offset ?? 0) + skipped;
    if (endOffset <= edit.offset || offset >= edit.offset + edit.text.length) {
      if (node.type !== "root") return null;
    }
    if (node.type === "heading") return headings.has(offset) ? null : "a heading";
    if (node.type === "paragraph" || node.type === "code" || node.type === "tableRow") {
      const isExample = fresh.some((each) => each.place.offset < endOffset && offset < each.place.endOffset);
      return isExample ? null : words[node.type];
    }
    if (!("children" in node)) return null;
    const isNewTable = node.type === "table" && offset >= edit.offset;
    for (const child of isNewTable ? node.children.slice(1) : node.children) {
      const found = visit(child);
      if (found !== null) return found;
    }
    return null;
  };
  return visit(parseMarkdown(spec.text.slice(skipped)));
}

const words = { paragraph: "a sentence", code: "a fence", tableRow: "a row" } as const;

/** A rule that was stated is stated still. */
function droppedRule({ before, after }: Compared, draft: Draft): Refusal | null {
  const stated = ({ spec }: Read): number[] => spec.sections.map(({ normative }) => normative.length);
  const now = stated(after);
  return stated(before).some((count, at) => (now[at] ?? 0) < count)
    ? refuse(draft, "weakens", "a MUST or SHALL would be gone")
    : null;
}

/** Words only: no example more or less. */
function sameExamples({ before, after, edit }: Compared, draft: Draft): Refusal | null {
  if (freshExamples({ before, after, edit }).length > examplesIn(before.plan, edit)) {
    return refuse(draft, "changes-examples", "a wording adds no example; propose it as one");
  }
  const blocks = (text: string): number => parseMarkdown(text).children.length;
  const replaced = before.spec.text.slice(edit.offset, edit.endOffset);
  return blocks(edit.text) > Math.max(1, blocks(replaced))
    ? refuse(draft, "outside-its-place", "a wording is one passage in place of one")
    : null;
}

function examplesIn(plan: Plan, { offset, endOffset }: Edit): number {
  return examplesOf(plan).filter(
    ({ kind, place }) => kind !== "unbound" && place.offset < endOffset && offset < place.endOffset,
  ).length;
}

function oneQuestionMore({ before, after, edit }: Compared, draft: Draft): Refusal | null {
  const { questions } = after.spec;
  const known = new Set(before.spec.questions.map(({ text }) => text));
  if (questions.some(({ text, place }) => isInside(place, edit) && known.has(text))) {
    return refuse(draft, "already-there", "the spec asks it already");
  }
  const isRead =
    questions.length === before.spec.questions.length + 1 &&
    questions.some(({ place }) => isInside(place, edit));
  return isRead ? null : refuse(draft, "does-not-compile", "it is not read as one open question more");
}

function examplesOf({ requirements }: Plan): Example[] {
  return requirements.flatMap(({ examples }) => examples);
}

function isInside({ offset, endOffset }: Place, edit: Edit): boolean {
  return endOffset > edit.offset && offset < edit.offset + edit.text.length;
}
