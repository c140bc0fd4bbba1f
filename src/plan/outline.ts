import { posix } from "node:path";
import type { Block, Place, Section, Spec } from "../spec/spec.ts";

/** A heading with what stands under it, scenarios included: a requirement if anything there asks for one. */
export interface OutlineNode {
  /** `null` for the spec itself: the H1 and what stands above the first heading below it. */
  readonly section: Section | null;
  readonly parent: OutlineNode | null;
  readonly title: string;
  readonly path: readonly string[];
  readonly place: Place;
  readonly pinnedId: Section["pinnedId"];
  readonly manual: string | null;
  readonly normative: Section["normative"];
  readonly isRequirementTitle: boolean;
  readonly blocks: readonly OutlineBlock[];
}

export interface OutlineBlock {
  readonly block: Block;
  /** Of a scenario's own heading: it pins the scenario. */
  readonly pinnedId: Section["pinnedId"];
  /** A person checks the scenario that this block stands in. */
  readonly manual: string | null;
}

/**
 * A spec's headings, and what stands for one, in the order of the document; each scenario's blocks, and those of a
 * part, are given to the heading above it.
 */
export function outlineOf(spec: Spec): OutlineNode[] {
  const owners = new Map<number, number>();
  const groups = new Map<number, Section[]>();
  for (const section of spec.sections) {
    const owner = ownerOf(section, spec.sections, owners);
    owners.set(section.index, owner);
    const group = groups.get(owner);
    if (group === undefined) groups.set(owner, [section]);
    else group.push(section);
  }
  const nodes = new Map<number, OutlineNode>();
  for (const [owner, sections] of groups) {
    const head = spec.sections[owner];
    const above = head === undefined || owner === root ? null : parentOwner(head, owners);
    nodes.set(owner, nodeOf(spec, owner, sections, above === null ? null : (nodes.get(above) ?? null)));
  }
  return [...nodes.values()];
}

/** Index under which the spec itself is kept: that of the text before the first heading. */
const root = 0;

function ownerOf(
  section: Section,
  sections: readonly Section[],
  owners: ReadonlyMap<number, number>,
): number {
  if (section.path.length === 0) return root;
  if (!isPart(section)) return section.index;
  const parent = section.parent === null ? undefined : sections[section.parent];
  if (parent === undefined) return root;
  return isPart(parent) ? (owners.get(parent.index) ?? root) : ownerOf(parent, sections, owners);
}

/** What stands in it belongs to the heading above. */
function isPart({ isScenario, is }: Section): boolean {
  return isScenario || is === "part";
}

function parentOwner(section: Section, owners: ReadonlyMap<number, number>): number {
  return section.parent === null ? root : (owners.get(section.parent) ?? root);
}

function nodeOf(
  spec: Spec,
  owner: number,
  sections: readonly Section[],
  parent: OutlineNode | null,
): OutlineNode {
  const head = owner === root ? null : (spec.sections[owner] ?? null);
  const own = sections.filter((section) => !isOthersScenario(section));
  const title = head?.heading?.text ?? spec.title ?? posix.basename(spec.file, ".md");
  return {
    section: head,
    parent,
    title,
    path: head === null ? [title] : head.path,
    place: (head ?? own.find(({ heading }) => heading !== null))?.heading?.place ?? firstPlace(sections),
    pinnedId: own.find(({ pinnedId }) => pinnedId !== null)?.pinnedId ?? null,
    manual: own.find(({ manual }) => manual !== null)?.manual ?? manualScenario(sections),
    normative: sections.flatMap(({ normative }) => normative),
    isRequirementTitle: own.some(({ isRequirementTitle }) => isRequirementTitle),
    blocks: sections.flatMap(blocksOf),
  };
}

function isOthersScenario({ isScenario, path }: Section): boolean {
  return isScenario && path.length > 0;
}

/** A requirement of which nothing but a manual scenario is said is manual itself. */
function manualScenario(sections: readonly Section[]): string | null {
  return sections.every(({ blocks }) => blocks.length === 0)
    ? (sections.find(({ manual }) => manual !== null)?.manual ?? null)
    : null;
}

function blocksOf(section: Section): OutlineBlock[] {
  const inScenario = isOthersScenario(section);
  return section.blocks.map((block) => ({
    block,
    pinnedId: block.pinnedId ?? (inScenario && block.kind === "scenario" ? section.pinnedId : null),
    manual: inScenario ? section.manual : null,
  }));
}

const firstLine: Place = { line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0, endOffset: 0 };

function firstPlace(sections: readonly Section[]): Place {
  return sections.flatMap(({ blocks }) => blocks)[0]?.place ?? firstLine;
}
