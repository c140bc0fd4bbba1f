import type { Paragraph, RootContent } from "mdast";
import type { Passage } from "./dialects/dialect.ts";
import { readRunningText } from "./paragraph.ts";
import { readScenario } from "./scenario.ts";
import { startItem } from "./section-draft.ts";
import type { ScenarioBlock } from "./spec.ts";
import { readToolComments } from "./tool-comments.ts";
import { type Walk, addBlock, obey } from "./walk.ts";

/**
 * Reads what a dialect has found in a paragraph: a scenario, or a requirement that is no heading. `below` is what
 * stands in the same item of a list; `readBelow` reads it as anywhere.
 */
export function readPassage(
  passage: Passage,
  paragraph: Paragraph,
  below: readonly RootContent[],
  walk: Walk,
  readBelow: (node: RootContent) => void,
): void {
  if (passage.is === "scenario") {
    addScenario(passage, paragraph, walk);
    below.forEach(readBelow);
  } else readRequirement(passage, paragraph, below, walk, readBelow);
}

/** Below a scenario's heading it is that scenario. */
function addScenario(
  { title, steps }: Extract<Passage, { is: "scenario" }>,
  paragraph: Paragraph,
  walk: Walk,
): void {
  const { section, reading } = walk;
  const place = reading.placeOf(paragraph);
  if (!section.isScenario) addBlock(readScenario(title, steps, place, reading, true), walk);
  else {
    section.steps.push(...steps);
    section.stepsEnd = place.endOffset;
  }
}

/** What stands below it in the item is its own: there its examples go. */
function readRequirement(
  { key, title, pieces, steps }: Extract<Passage, { is: "requirement" }>,
  paragraph: Paragraph,
  below: readonly RootContent[],
  walk: Walk,
  readBelow: (node: RootContent) => void,
): void {
  const { section: around, reading, sections } = walk;
  const comments = paragraph.children.flatMap((node) =>
    node.type === "html" ? readToolComments(node.value).map((comment) => ({ comment, node })) : [],
  );
  if (comments.some(({ comment }) => comment.says === "prose")) return;
  const place = reading.placeOf(paragraph);
  const item = startItem(title, key, place, around, sections.length);
  item.pinnedId = walk.pin;
  walk.pin = null;
  sections.push(item);
  walk.section = item;
  for (const { comment, node } of comments) obey(comment, node, walk);
  item.isUntouched = false;
  const scenario = steps === null ? null : readScenario(title, steps, place, reading, true);
  if (scenario !== null && isBound(scenario)) addBlock(scenario, walk);
  else readRunningText(pieces, walk);
  below.forEach(readBelow);
  // One that runs something and expects nothing says why it is unbound, unless examples below make it concrete.
  if (scenario !== null && item.blocks.length === 0 && scenario.steps.length > 0) addBlock(scenario, walk);
  walk.section = around;
}

function isBound({ steps, unboundSteps }: ScenarioBlock): boolean {
  return unboundSteps.length === 0 && steps.some((step) => step.do === "check");
}
