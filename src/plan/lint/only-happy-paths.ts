import type { Section } from "../../spec/spec.ts";
import type { Value } from "../../spec/value.ts";
import type { Example } from "../plan.ts";
import type { Found, LintRule } from "./finding.ts";
import type { Statement } from "./spec-view.ts";

/** A text that speaks of errors above examples that show none. */
export const onlyHappyPaths: LintRule = {
  level: "warning",
  summary: "Where the text speaks of errors or of what is invalid, an example shows one.",
  expected: "an example of the error, with its name or message",
  example: '- `slugify("")` throws `RangeError: empty title`.',
  find: (view) => {
    const shown = new Map<number, Shown>();
    const told = new Set<number>();
    return view.spec.sections.flatMap((section): Found[] => {
      const owner = view.requirementOf(section.index);
      // What stands outside of any requirement speaks of all examples.
      const scope = owner === null ? 0 : view.sectionOf(owner);
      if (section.isScenario || told.has(scope)) return [];
      const known = shown.get(scope) ?? shownBy(view.examplesBelow(scope));
      shown.set(scope, known);
      const lacking =
        known.count === 0 || known.thrown ? null : known.refused ? speaksOfThrowing : speaksOfErrors;
      if (lacking === null) return [];
      const said = view.prose(section, lacking).find((statement) => isOfErrors(statement, section, lacking));
      if (said === undefined) return [];
      told.add(scope);
      const word = lacking.exec(said.words)?.[0].trim() ?? "throws";
      const shows =
        known.count === 1 ? "the one example does not show it" : `none of ${known.count} examples shows it`;
      return [
        {
          place: said.place,
          section: section.index,
          message: `the text says “${word.replaceAll(/\s+/g, " ")}”; ${shows}`,
        },
      ];
    });
  },
};

/** What the examples that can be run show of errors. */
interface Shown {
  readonly count: number;
  readonly thrown: boolean;
  /** A value by which code says that it will not. */
  readonly refused: boolean;
}

function shownBy(examples: readonly Example[]): Shown {
  const bound = examples.filter(({ body }) => body.is !== "unbound");
  return { count: bound.length, thrown: bound.some(showsThrow), refused: bound.some(showsRefusal) };
}

const throwing = "throws?|raises? an?|throws? an?|exceptions?";
const speaksOfThrowing = new RegExp(`\\b(?:${throwing})\\b`, "iu");

/** Refusals, not errors that a program may deal in as its data. */
const speaksOfErrors = new RegExp(
  `\\b(?:${throwing}|rejects? (?!with)|rejected|refuses?|refused|invalid|illegal|malformed|not allowed|is an error|are errors|an error (?:if|when|for|is|must)|errors? out|fails? (?:if|when|with|for))\\b`,
  "iu",
);

/** A table's column `throws` speaks of errors; what is an example already says it itself. */
function isOfErrors({ words, kind, place }: Statement, { blocks }: Section, lacking: RegExp): boolean {
  const isExample = blocks.some(
    (block) => block.place.offset <= place.offset && place.offset < block.place.endOffset,
  );
  return !isExample && (kind === "header" ? /^\s*throws\s*$/iu.test(words) : lacking.test(words));
}

function showsThrow({ body }: Example): boolean {
  switch (body.is) {
    case "steps":
      return body.steps.some(
        (step) => step.do === "check" && (step.via === "rejects" || step.expectation.is === "throws"),
      );
    case "property":
      return body.check.expectation.is === "throws";
    case "console":
      return body.commands.some(({ status }) => status !== 0);
    case "unbound":
      return false;
  }
}

function showsRefusal({ body }: Example): boolean {
  if (body.is === "console") {
    return body.commands.some(({ output }) => output.some((line) => refusal.test(line ?? "")));
  }
  if (body.is !== "steps") return false;
  return body.steps.some((step) => {
    if (step.do === "run") return false;
    const { expectation } = step;
    if (expectation.is === "matches") return refusal.test(expectation.pattern.source);
    return (expectation.is === "value" || expectation.is === "contains") && isRefusal(expectation.value);
  });
}

function isRefusal(value: Value): boolean {
  switch (value.t) {
    case "undefined":
    case "null":
      return true;
    case "boolean":
      return !value.v;
    case "number":
      return value.v === "-1" || value.v === "NaN" || /^[45]\d\d$/.test(value.v);
    case "string":
      return value.v === "" || refusal.test(value.v);
    case "array":
      return value.items.length === 0 || value.items.some((item) => item !== null && isRefusal(item));
    case "object":
      return value.entries.some(
        ([key, own]) =>
          (typeof key === "string" && refusal.test(key)) || (own.t !== "null" && isRefusal(own)),
      );
    default:
      return false;
  }
}

const refusal =
  /error|invalid|illegal|fail|reject|refus|deny|denied|forbid|not |cannot|unknown|missing|wrong/iu;
