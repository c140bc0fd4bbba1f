import type { Nodes } from "mdast";
import { outlineOf } from "../../plan/outline.ts";
import type { Plan, Requirement } from "../../plan/plan.ts";
import type { Block, Spec } from "../../spec/spec.ts";
import { layoutOf } from "./section-layout.ts";
import type { SectionLayout } from "./section-layout.ts";

/** A requirement's own text, up to the next heading. */
export interface OwnSection extends SectionLayout {
  readonly requirement: Requirement;
  /** What may be examples in it, in order. */
  readonly blocks: readonly Block[];
  /** Names that its heading and its text mention in code. */
  readonly words: ReadonlySet<string>;
}

/** Finds a requirement's own text by its place; null when the plan has no such requirement. */
export function ownSection(spec: Spec, plan: Plan, requirementId: string): OwnSection | null {
  const requirement = plan.requirements.find(({ id }) => id === requirementId);
  if (requirement === undefined) return null;
  const node = outlineOf(spec).find(({ place }) => place.offset === requirement.place.offset);
  if (node === undefined) return null;
  // The spec's own examples stand under its H1, or above every heading in a spec that has none.
  const index =
    node.section?.index ??
    spec.sections.find(({ heading, path }) => heading !== null && path.length === 0)?.index ??
    0;
  const layout = layoutOf(spec).sections[index];
  const section = spec.sections[index];
  return layout === undefined || section === undefined
    ? null
    : { ...layout, requirement, blocks: section.blocks, words: wordsOf(layout) };
}

function wordsOf({ heading, nodes }: SectionLayout): Set<string> {
  const words = new Set<string>();
  const visit = (node: Nodes): void => {
    if (node.type === "inlineCode") {
      for (const [word] of node.value.matchAll(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu)) words.add(word);
    } else if ("children" in node) node.children.forEach(visit);
  };
  for (const node of heading === null ? nodes : [heading, ...nodes]) visit(node);
  return words;
}
