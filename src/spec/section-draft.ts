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
  /** What the scenario of this heading is called. */
  readonly scenarioTitle: string | null;
  readonly isRequirementTitle: boolean;
  readonly key: string | null;
  readonly priority: string | null;
  readonly is: "heading" | "item" | "part";
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

/** What a heading opens. */
export type Role =
  | { readonly is: "plain" }
  /** Its text belongs to the requirement above it, as that of "Acceptance Criteria" does. */
  | { readonly is: "part" }
  | { readonly is: "scenario"; readonly title: string }
  | { readonly is: "requirement"; readonly key?: string | null; readonly priority?: string | null };

/** A heading's words and what it stands below. */
export interface Title {
  readonly text: string;
  readonly depth: number;
  readonly parent: SectionDraft | null;
}

/** The text before the first heading. */
export function startPreamble(): SectionDraft {
  return draftSection({ index: 0, parent: null, heading: null, path: [] }, plain, null);
}

/** The section that a heading opens, below those that stand above it. `roleOf` says what it opens. */
export function startSection(
  node: Heading,
  before: readonly SectionDraft[],
  isTitle: boolean,
  reading: Reading,
  roleOf: (title: Title) => Role = plainRole,
): SectionDraft {
  const text = toString(node, { includeHtml: false }).trim();
  const place = reading.placeOf(node);
  const preamble = before[0] ?? null;
  const parent =
    before.findLast((each) => each.heading !== null && isAbove(each, before, node.depth)) ?? preamble;
  const role = roleOf({ text, depth: node.depth, parent });
  const above = parent?.path ?? [];
  const path = isTitle ? [] : role.is === "part" ? above : [...above, text];
  const [only, surplus] = node.children;
  const code = surplus === undefined && only?.type === "inlineCode" ? only.value : null;
  const signature = code !== null && code.includes("(") ? readSignature(code, place) : null;
  const heading = { text, depth: node.depth, place };
  return draftSection({ index: before.length, parent, heading, path }, role, signature);
}

/** The section of an item of a list, or of a paragraph, that is a requirement of its own. */
export function startItem(
  title: string,
  key: string | null,
  place: Place,
  parent: SectionDraft,
  index: number,
): SectionDraft {
  const heading = { text: title, depth: (parent.heading?.depth ?? 0) + 1, place };
  const role: Role = { is: "requirement", key };
  return {
    ...draftSection({ index, parent, heading, path: [...parent.path, title] }, role, null),
    is: "item",
  };
}

/** What a heading is in every spec: `Scenario: …`, `Requirement 1.2: …`. */
export function plainRole({ text }: Pick<Title, "text">): Role {
  const title = scenarioTitle(text);
  if (title !== null) return { is: "scenario", title };
  return isRequirementTitle(text) ? { is: "requirement" } : plain;
}

/** The signature that a table's headers may name: the nearest, in this section or one above it. */
export function signatureInScope(section: SectionDraft): Signature | null {
  for (let at: SectionDraft | null = section; at !== null; at = at.parent) {
    if (at.signature !== null) return at.signature;
  }
  return null;
}

/** What stands behind `Scenario:`, or another of the words, in a heading; null when it does not begin so. */
export function scenarioTitle(heading: string, words: readonly string[] = ["scenario"]): string | null {
  const colon = heading.search(/[:：]/u);
  return words.includes(heading.slice(0, Math.max(0, colon)).trim().toLowerCase())
    ? heading.slice(colon + 1).trim()
    : null;
}

export function finishSection(draft: SectionDraft): Section {
  const { index, parent, heading, path, isScenario, pinnedId, manual } = draft;
  const { normative, isRequirementTitle, blocks, key, priority, is } = draft;
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
    ...(key === null ? {} : { key }),
    ...(priority === null ? {} : { priority }),
    ...(is === "heading" ? {} : { is }),
  };
}

const plain: Role = { is: "plain" };

function draftSection(
  at: Pick<SectionDraft, "index" | "parent" | "heading" | "path">,
  role: Role,
  signature: Signature | null,
): SectionDraft {
  const title = at.heading?.text ?? "";
  const isRequirement = role.is === "requirement";
  const normative =
    isRequirement && at.heading !== null ? [{ text: title, place: at.heading.place satisfies Place }] : [];
  return {
    ...at,
    isScenario: role.is === "scenario",
    scenarioTitle: role.is === "scenario" ? role.title : null,
    isRequirementTitle: isRequirement,
    key: (isRequirement ? role.key : null) ?? null,
    priority: (isRequirement ? role.priority : null) ?? null,
    is: role.is === "part" ? "part" : "heading",
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
  if (candidate.is === "item") return false;
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
