import type { Diagnostic } from "../spec/spec.ts";
import type { ExampleDraft } from "./draft-example.ts";
import { draftUnbound } from "./draft-example.ts";
import type { NamedSpec } from "./ids.ts";
import { exampleId, idGiver, keyedId, requirementId } from "./ids.ts";
import type { OutlineNode } from "./outline.ts";
import type { Example, Requirement } from "./plan.ts";
import { planDiagnostic } from "./rules.ts";
import { numberRepeats } from "./titles.ts";

/** A heading and the examples that its blocks make. */
export interface DraftedNode {
  readonly node: OutlineNode;
  readonly drafts: readonly ExampleDraft[];
}

/**
 * The headings that are requirements, with ids: those with examples, with a normative sentence, with a title
 * that says so, or that a person checks. A normative one with no example in its section or below it gets one
 * that fails as unbound; one whose text is divided into items that are requirements leaves that to them.
 */
export function requirementsOf(
  spec: NamedSpec,
  specsFolder: string,
  nodes: readonly DraftedNode[],
  illTyped: ReadonlySet<ExampleDraft>,
): { requirements: Requirement[]; diagnostics: Diagnostic[] } {
  const covered = coveredNodes(nodes);
  const divided = dividedNodes(nodes);
  const pins = new Set(nodes.flatMap(pinnedIds));
  const give = { requirement: idGiver(pins), example: idGiver(pins) };
  const diagnostics: Diagnostic[] = [];
  const requirements = nodes.filter(isRequirement).map(({ node, drafts }) => {
    const id = node.pinnedId?.id ?? numbered(idOf(node, spec, specsFolder), node.place, give.requirement);
    const isKept = covered.has(node) || divided.has(node) || node.manual !== null;
    const all = drafts.length > 0 || isKept ? drafts : [unboundOf(node)];
    const titles = numberRepeats(all.map(({ title }) => title));
    return {
      id,
      title: node.title,
      path: node.path,
      place: node.place,
      manual: node.manual,
      ...(node.section?.priority === undefined ? {} : { priority: node.section.priority }),
      examples: all.map((draft, index) => exampleOf(draft, id, titles[index] ?? draft.title)),
    };
  });
  return { requirements, diagnostics };

  function exampleOf(draft: ExampleDraft, requirement: string, title: string): Example {
    const { block: _, pinnedId, likeness, ...rest } = draft;
    const id =
      pinnedId?.id ?? numbered(exampleId(requirement, draft.kind, draft.input), draft.place, give.example);
    return {
      ...rest,
      id,
      requirement,
      title,
      likeness: `${requirement} ${likeness ?? id}`,
      illTyped: illTyped.has(draft),
    };
  }

  function numbered(id: string, place: Example["place"], give: (id: string) => string): string {
    const free = give(id);
    if (free !== id) {
      diagnostics.push(
        planDiagnostic("id-repeated", spec.file, place, `The id \`${id}\` is taken, so this is \`${free}\`.`),
      );
    }
    return free;
  }
}

function isRequirement({ node, drafts }: DraftedNode): boolean {
  return drafts.length > 0 || node.manual !== null || promises(node);
}

function promises(node: OutlineNode): boolean {
  return node.normative.length > 0 || node.isRequirementTitle;
}

/** Headings with examples in their own section or below it. */
function coveredNodes(nodes: readonly DraftedNode[]): ReadonlySet<OutlineNode> {
  const covered = new Set<OutlineNode>();
  for (const { node, drafts } of nodes) {
    for (let at: OutlineNode | null = drafts.length > 0 ? node : null; at !== null; at = at.parent)
      covered.add(at);
  }
  return covered;
}

/** Headings above items that are requirements of their own. */
function dividedNodes(nodes: readonly DraftedNode[]): ReadonlySet<OutlineNode> {
  const divided = new Set<OutlineNode>();
  for (const { node } of nodes) {
    if (node.section?.is !== "item") continue;
    for (let at = node.parent; at !== null; at = at.parent) divided.add(at);
  }
  return divided;
}

function idOf({ section, path }: OutlineNode, spec: NamedSpec, specsFolder: string): string {
  if (section?.key !== undefined) return keyedId(spec, specsFolder, section.key);
  return requirementId(spec, specsFolder, section === null ? [] : path);
}

function unboundOf({ title, place, normative }: OutlineNode): ExampleDraft {
  const text = normative.map((sentence) => sentence.text).join("\n");
  return draftUnbound(title, normative[0]?.place ?? place, text === "" ? title : text);
}

function pinnedIds({ node, drafts }: DraftedNode): string[] {
  return [node, ...drafts].flatMap(({ pinnedId }) => pinnedId?.id ?? []);
}
