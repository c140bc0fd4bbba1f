import type { Example, ExampleBody } from "../plan/plan.ts";
import type { ConsoleCommand } from "../spec/spec.ts";
import { arbitrary } from "./arbitrary.ts";
import { checkStatement, isAwaited } from "./check-statement.ts";
import { exportGuards } from "./export-guards.ts";
import type { FileNames } from "./file-names.ts";
import type { Item, Piece } from "./layout.ts";
import { layOut, lineWidth, listOf } from "./layout.ts";
import { seedOf } from "./seed.ts";
import { specLine } from "./spec-line.ts";
import { areAwaited, stepStatements } from "./step-statements.ts";
import { plainWords, stringLiteral } from "./string-literal.ts";

/** Runs of a property, the same as in the judge. */
const propertyRuns = 100;

/** Milliseconds for the commands of a console example: each starts a process or more. */
const consoleTimeout = "60_000";

/** What every test's template is given; each kind adds its own. All texts are source text already. */
export interface TestView {
  /** Name of the template. */
  readonly partial: string;
  /** Text of the comment above the test. */
  readonly comment: string;
  /** String literal. */
  readonly name: string;
}

/** Statements in the order of the test; each may have several lines. */
export interface StatementView {
  readonly code: string;
}

export interface TestPlace {
  readonly spec: string;
  /** The test's name as Vitest will say it. */
  readonly name: string;
  /** Columns that the file has left of the test. */
  readonly indent: number;
  /** What the test must declare before all else. */
  readonly declarations: readonly string[];
}

/** The data for one example's template. */
export function testView(example: Example, place: TestPlace, names: FileNames): TestView {
  const { body } = example;
  const base = {
    comment: specLine(place.spec, example.place, example.text, Math.max(lineWidth - place.indent - 3, 40)),
    name: stringLiteral(place.name),
  };
  return { ...base, ...views[body.is](body as never, example, place, names) };
}

type Views = {
  readonly [K in ExampleBody["is"]]: (
    body: Extract<ExampleBody, { is: K }>,
    example: Example,
    place: TestPlace,
    names: FileNames,
  ) => Pick<TestView, "partial">;
};

const views: Views = {
  steps: ({ steps }, example, { declarations, indent }, names) => ({
    partial: "test-steps",
    isAsync: areAwaited(steps),
    statements: statementViews([
      ...declarations,
      ...exportGuards(example, names),
      ...stepStatements(steps, example, names, lineWidth - indent - 2),
    ]),
  }),

  property: ({ variables, check }, example, { declarations, indent }, names) => {
    const { fc } = names.ours;
    const isAsync = isAwaited(check);
    const arbitraries = variables.map(({ type }) => arbitrary(type, names)).join(", ");
    return {
      partial: "test-property",
      isAsync,
      before: statementViews([...declarations, ...exportGuards(example, names)]),
      property: `${fc}.${isAsync ? "asyncProperty" : "property"}(${arbitraries}`,
      variables: variables.map(({ name }) => name).join(", "),
      statements: statementViews([checkStatement(check, names, lineWidth - indent - 6)]),
      seed: seedOf(example.id),
      runs: propertyRuns,
    };
  },

  console: ({ commands }, _example, { indent }, names) => {
    const head = `${names.ours.expectConsole}(`;
    const list = listOf("[", commands.map(commandPiece), "]");
    const call = `${head}${layOut(list, head.length, 2, lineWidth - indent - 2)});`;
    return { partial: "test-console", statements: statementViews([call]), timeout: consoleTimeout };
  },

  unbound: ({ why }, example, { spec }) => ({
    partial: "test-unbound",
    message: stringLiteral(`unbound: ${plainWords(spec)}:${example.place.line} ${plainWords(why)}`),
  }),
};

function statementViews(statements: readonly string[]): StatementView[] {
  return statements.map((code) => ({ code }));
}

function commandPiece({ command, output, status }: ConsoleCommand): Piece {
  const lines = output.map((line) => line?.trimEnd() ?? "...");
  while (lines.at(-1) === "") lines.pop();
  const items: Item[] = [
    { lead: "run: ", piece: stringLiteral(command) },
    { lead: "prints: ", piece: listOf("[", lines.map(stringLiteral), "]") },
    ...(status === 0 ? [] : [{ lead: "status: ", piece: String(status) }]),
  ];
  return { open: "{", items, close: "}", spaced: true, fill: false };
}
