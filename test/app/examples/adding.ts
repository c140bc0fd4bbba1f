import { compile } from "../../../src/plan/compile.ts";
import type { ModuleFacts } from "../../../src/plan/plan.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import type { ExampleDraft, ExampleForm } from "../../../src/app/examples/example-form.ts";
import { formOf } from "../../../src/app/examples/form-of.ts";
import type { PlannedExample } from "../../../src/app/examples/plan-example.ts";
import { planExample } from "../../../src/app/examples/plan-example.ts";
import type { Read } from "../../../src/app/examples/problems-with.ts";
import { around } from "../../plan/builders.ts";

export const head = "---\nsubject: ../src/x.ts\n---\n# X\n\n";

const file = "specs/x.md";

export function read(text: string, exports: readonly string[] = []): Read {
  const spec = parseSpec(text, file);
  const facts: ModuleFacts =
    exports.length === 0 ? { state: "missing" } : { state: "read", exports, open: false };
  return { spec, plan: compile(spec, around({ modules: new Map([["src/x.ts", facts]]) })) };
}

/** The form of the last requirement of a text, or of the one that is named. */
export function form(
  text: string,
  requirement?: string,
  exports: readonly string[] = [],
): ExampleForm | null {
  const { spec, plan } = read(text, exports);
  return formOf(spec, plan, requirement ?? plan.requirements.at(-1)?.id ?? "");
}

export interface Adding {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly returns?: string;
  readonly throws?: string;
  readonly note?: string;
  readonly requirement?: string;
  readonly exports?: readonly string[];
}

/** Plans an example in the last requirement of a text, or in the one that is named. */
export function add(text: string, adding: Adding): PlannedExample {
  const before = read(text, adding.exports);
  const draft: ExampleDraft = {
    spec: file,
    requirement: adding.requirement ?? before.plan.requirements.at(-1)?.id ?? "",
    inputs: adding.inputs ?? {},
    outcome: adding.throws === undefined ? "returns" : "throws",
    expected: adding.throws ?? adding.returns ?? "",
    note: adding.note ?? "",
  };
  return planExample(before, draft, (changed) => read(changed, adding.exports));
}

/** The text with the example in it, `▶` and `◀` around what was put in; the problems when there are any. */
export function added(text: string, adding: Adding): string | object {
  const planned = add(text, adding);
  if (planned.is === "wrong") return planned.problems;
  const { offset, text: inserted } = planned.insertion;
  return `${planned.text.slice(0, offset)}▶${inserted}◀${planned.text.slice(offset + inserted.length)}`;
}
