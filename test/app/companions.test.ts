import { expect, test } from "vitest";
import { withoutCompanions } from "../../src/app/companions.ts";
import { parseSpec } from "../../src/spec/parse.ts";

const specKit = "# Feature Specification: A\n";
const openspec = "## Requirements\n\n### Requirement: A\n";
const kiro = "### Requirement 1: A\n\n#### Acceptance Criteria\n";
const plain = "# A\n";

function left(files: Readonly<Record<string, string>>, wanted: readonly string[] = []): string[] {
  const read = Object.entries(files).map(([file, text]) => ({ spec: parseSpec(text, file) }));
  return withoutCompanions(read, wanted).map(({ spec }) => spec.file);
}

test.each<[string, Record<string, string>, string[]]>([
  [
    "Spec Kit's plan, tasks, checklists and contracts",
    {
      "specs/001-a/spec.md": specKit,
      "specs/001-a/plan.md": plain,
      "specs/001-a/tasks.md": plain,
      "specs/001-a/checklists/requirements.md": plain,
      "specs/001-a/contracts/deep/api.md": plain,
      "specs/001-a/notes.md": plain,
    },
    ["specs/001-a/spec.md", "specs/001-a/notes.md"],
  ],
  [
    "Kiro's design and tasks",
    {
      ".kiro/specs/a/requirements.md": kiro,
      ".kiro/specs/a/design.md": plain,
      ".kiro/specs/a/tasks.md": plain,
    },
    [".kiro/specs/a/requirements.md"],
  ],
  [
    "OpenSpec's changes",
    {
      "openspec/specs/a/spec.md": openspec,
      "openspec/changes/b/proposal.md": plain,
      "openspec/changes/b/specs/a/spec.md": "## ADDED Requirements\n",
    },
    ["openspec/specs/a/spec.md"],
  ],
  [
    "nothing beside our own specs",
    { "specs/a/spec.md": plain, "specs/a/plan.md": plain },
    ["specs/a/spec.md", "specs/a/plan.md"],
  ],
  [
    "nothing that names a subject",
    { "specs/a/spec.md": specKit, "specs/a/plan.md": "---\nsubject: ../x.ts\n---\n# A\n" },
    ["specs/a/spec.md", "specs/a/plan.md"],
  ],
])("leaves out %s", (_, files, expected) => {
  expect(left(files)).toEqual(expected);
});

test("what was asked for by its path stays", () => {
  const files = { "specs/a/spec.md": specKit, "specs/a/plan.md": plain };
  expect(left(files, ["specs/a/plan.md"])).toEqual(Object.keys(files));
});
