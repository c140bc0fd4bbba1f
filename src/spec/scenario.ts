import type { ReadStatement } from "./read-expression.ts";
import { readCode, readExpression } from "./read-expression.ts";
import { withoutModals } from "./modals.ts";
import { type Piece, type Sentence, collapse, plainText, toSentences } from "./pieces.ts";
import type { Reading } from "./reading.ts";
import type { StepText } from "./scenario-steps.ts";
import { makeCheck } from "./sentence.ts";
import { type SentenceForm, matchSentence } from "./sentence-form.ts";
import type { Check, Place, ScenarioBlock, Step } from "./spec.ts";

/**
 * Reads a scenario from its steps. In Given and When the code spans that can be run are run, in order; the last
 * one of a When is what `the result` and `it throws` speak of. A Then that binds nothing is kept by its text.
 * `readsModals`: `SHALL return` is `returns`, as other tools' specs say it.
 */
export function readScenario(
  title: string | null,
  texts: readonly StepText[],
  place: Place,
  reading: Reading,
  readsModals = false,
): ScenarioBlock {
  const draft: Draft = { steps: [], declared: new Set(), last: null, unbound: [], reading, readsModals };
  let before: StepText["kind"] | null = null;
  for (const step of texts) {
    if (step.kind === "when" && before !== "when") draft.last = null;
    if (step.kind === "then") readThen(step, draft);
    else readRun(step, draft);
    before = step.kind;
  }
  if (!texts.some((step) => step.kind === "then")) {
    draft.unbound.push({ text: title === null || title === "" ? "(no Then)" : title, place });
  }
  return {
    kind: "scenario",
    place,
    text: reading.text.slice(place.offset, place.endOffset),
    pinnedId: null,
    title,
    steps: draft.steps,
    unboundSteps: draft.unbound,
  };
}

interface Draft {
  readonly steps: Step[];
  /** Names that steps so far declare. */
  readonly declared: Set<string>;
  /** The last code of the latest When. */
  last: Last | null;
  readonly unbound: ScenarioBlock["unboundSteps"][number][];
  readonly reading: Reading;
  readonly readsModals: boolean;
}

interface Last {
  /** Its place in `steps`. */
  readonly index: number;
  /** What it computes, as source; null when it computes no one value. */
  readonly expression: string | null;
  /** What `the result` is called: `result`, or the name that a declaration gives it. */
  readonly resultName: string | null;
  readonly place: Place;
}

function readRun(step: StepText, draft: Draft): void {
  for (const piece of step.pieces) {
    if (piece.kind !== "code") continue;
    const read = readCode(piece.value);
    if (!read.ok || !read.statements.some((each) => isRunnable(each, draft.declared))) continue;
    const place = draft.reading.placeBetween(piece.offset, piece.endOffset);
    for (const statement of read.statements) addStatement(statement, step.kind === "when", place, draft);
  }
}

function addStatement(statement: ReadStatement, isWhen: boolean, place: Place, draft: Draft): void {
  const { declares, names, awaits } = statement;
  for (const name of declares) draft.declared.add(name);
  const index = draft.steps.length;
  const expression = isWhen ? expressionOf(statement) : null;
  const isResult = expression !== null && statement.node.type === "ExpressionStatement";
  const code = isResult ? expression : statement.code;
  if (isWhen) {
    unmarkResult(draft);
    const resultName = isResult ? "result" : declares.length === 1 ? (declares[0] ?? null) : null;
    draft.last = { index, expression, resultName, place };
  }
  draft.steps.push({ do: "run", place, code, declares, names, isResult, awaits });
}

/** Within one When only the last code is the result. */
function unmarkResult({ steps, last }: Draft): void {
  const step = last === null ? undefined : steps[last.index];
  if (last !== null && step?.do === "run") steps[last.index] = { ...step, isResult: false };
}

