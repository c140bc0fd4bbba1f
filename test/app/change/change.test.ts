import { describe, expect, test } from "vitest";
import {
  changeDiagnostics,
  diagnosticAtOrigin,
  diskAtChange,
  statusAtOrigin,
} from "../../../src/app/change/at-change.ts";
import { readChange } from "../../../src/app/change/read-change.ts";
import type { Diagnostic } from "../../../src/spec/spec.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";

const main = `# a Specification

## Requirements

### Requirement: Old
It SHALL.
`;
const delta = `## ADDED Requirements

### Requirement: New
It SHALL too.
`;
const disk = createMemoryDisk({
  "openspec/specs/a/spec.md": main,
  "openspec/changes/grow/specs/a/spec.md": delta,
  "openspec/changes/grow/specs/area/b/spec.md": delta,
  "openspec/changes/grow/specs/a/notes.md": "# Notes\n",
  "openspec/changes/grow/proposal.md": "# Grow\n",
  "openspec/changes/talk/proposal.md": "# Talk\n",
  "openspec/changes/archive/2026-01-01-old/proposal.md": "# Old\n",
});
const config = { specs: "openspec/specs" };

describe("a change", () => {
  test("says what each of its specs will be, those that are not there yet too", async () => {
    const { specs } = await readChange(disk, config, "grow");
    expect(specs.map(({ file, before }) => [file, before])).toEqual([
      ["openspec/specs/a/spec.md", main],
      ["openspec/specs/area/b/spec.md", null],
    ]);
    expect(specs[0]?.merged.text).toBe(`${main}\n### Requirement: New\nIt SHALL too.\n`);
    expect(specs[1]?.merged.text).toContain("# b Specification");
  });

  test.each([
    ["none", "there is no change none", "There are: grow, talk."],
    ["talk", "the change talk touches no spec", "openspec/changes/talk/specs/CAPABILITY/spec.md"],
    ["../specs", "there is no change ../specs", "There are"],
    ["", "there is no change ", "There are"],
  ])("%j is refused", async (name, message, advice) => {
    const error = await readChange(disk, config, name).catch((refused: unknown) => refused);
    expect(error).toMatchObject({ message, exitCode: 2 });
    expect((error as { advice: string[] }).advice.join()).toContain(advice);
  });
});

describe("the project's files with a change", () => {
  const reading = readChange(disk, config, "grow");

  test("have its specs as they will be, and all else as it is", async () => {
    const changed = diskAtChange(disk, await reading);
    expect(await changed.read("openspec/specs/a/spec.md")).toContain("### Requirement: New");
    expect(await changed.read("openspec/changes/grow/proposal.md")).toBe("# Grow\n");
    expect(await changed.list("openspec/specs", ".md")).toEqual([
      "openspec/specs/a/spec.md",
      "openspec/specs/area/b/spec.md",
    ]);
    expect(await changed.list("openspec/specs", ".ts")).toEqual([]);
    expect(await changed.kindOf("openspec/specs/area/b/spec.md")).toBe("file");
  });

  test("a line of the merged text is told where it can be mended", async () => {
    const change = await reading;
    const at = (line: number): Diagnostic => ({
      file: "openspec/specs/a/spec.md",
      place: { line, column: 3, endLine: line, endColumn: 5, offset: 0, endOffset: 2 },
      severity: "hint",
      rule: "x",
      message: "",
      expected: "",
    });
    const places = [6, 8, 9].map((line) => {
      const { file, place } = diagnosticAtOrigin(at(line), change);
      return [file, place.line, place.column, place.offset];
    });
    expect(places).toEqual([
      ["openspec/specs/a/spec.md", 6, 3, main.indexOf("It SHALL") + 2],
      ["openspec/changes/grow/specs/a/spec.md", 3, 3, delta.indexOf("### ") + 2],
      ["openspec/changes/grow/specs/a/spec.md", 4, 3, delta.indexOf("It SHALL") + 2],
    ]);
    const other = { ...at(1), file: "specs/other.md" };
    expect(diagnosticAtOrigin(other, change)).toBe(other);
  });

  test("so is a requirement", async () => {
    const status = {
      id: "a/new",
      spec: "openspec/specs/a/spec.md",
      line: 8,
      title: "",
      status: "fails" as const,
      examples: [],
    };
    expect(statusAtOrigin(status, await reading)).toMatchObject({
      spec: "openspec/changes/grow/specs/a/spec.md",
      line: 3,
    });
  });

  test("what OpenSpec would refuse is said", async () => {
    const twice = createMemoryDisk({
      "openspec/specs/a/spec.md": main,
      "openspec/changes/c/specs/a/spec.md": "## MODIFIED Requirements\n### Requirement: Gone\n",
    });
    const change = await readChange(twice, config, "c");
    expect(changeDiagnostics(change).map(({ rule, file, place }) => [rule, file, place.line])).toEqual([
      ["delta-missing", "openspec/changes/c/specs/a/spec.md", 2],
    ]);
  });
});
