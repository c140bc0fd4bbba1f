import { placeOfLine } from "../../spec/dialects/read-delta.ts";
import type { Diagnostic } from "../../spec/spec.ts";
import type { RequirementStatus } from "../../verdict/statuses.ts";
import type { ProjectDisk } from "../ports.ts";
import type { Change, ChangedSpec } from "./read-change.ts";

/**
 * A project's files as they will be once the change is archived: only its specs differ, and only for who reads. What
 * is written goes to the project itself.
 */
export function diskAtChange(disk: ProjectDisk, { specs }: Change): ProjectDisk {
  const merged = new Map(specs.map(({ file, merged: { text } }) => [file, text]));
  return {
    ...disk,
    read: async (path) => merged.get(path) ?? (await disk.read(path)),
    kindOf: async (path) => (merged.has(path) ? "file" : await disk.kindOf(path)),
    list: async (folder, suffix) => {
      const there = await disk.list(folder, suffix);
      const isAsked = (path: string): boolean => path.startsWith(`${folder}/`) && path.endsWith(suffix);
      return [...new Set([...there, ...[...merged.keys()].filter(isAsked)])].toSorted();
    },
  };
}

/** What is wrong with the change itself. */
export function changeDiagnostics({ specs }: Change): readonly Diagnostic[] {
  return specs.flatMap(({ merged }) => merged.diagnostics);
}

/** The diagnostic where a person can mend it: in the delta, or in the main spec, that its line comes from. */
export function diagnosticAtOrigin(diagnostic: Diagnostic, change: Change): Diagnostic {
  const spec = specOf(change, diagnostic.file);
  const origin = spec?.merged.lines[diagnostic.place.line - 1];
  if (spec === undefined || origin === undefined) return diagnostic;
  const { place } = diagnostic;
  const text = origin.file === spec.delta.file ? spec.delta.text : (spec.before ?? "");
  const offset = placeOfLine(text, origin.line).offset + place.column - 1;
  const { related: _, ...rest } = diagnostic;
  return {
    ...rest,
    file: origin.file,
    place: {
      ...place,
      line: origin.line,
      endLine: origin.line + place.endLine - place.line,
      offset,
      endOffset: offset + place.endOffset - place.offset,
    },
  };
}

/** A requirement's status with the file and the lines that it comes from. */
export function statusAtOrigin(status: RequirementStatus, change: Change): RequirementStatus {
  const spec = specOf(change, status.spec);
  const origin = spec?.merged.lines[status.line - 1];
  if (spec === undefined || origin === undefined) return status;
  return {
    ...status,
    spec: origin.file,
    line: origin.line,
    examples: status.examples.map((example) => ({
      ...example,
      line: spec.merged.lines[example.line - 1]?.line ?? example.line,
    })),
  };
}

function specOf({ specs }: Change, file: string): ChangedSpec | undefined {
  return specs.find((spec) => spec.file === file);
}
