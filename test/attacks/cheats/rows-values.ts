import type { Cheat } from "./cheat.ts";
import { asJson, byLooseEquality } from "./harness.ts";
import { fromCheats, fromJudgeAttacks, fromShared } from "./modules.ts";
import { anyExampleWill } from "./weaker-judge.ts";

const canonical =
  "values are compared by a canonical encoding with types and classes (src/judge-child/encode.ts)";
const shared = "the shared attacks";

/** Answers that are not what they look like. */
export const valueRows: readonly Cheat[] = [
  {
    id: "converts-itself",
    mechanism: "an answer that becomes what it is converted to",
    does: "Answers with an object whose toJSON, valueOf and toPrimitive give what is right.",
    defence: canonical,
    module: fromJudgeAttacks("converts-itself"),
    among: "quiet",
    without: byLooseEquality,
  },
  {
    id: "value-of-object",
    mechanism: "one object for every comparison",
    does: "Answers every call with one object that converts to a number and to a text.",
    defence: canonical,
    needs: shared,
    module: fromShared("valueOf-obj"),
    among: "quiet",
    without: byLooseEquality,
  },
  {
    id: "boxed-answers",
    mechanism: "boxed primitives and subclasses",
    does: "Answers with Number and String objects, and with a Map that calls itself Object.",
    defence: canonical,
    module: fromJudgeAttacks("boxed-answers"),
    among: "quiet",
    without: asJson,
  },
  {
    id: "called-object",
    mechanism: "classes that call themselves Object",
    does: "Answers with an instance of a class whose name, tag and hasInstance say Object.",
    defence: canonical,
    module: fromCheats("called-object"),
    among: "quiet",
    without: asJson,
  },
  {
    id: "almost-alike",
    mechanism: "differences that JSON does not show",
    does: "Answers with -0, a hole, a key that is undefined, NaN, and a text in the place of a date.",
    defence: canonical,
    module: fromCheats("almost", "almost"),
    among: "quiet",
    without: asJson,
  },
  {
    id: "throws-everything",
    mechanism: "one answer for all examples",
    does: "Throws at every call what one of the examples expects.",
    defence: "a requirement holds when each of its examples does (src/verdict/statuses.ts)",
    needs: shared,
    module: fromShared("throw-everything"),
    among: "quiet",
    without: anyExampleWill,
  },
];
