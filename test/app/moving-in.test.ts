import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planInit } from "../../src/app/init.ts";
import { inAll, readExisting } from "../../src/app/moving-in.ts";
import { printExisting } from "../../src/cli/print/existing.ts";
import { createMemoryScreen } from "../support/memory-screen.ts";
import { memoryWorld } from "./inbox/memory-world.ts";

const openspec = `# titles Specification

## Purpose
Titles become slugs.

## Requirements
### Requirement: Joins words
The system SHALL join words.

#### Scenario: two words
- **WHEN** a title has two words
- **THEN** a hyphen joins them

### Requirement: Trims
The system SHALL trim [NEEDS CLARIFICATION: what?].
`;

const kiro = `# Requirements Document

### Requirement 1: Joins words

**User Story:** As an author, I want slugs, so that links read well.

#### Acceptance Criteria

1. WHEN a title has two words THEN the system SHALL join them with a hyphen.
2. WHEN it has none THEN the system SHALL say so.
`;

const files = {
  "openspec/specs/titles/spec.md": openspec,
  "openspec/changes/add-x/specs/titles/spec.md": "## ADDED Requirements\n",
  "openspec/changes/archive/2025-01-01-y/specs/titles/spec.md": "## ADDED Requirements\n",
  ".kiro/specs/photos/requirements.md": kiro,
  ".kiro/specs/photos/design.md": "# Design\n\nIt MUST be pretty.\n",
};

const has = { hasVitest: true, hasFastCheck: true, hasPrettier: false };
const plain = { claudeHook: false, agentsMd: false };

describe("specs that are there already", () => {
  // By hand: OpenSpec has two requirements, one scenario and one mark; Kiro one story with two criteria.
  const titles = { dialect: "openspec", specs: 1, requirements: 2, scenarios: 1, unbound: 2, questions: 1 };
  const photos = { dialect: "kiro", specs: 1, requirements: 3, scenarios: 0, unbound: 3, questions: 0 };

  test("are read by dialect, the folder with most requirements first; nothing is written", async () => {
    const memory = memoryWorld(files);
    const existing = await readExisting(memory.world);
    expect(existing).toMatchObject({
      folders: [
        { folder: ".kiro/specs", counts: [{ ...photos, bound: 0, manual: 0 }], errors: [] },
        { folder: "openspec/specs", counts: [{ ...titles, bound: 0, manual: 0 }], errors: [] },
      ],
      changes: ["add-x"],
    });
    expect(inAll(existing?.folders.flatMap(({ counts }) => counts) ?? [])).toMatchObject({
      specs: 2,
      requirements: 5,
      questions: 1,
    });
    expect(Object.fromEntries(memory.files)).toStrictEqual(files);
  });

  test("of Spec Kit are told from greenbar's own in the same folder", async () => {
    const own = memoryWorld({ "specs/a/spec.md": "# A\n\n## R\n\nIt MUST be.\n" });
    expect(await readExisting(own.world)).toBe(null);
    const kit = memoryWorld({
      "specs/001-slugs/spec.md":
        "# Feature Specification: Slugs\n\n## User Scenarios & Testing\n\n### User Story 1 - Join (Priority: P1)\n\nIt joins.\n\n## Requirements\n\n- **FR-001**: System MUST join.\n",
    });
    expect(await readExisting(kit.world)).toMatchObject({
      folders: [{ folder: "specs", counts: [{ dialect: "spec-kit", specs: 1, requirements: 2 }] }],
    });
  });

  test("have their folder in the configuration, and a baseline; a second time there is nothing left to do", async () => {
    const memory = memoryWorld(files);
    const existing = await readExisting(memory.world);
    const plan = await planInit(memory.world.disk, has, plain, existing);
    expect(plan.takesBaseline).toBe(true);
    expect(plan.specs).toStrictEqual([".kiro/specs/photos/design.md", ".kiro/specs/photos/requirements.md"]);
    const config = plan.changes.find(({ path }) => path === "greenbar.config.ts");
    expect(config?.after).toBe('export default {\n  specs: ".kiro/specs",\n  baseline: true,\n};\n');

    const disk = {
      ...memory.world.disk,
      config: () =>
        Promise.resolve({ path: "greenbar.config.ts", value: { specs: ".kiro/specs", baseline: true } }),
    };
    await disk.write(plan.changes);
    memory.files.set(".greenbar/baseline.json", "{}");
    const again = await planInit(disk, has, plain, existing);
    expect([again.changes, again.takesBaseline]).toStrictEqual([[], false]);
  });

  test("leave a configuration alone that is there", async () => {
    const memory = memoryWorld(files);
    const disk = {
      ...memory.world.disk,
      config: () => Promise.resolve({ path: "greenbar.config.ts", value: { specs: "openspec/specs" } }),
    };
    const plan = await planInit(disk, has, plain, await readExisting({ ...memory.world, disk }));
    expect(plan.changes.map(({ path }) => path)).toStrictEqual([".gitignore"]);
    expect(plan.takesBaseline).toBe(false);
  });

  test("are told in a few lines", async () => {
    const existing = await readExisting(memoryWorld(files).world);
    if (existing === null) throw new Error("nothing was found");
    const { screen, out } = createMemoryScreen();
    printExisting(screen, existing, ".kiro/specs");
    expect(out).toStrictEqual([
      "Specs that are here, read and left as they are:",
      "  Kiro      .kiro/specs/     1 spec   3 requirements  0 scenarios  0 bound  3 unbound  0 questions",
      "  OpenSpec  openspec/specs/  1 spec   2 requirements  1 scenario   0 bound  2 unbound  1 question",
      "  in all                     2 specs  5 requirements  1 scenario   0 bound  5 unbound  1 question",
      '  openspec/specs/ will not be checked: there is one folder of specs. `specs: "openspec/specs"` in greenbar.config.ts chooses this one.',
      "  1 change of OpenSpec: add-x; greenbar check --change NAME",
      "",
    ]);
  });
});

test("every file of the fixtures' dialects is read as its own", async () => {
  const text = (name: string) =>
    readFileSync(new URL(`../fixtures/dialects/${name}`, import.meta.url), "utf8");
  const memory = memoryWorld({ "openspec/specs/titles/spec.md": text("openspec-plain/spec.md") });
  expect((await readExisting(memory.world))?.folders[0]?.counts).toMatchObject([
    { dialect: "openspec", requirements: 3, scenarios: 3, unbound: 3 },
  ]);
});
