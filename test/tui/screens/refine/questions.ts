import type { Disagreement, Open, Option, Unbound } from "../../../../src/app/refine/question.ts";
import type { ExampleForm } from "../../../../src/app/examples/example-form.ts";
import type { Asking, RefineRequest, RefineState } from "../../../../src/tui/screens/refine/state.ts";

export const spec = "specs/slugify.md";
const requirement = { id: "slugify/joins", title: "Joins words with hyphens" };

export function option(expected: string, over: Partial<Option> = {}): Option {
  return {
    outcome: "returns",
    expected,
    says: ["another small program that fits"],
    isPresent: false,
    ...over,
  };
}

export const disagreement: Disagreement = {
  is: "disagreement",
  id: 'slugify/joins slugify("a--b")',
  spec,
  line: 12,
  requirement,
  call: 'slugify("a--b")',
  inputs: { title: '"a--b"' },
  options: [
    option('"a-b"', { isPresent: true, says: ["the code as it is"] }),
    option('"a--b"', { says: ["the code with + as * in line 4", "a longer name", "a third one"] }),
    option("TypeError", { outcome: "throws" }),
  ],
  programs: 3,
};

export const form: ExampleForm = {
  requirement: requirement.id,
  call: "slugify(title)",
  inputs: [{ name: "title", optional: false, like: null }],
  outcomes: ["returns", "throws"],
  expectedLike: null,
  also: [],
  note: null,
  into: { form: "sentence", line: 22 },
};

export const unbound: Unbound = {
  is: "unbound",
  id: "slugify/short",
  spec,
  line: 20,
  requirement: { id: "slugify/short", title: "Keeps it short" },
  text: "A slug MUST be short enough for a URL.",
  why: "The requirement has no example that can be run.",
  form,
};

export const open: Open = {
  is: "open",
  id: `${spec} Which letters?`,
  spec,
  line: 31,
  requirement,
  text: "Which letters?",
};

export function refine(passedOver: readonly string[] = []): RefineRequest {
  return { do: "refine", spec, passedOver };
}

export function asking(
  question: Asking["question"] = disagreement,
  over: Partial<Omit<Asking, "question">> = {},
): Asking {
  return { is: "asking", question, others: 0, chosen: 0, typed: null, problem: null, ...over };
}

export function stateWith(over: Partial<RefineState> = {}): RefineState {
  return { spec, passedOver: [], shown: asking(), search: null, writing: null, ...over };
}
