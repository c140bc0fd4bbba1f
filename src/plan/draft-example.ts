import type {
  Block,
  PropertyBlock,
  RowBlock,
  Section,
  SentenceBlock,
  SnippetBlock,
  ScenarioBlock,
} from "../spec/spec.ts";
import type { BoundBlock } from "./bind-block.ts";
import { stepsOf } from "./bind-block.ts";
import type { Example, ExampleUse } from "./plan.ts";
import { canonicalSource } from "./scan-source.ts";
import { titleOf } from "./titles.ts";

/** An example before its requirement gives it an id and a title of its own. */
export interface ExampleDraft extends Omit<Example, "id" | "requirement" | "likeness" | "illTyped"> {
  readonly block: Block | null;
  readonly pinnedId: Section["pinnedId"];
  /** What examples that are alike share; null for one that is like no other. */
  readonly likeness: string | null;
}

/** The example that a block makes; null when it is prose. */
export function draftExample(
  block: Block,
  bound: BoundBlock,
  pinnedId: Section["pinnedId"],
): ExampleDraft | null {
  if (bound.is === "prose") return null;
  const { kind, place, text } = block;
  const common = { block, pinnedId, kind, place, text, title: titleOf(block) };
  if (bound.is === "unbound") {
    const body = { is: "unbound", why: bound.why } as const;
    return { ...common, input: inputOf(block), likeness: null, body, uses: [] };
  }
  const { uses } = bound;
  return { ...common, input: inputOf(block), likeness: likenessOf(block, uses), body: bodyOf(block), uses };
}

/** The one example of a requirement that has none: it fails, and says so. */
export function draftUnbound(title: string, place: Example["place"], text: string): ExampleDraft {
  return {
    block: null,
    pinnedId: null,
    kind: "unbound",
    place,
    text,
    title: "has no example yet",
    input: title,
    likeness: null,
    body: { is: "unbound", why: "The requirement has no example that can be run." },
    uses: [],
  };
}

function bodyOf(block: Block): Example["body"] {
  switch (block.kind) {
    case "row":
    case "sentence":
    case "snippet":
    case "scenario":
      return { is: "steps", steps: stepsOf(block) };
    case "property":
      return { is: "property", variables: block.variables, check: block.check };
    case "console":
      return { is: "console", commands: block.commands };
  }
}

/** What goes in, in canonical form: neither where it stands nor what comes out. */
function inputOf(block: Block): string {
  switch (block.kind) {
    case "row":
    case "sentence":
      return stepInputs(block);
    case "snippet":
      return stepInputs(block);
    case "scenario":
      return [block.title ?? "", stepInputs(block)].join("\n");
    case "property":
      return [block.variables.map((variable) => JSON.stringify(variable)).join(), stepInputs(block)].join(
        "\n",
      );
    case "console":
      return block.commands.map(({ command }) => command).join("\n");
  }
}

function stepInputs(block: RowBlock | SentenceBlock | PropertyBlock | SnippetBlock | ScenarioBlock): string {
  return stepsOf(block)
    .map((step) => canonicalSource(step.do === "run" ? step.code : step.expression.source))
    .join("\n");
}

function likenessOf(block: Block, uses: readonly ExampleUse[]): string | null {
  if (block.kind === "row") return `table-${block.table}`;
  if (block.kind !== "sentence") return null;
  return `sentence ${uses.map(({ subject, exported }) => `${subject}#${exported}`).join(" ")}`;
}