function expressionOf({ node, code, start }: ReadStatement): string | null {
  if (node.type === "ExpressionStatement") return code.endsWith(";") ? code.slice(0, -1).trimEnd() : code;
  if (node.type !== "VariableDeclaration") return null;
  const [declarator, surplus] = node.declarations;
  if (surplus !== undefined || declarator === undefined || declarator.init === null) return null;
  return code.slice(declarator.init.start - start, declarator.init.end - start);
}

/** A call, `new`, `await`, a declaration, or an assignment to what is declared: `--json` and `A=1` are words. */
function isRunnable(statement: ReadStatement, declared: ReadonlySet<string>): boolean {
  const { node, hasCall, awaits } = statement;
  if (declarations.has(node.type)) return true;
  if (node.type !== "ExpressionStatement") return running.has(node.type) && (hasCall || awaits);
  if (hasCall || awaits) return true;
  if (node.expression.type !== "AssignmentExpression") return false;
  const [root] = statement.names;
  return root !== undefined && declared.has(root.name);
}

const declarations = new Set(["VariableDeclaration", "FunctionDeclaration", "ClassDeclaration"]);
const running = new Set([
  "ForStatement",
  "ForOfStatement",
  "ForInStatement",
  "WhileStatement",
  "IfStatement",
]);

function readThen(step: StepText, draft: Draft): void {
  const checks: Step[] = [];
  const pieces = draft.readsModals ? withoutModals(step.pieces) : step.pieces;
  const sentences = toSentences(pieces, draft.reading);
  let isBound = sentences.length > 0;
  for (const sentence of sentences) {
    const form = matchSentence(sentence.pieces, subjects);
    const place = placeOfWords(sentence, draft.reading);
    const check = form === null ? null : readCheck(form, place, draft);
    if (check === null) isBound = false;
    else if (check !== "taken") checks.push({ do: "check", ...check });
  }
  if (isBound) draft.steps.push(...checks);
  else {
    const place = draft.reading.placeBetween(step.offset, step.endOffset);
    draft.unbound.push({ text: collapse(plainText(step.pieces)), place });
  }
}

/** Without the marks of a bold keyword that ends where the words begin. */
function placeOfWords({ offset, endOffset }: Sentence, reading: Reading): Place {
  let at = offset;
  while (at < endOffset && " \t\r\n*_:".includes(reading.text[at] ?? "")) at += 1;
  return reading.placeBetween(at, endOffset);
}

const subjects = ["the result", "it", ""];

/** `taken`: the When itself became the check. */
function readCheck(form: SentenceForm, place: Place, draft: Draft): Check | "taken" | null {
  const { verb, right, left, subject } = form;
  if (verb === null) return null;
  const expectation = verb.read(right?.value ?? "");
  if (!expectation.ok) {
    // In another tool's spec such words are seldom meant as a check; that the step is unbound is said anyway.
    if (right !== null && !draft.readsModals) {
      const where = draft.reading.placeBetween(right.offset, right.endOffset);
      draft.reading.report("sentence-value", where, expectation.reason);
    }
    return null;
  }
  if (left !== null) return readOwnCheck(left, verb.via, expectation.expectation, place, draft);
  const throws = expectation.expectation.is === "throws";
  if (draft.last === null || (subject === "" && !throws)) return null;
  const { index, expression, resultName } = draft.last;
  const source = throws ? expression : resultName;
  if (source === null) return null;
  const read = readExpression(source, draft.last.place);
  if (!read.ok) return null;
  const check = makeCheck(read, verb.via, expectation.expectation, place);
  if (!throws) return check;
  draft.steps[index] = { do: "check", ...check };
  draft.last = null;
  return "taken";
}

function readOwnCheck(
  left: Piece,
  via: Check["via"],
  expectation: Check["expectation"],
  place: Place,
  { reading }: Draft,
): Check | null {
  const read = readExpression(left.value, reading.placeBetween(left.offset, left.endOffset));
  if (!read.ok || read.expression.names.length === 0) return null;
  return makeCheck(read, via, expectation, place);
}
