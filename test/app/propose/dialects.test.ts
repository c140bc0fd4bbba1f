import { describe, expect, test } from "vitest";
import { checkDraft } from "../../../src/app/propose/check-draft.ts";
import { compile } from "../../../src/plan/compile.ts";
import type { ModuleFacts } from "../../../src/plan/plan.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import { around } from "../../plan/builders.ts";
import { draft } from "./checking.ts";

const head = "---\nsubject: ../src/x.ts\n---\n";

function checkedIn(text: string, file: string, markdown: string, replaces: string | null = null): string {
  const read = (changed: string) => {
    const spec = parseSpec(changed, file);
    const facts: ModuleFacts = { state: "read", exports: ["slug"], open: false };
    const modules = new Map(["src/x.ts", "specs/src/x.ts"].map((path) => [path, facts] as const));
    return { spec, plan: compile(spec, around({ modules })) };
  };
  const before = read(text);
  const requirement = before.plan.requirements.at(-1)?.id ?? "";
  const found = checkDraft(before, draft({ requirement, markdown, replaces }), read);
  return "reason" in found ? `${found.reason}: ${found.message}` : found.text;
}

describe("in the document's own form", () => {
  const openSpec = `${head}# slug Specification

## Purpose

Slugs.

## Requirements

### Requirement: Joins words

The system SHALL join words.

#### Scenario: two words

- **WHEN** a title has two words
- **THEN** they are joined
`;

  test("OpenSpec: a scenario of the requirement, behind its others", () => {
    const scenario = '#### Scenario: one word\n\n- **WHEN** `slug("A")`\n- **THEN** the result is `"a"`';
    expect(checkedIn(openSpec, "openspec/specs/slug/spec.md", scenario)).toBe(
      `${openSpec.trimEnd()}\n\n${scenario}\n`,
    );
  });

  test("OpenSpec: a scenario that binds nothing becomes one that does", () => {
    const steps = '- **WHEN** `slug("A b")`\n- **THEN** the result is `"a-b"`';
    const old = "- **WHEN** a title has two words\n- **THEN** they are joined";
    expect(checkedIn(openSpec, "openspec/specs/slug/spec.md", steps, old)).toBe(openSpec.replace(old, steps));
  });

  test("Spec Kit: what belongs to an item is indented as its text is", () => {
    const text = `${head}# Feature Specification: Slugs

## Requirements *(mandatory)*

### Functional Requirements

- **FR-001**: System MUST join words.
`;
    expect(checkedIn(text, "specs/001-slugs/spec.md", '- `slug("A b")` is `"a-b"`.')).toBe(
      `${text.trimEnd()}\n  - \`slug("A b")\` is \`"a-b"\`.\n`,
    );
  });

  test("a proposal in another language's words is text like any other", () => {
    expect(checkedIn(openSpec, "openspec/specs/slug/spec.md", '`slug("Été")` ist `"été"`.')).toMatch(
      /^no-example/,
    );
  });
});
