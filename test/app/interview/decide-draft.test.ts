import { describe, expect, test } from "vitest";
import type { DraftDecision, DraftItem } from "../../../src/app/interview/decide-draft.ts";
import { decidedSpec, insteadOf, itemsOf } from "../../../src/app/interview/decide-draft.ts";

const one = { title: "Doubles", blocks: [{ head: null, parts: ["- `double(2)` is `4`."] }] };
const two = { title: "Refuses", blocks: [{ head: null, parts: ["- `double(null)` throws."] }] };
const drafted = {
  intent: "Doubles it.",
  call: "Call: `double(value)`",
  requirements: [one, two],
  questions: ["Why?"],
};
const items = itemsOf(drafted, "Mine.");
const base = { call: drafted.call, intent: "Mine." };

const keep: DraftDecision = { is: "keep" };
const leave: DraftDecision = { is: "leave-out" };
const later: DraftDecision = { is: "later" };

test("the first sentence, each requirement and each question is one decision", () => {
  expect(items.map(({ is }) => is)).toStrictEqual(["intent", "requirement", "requirement", "question"]);
  expect(itemsOf(drafted, "Doubles it.").map(({ is }) => is)).not.toContain("intent");
});

describe("decisions", () => {
  test.each<[name: string, decisions: readonly DraftDecision[], spec: object]>([
    ["none yet", [], { ...base, requirements: [], questions: [] }],
    ["all kept", [keep, keep, keep, keep], drafted],
    ["all left out", [leave, leave, leave, leave], { ...base, requirements: [], questions: [] }],
    [
      "one for later is a question, in its place",
      [leave, later, keep, keep],
      { ...base, requirements: [two], questions: ["Doubles: is that wanted?", "Why?"] },
    ],
    [
      "one's own words",
      [keep, { is: "instead", items: [{ is: "requirement", requirement: two }] }],
      { ...drafted, requirements: [two], questions: [] },
    ],
  ])("%s", (_, decisions, spec) => {
    expect(decidedSpec(items, decisions, base)).toStrictEqual(spec);
  });
});

describe("one's own words instead", () => {
  const requirement: DraftItem = { is: "requirement", requirement: one };
  const question: DraftItem = { is: "question", markdown: "Why?" };
  test.each<[name: string, item: DraftItem, text: string, items: readonly DraftItem[]]>([
    [
      "without a heading stand under the one that is there",
      requirement,
      "- `double(null)` throws.",
      [{ is: "requirement", requirement: { ...two, title: "Doubles" } }],
    ],
    [
      "with headings are as many requirements",
      requirement,
      "## Doubles\n\n- `double(2)` is `4`.\n\n## Refuses\n\n- `double(null)` throws.\n",
      [requirement, { is: "requirement", requirement: two }],
    ],
    ["for a question are a question", question, " Why not? ", [{ is: "question", markdown: "Why not?" }]],
  ])("%s", (_, item, text, expected) => {
    expect(insteadOf(item, text)).toStrictEqual({ items: expected });
  });

  test.each<[name: string, item: DraftItem, text: string, problem: RegExp]>([
    ["nothing", requirement, " ", /a requirement with an example/],
    ["a comment", requirement, "- `double(2)` is `4`. <!-- id: x -->", /HTML or a comment/],
    ["two lines for one", question, "Why?\n\nWhat?", /one line/],
    ["an example for a question", question, "`double(2)` is `4`.", /plain sentence/],
  ])("are refused where they are %s", (_, item, text, problem) => {
    expect(insteadOf(item, text)).toStrictEqual({ problem: expect.stringMatching(problem) });
  });
});
