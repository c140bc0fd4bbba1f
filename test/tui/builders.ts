import type { Overview, SpecSummary } from "../../src/app/engine/calls.ts";
import type { Generated } from "../../src/app/generate.ts";
import type { Key } from "../../src/tui/key.ts";
import type { ExampleStatus, RequirementStatus, Status } from "../../src/verdict/statuses.ts";

/** A key as it is typed: `j`, `enter`, `ctrl+d`. */
export function key(typed: string): Key {
  const ctrl = typed.startsWith("ctrl+");
  const name = ctrl ? typed.slice("ctrl+".length) : typed;
  return { name, ctrl, meta: false, shift: /^[A-Z]$/.test(name) };
}

function exampleStatus(line: number, status: Status, over: Partial<ExampleStatus> = {}): ExampleStatus {
  return {
    id: `example-${line}`,
    kind: "row",
    line,
    title: `example of line ${line}`,
    status,
    reason: null,
    message: null,
    expected: null,
    actual: null,
    ...over,
  };
}

/** A requirement with an example of each of these statuses, on the lines below its own. */
export function requirement(
  title: string,
  status: Status,
  { spec = "specs/slugify.md", line = 7, examples = [] as readonly Status[] } = {},
): RequirementStatus {
  return {
    id: `${spec}/${title}`,
    spec,
    line,
    title,
    status,
    examples: examples.map((own, at) => exampleStatus(line + 1 + at, own)),
  };
}

export function summary(title: string, over: Partial<SpecSummary> = {}): SpecSummary {
  return {
    spec: `specs/${title.toLowerCase()}.md`,
    title,
    isDraft: false,
    requirements: [],
    examples: 0,
    provenRed: 0,
    haveHeld: 0,
    suite: "current",
    errors: 0,
    warnings: 0,
    hash: `hash of ${title}`,
    ...over,
  };
}

export function overviewOf(...specs: readonly SpecSummary[]): { is: "there"; value: Overview } {
  return {
    is: "there",
    value: { project: "sample", specs, agents: [{ name: "handoff", model: null }] },
  };
}

export function generatedOf(over: Partial<Generated> = {}): Generated {
  return {
    diagnostics: [],
    writes: [],
    refused: [],
    unneeded: [],
    specs: [],
    red: null,
    wrote: false,
    ...over,
  };
}
