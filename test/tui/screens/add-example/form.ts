import type { OpenedSpec } from "../../../../src/app/engine/calls.ts";
import type { ExampleDraft, ExampleForm } from "../../../../src/app/examples/example-form.ts";
import { fieldOf } from "../../../../src/tui/field.ts";
import type { Shared } from "../../../../src/tui/model.ts";
import { firstState } from "../../../../src/tui/screens/add-example/state.ts";
import type { AddExampleState } from "../../../../src/tui/screens/add-example/state.ts";
import { summary } from "../../builders.ts";
import { sharedWith } from "../../shared.ts";

export const spec = "specs/slugify.md";
export const requirement = "slugify/joins";

export const form: ExampleForm = {
  requirement,
  call: "slugify(title, options?)",
  inputs: [
    { name: "title", optional: false, like: "Hello World" },
    { name: "options", optional: true, like: null },
  ],
  outcomes: ["returns", "throws"],
  expectedLike: "hello-world",
  also: [],
  note: "why",
  into: { form: "row", line: 12 },
};

export function sharedFor(given: ExampleForm | null): Shared {
  const place = { line: 7, column: 1, endLine: 7, endColumn: 9, offset: 60, endOffset: 68 };
  const opened: OpenedSpec = {
    summary: summary("Slugify"),
    text: "",
    diagnostics: [],
    subjects: [],
    requirements: [
      {
        id: requirement,
        title: "Joins words with hyphens",
        place,
        manual: null,
        holdOuts: 0,
        examples: [],
        form: given,
      },
    ],
  };
  return sharedWith({ opened: new Map([[spec, { is: "there", value: opened }]]) });
}

export const shared = sharedFor(form);

/** A state in which these fields hold these texts, the cursor behind them. */
export function stateWith(
  typed: Readonly<Record<string, string>> = {},
  over: Partial<AddExampleState> = {},
): AddExampleState {
  return {
    ...firstState(spec, requirement, true),
    typed: new Map(Object.entries(typed).map(([key, text]) => [key, fieldOf(text)])),
    ...over,
  };
}

export function draft(over: Partial<ExampleDraft> = {}): ExampleDraft {
  return { spec, requirement, inputs: {}, outcome: "returns", expected: "", note: "", ...over };
}
