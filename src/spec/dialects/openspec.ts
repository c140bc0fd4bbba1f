import { type Role, type SectionDraft, type Title, scenarioTitle } from "../section-draft.ts";
import type { StepWords } from "../step-words.ts";
import type { Dialect, Signs } from "./dialect.ts";

/**
 * OpenSpec's specs: `## Requirements`, `### Requirement: …`, and below it any heading is a scenario, as its own reader
 * has it (Fission-AI/OpenSpec, `src/core/parsers/markdown-parser.ts`). Deltas of a change are read by `readDelta`.
 */
export const openspec: Dialect = {
  id: "openspec",
  recognises,
  roleOf,
  passageOf: () => null,
  binds: "in-requirements",
  isTolerant: true,
  fileName: "spec.md",
  companions: ["design.md", "proposal.md", "tasks.md"],
};

/** What stands behind `Requirement:`; null for any other heading. */
function requirementName(heading: string): string | null {
  return /^requirement:\s*(?<name>.+)$/isu.exec(heading)?.groups?.["name"]?.trim() ?? null;
}

/** Headings of a change's delta, in lower case, with what they do. */
export const deltaSections: ReadonlyMap<string, "added" | "modified" | "removed" | "renamed"> = new Map([
  ["added requirements", "added"],
  ["modified requirements", "modified"],
  ["removed requirements", "removed"],
  ["renamed requirements", "renamed"],
]);

function recognises({ file, headings }: Signs): boolean {
  const isThere = (wanted: (text: string) => boolean): boolean => headings.some(({ text }) => wanted(text));
  if (isThere((text) => deltaSections.has(text.toLowerCase()))) return true;
  const hasRequirement = isThere((text) => requirementName(text) !== null);
  if (/(?:^|\/)openspec\/(?:specs|changes)\//u.test(file)) return hasRequirement;
  return hasRequirement && isThere((text) => text.toLowerCase() === "requirements");
}

function roleOf({ text, parent }: Title, words: StepWords): Role {
  const above = parent?.heading?.text.toLowerCase() ?? "";
  const operation = deltaSections.get(above);
  if (operation === "removed" || operation === "renamed") return { is: "plain" };
  const name = requirementName(text);
  if (name !== null) return { is: "requirement", key: name };
  if (above === "requirements" || operation !== undefined) return { is: "requirement", key: text };
  const title = scenarioTitle(text, words.scenario);
  if (title !== null || parent?.isRequirementTitle === true) return { is: "scenario", title: title ?? text };
  return { is: isInRequirement(parent) ? "part" : "plain" };
}

/** A heading below a scenario's belongs to it and makes no scenario of its own. */
function isInRequirement(section: SectionDraft | null): boolean {
  return section !== null && (section.isRequirementTitle || isInRequirement(section.parent));
}
