import type { Heading } from "mdast";
import { toString } from "mdast-util-to-string";
import { isLicenceTitle } from "./normative.ts";
import type { Reading } from "./reading.ts";
import type { StepText } from "./scenario-steps.ts";
import { type Signature, readSignature } from "./signature.ts";
import type { Block, Place, Section } from "./spec.ts";

/** A section while its text is being read. */
export interface SectionDraft {
  readonly index: number;
  readonly parent: SectionDraft | null;
  readonly heading: Section["heading"];
  readonly path: readonly string[];
  readonly isScenario: boolean;
  readonly isRequirementTitle: boolean;
  readonly isLicence: boolean;
  readonly normative: Section["normative"][number][];
  readonly blocks: Block[];
  /** Steps of a scenario's section so far, and where they end. */
  readonly steps: StepText[];
  stepsEnd: number;
  pinnedId: Section["pinnedId"];
  manual: string | null;
  /** The latest of its own: its heading's, or a `Call:` paragraph's. */
  signature: Signature | null;
  /** Only comments so far. */
  isUntouched: boolean;
  isProse: boolean;
}

/** The text before the first heading. */
export function startPreamble(): SectionDraft {
  return draftSection(0, null, null, [], "", null);
}

/** The section that a heading opens, below those that stand above it. `title` is null for the H1. */
export function startSection(
  node: Heading,
  before: readonly SectionDraft[],
  isTitle: boolean,
  reading: Reading,
): SectionDraft {
  const text = toString(node, { includeHtml: false }).trim();
  const place = reading.placeOf(node);
  const preamble = before[0] ?? null;
  const parent =
    before.findLast((each) => each.heading !== null && isAbove(each, before, node.depth)) ?? preamble;
  const path = isTitle ? [] : [...(parent?.path ?? []), text];
  const [only, surplus] = node.children;
  const code = surplus === undefined && only?.type === "inlineCode" ? only.value : null;
  const signature = code !== null && code.includes("(") ? readSignature(code, place) : null;
  return draftSection(before.length, parent, { text, depth: node.depth, place }, path, text, signature);
}

/** The signature that a table's headers may name: the nearest, in this section or one above it. */
export function signatureInScope(section: SectionDraft): Signature | null {
  for (let at: SectionDraft | null = section; at !== null; at = at.parent) {
    if (at.signature !== null) return at.signature;
  }
  return null;
}

/** What stands behind `Scenario:` in a heading; null when it does not begin so. */
export function scenarioTitle(heading: string): string | null {
  const colon = heading.indexOf(":");
  return heading.slice(0, Math.max(0, colon)).trim().toLowerCase() === "scenario"
    ? heading.slice(colon + 1).trim()
    : null;
}

export function finishSection(draft: SectionDraft): Section {
  const { index, parent, heading, path, isScenario, pinnedId, manual } = draft;
  const { normative, isRequirementTitle, blocks } = draft;
  return {
    index,
    parent: parent === null ? null : parent.index,
    heading,
    path,
    isScenario,
    pinnedId,
    manual,
    normative,
    isRequirementTitle,
    blocks,
  };
}

function draftSection(
  index: number,
  parent: SectionDraft | null,
  heading: Section["heading"],
  path: readonly string[],
  title: string,
  signature: Signature | null,
): SectionDraft {
  const isRequirement = isRequirementTitle(title);
  const normative =
    isRequirement && heading !== null ? [{ text: title, place: heading.place satisfies Place }] : [];
  return {
    index,
    parent,
    heading,
    path,
    isScenario: heading !== null && scenarioTitle(title) !== null,
    isRequirementTitle: isRequirement,
    isLicence: isLicenceTitle(title),
    normative,
    blocks: [],
    steps: [],
    stepsEnd: 0,
    pinnedId: null,
    manual: null,
    signature,
    isUntouched: true,
    isProse: false,
  };
}

/** Whether no heading between has the same depth or less: those close the section. */
function isAbove(candidate: SectionDraft, all: readonly SectionDraft[], depth: number): boolean {
  const own = candidate.heading?.depth ?? 0;
  if (own >= depth) return false;
  return all.slice(candidate.index + 1).every((each) => each.heading === null || each.heading.depth > own);
}

/** `Requirement:` or `Requirement 1.2:`. */
function isRequirementTitle(title: string): boolean {
  const colon = title.indexOf(":");
  if (colon < 0) return false;
  const [word, number = "", surplus] = title.slice(0, colon).trim().split(/\s+/u);
  return word?.toLowerCase() === "requirement" && surplus === undefined && /^[\d.]*$/u.test(number);
}
