import { collapse, plainText } from "../pieces.ts";
import { type Role, type SectionDraft, type Title, scenarioTitle } from "../section-draft.ts";
import type { StepWords } from "../step-words.ts";
import type { Dialect, Passage, PassageAt, Signs } from "./dialect.ts";
import { nameOfSteps, piecesBetween, runningSteps, toRunningText } from "./running-steps.ts";

/**
 * Spec Kit's `spec.md` (github/spec-kit, `templates/spec-template.md`): user stories with priorities and acceptance
 * scenarios, edge cases, and lines `FR-001` and `SC-001`, each a requirement of its own.
 */
export const specKit: Dialect = {
  id: "spec-kit",
  recognises,
  roleOf,
  passageOf,
  binds: "in-requirements",
  isTolerant: true,
  fileName: "spec.md",
  companions: [
    "checklist.md",
    "data-model.md",
    "plan.md",
    "quickstart.md",
    "research.md",
    "tasks.md",
    "checklists/",
    "contracts/",
  ],
};

const story =
  /^(?:user\s+story|user-story|ユーザーストーリー|ユーザストーリー|用户故事|使用者故事|사용자\s*스토리|historia de usuario|história de usuário|user-story|récit utilisateur)\s*(?<number>\d+)\s*(?:[-–—:：.]|$)/iu;
const priority =
  /[(（](?:priority|優先度|优先级|優先級|우선순위|prioridad|prioridade|priorität|priorité)\s*[:：]\s*(?<level>[^)）]+)[)）]/iu;
const edgeCases = /^(?:edge cases?|エッジケース|边界情况|邊界情況|엣지 케이스|casos? l[íi]mite)\b/iu;

function recognises({ headings }: Signs): boolean {
  return headings.some(
    ({ text, depth }) =>
      (depth === 1 && /^feature specification\s*[:：]/iu.test(text)) ||
      /^user scenarios\s*(?:&|and)\s*testing\b/iu.test(text) ||
      (story.test(text) && priority.test(text)),
  );
}

function roleOf({ text, parent }: Title, words: StepWords): Role {
  const number = story.exec(text)?.groups?.["number"];
  if (number !== undefined) {
    const level = priority.exec(text)?.groups?.["level"]?.trim() ?? null;
    return { is: "requirement", key: `US${number}`, priority: level };
  }
  const key = keyOf(text, true);
  if (key !== null) return { is: "requirement", key: key.key };
  const numbered = /^(?:acceptance\s+)?scenario\s*\d*\s*[-–—:：.]\s*(?<title>.+)$/iu.exec(text)?.groups?.[
    "title"
  ];
  const title = numbered ?? scenarioTitle(text, words.scenario);
  if (title !== null && title !== undefined) return { is: "scenario", title };
  return { is: parent !== null && isInStory(parent) ? "part" : "plain" };
}

function isInStory(section: SectionDraft): boolean {
  if (section.isRequirementTitle) return section.is !== "item";
  return section.parent !== null && isInStory(section.parent);
}

function passageOf(at: PassageAt): Passage | null {
  const { paragraph, section, number, words, reading } = at;
  const steps = runningSteps(paragraph, words, reading);
  if (steps !== null) return { is: "scenario", title: nameOfSteps(steps), steps };
  const text = toRunningText(paragraph, reading);
  const title = collapse(plainText(text.pieces));
  const own = keyOf(text.shown, isAboutRequirements(section));
  if (own !== null) {
    const pieces = piecesBetween(text, own.end, text.shown.length, reading);
    return { is: "requirement", key: own.key, title, pieces, steps: null };
  }
  if (number === null || !edgeCases.test(section.heading?.text ?? "") || isQuestion(title)) return null;
  return { is: "requirement", key: edgeKey(title), title, pieces: text.pieces, steps: null };
}

/** An edge case has no id of its own: its first words, so that its outcome may change. */
function edgeKey(title: string): string {
  const [start = title] = title.split(/[→?？。:：—]/u);
  const words = start.trim().split(/\s+/u).slice(0, 8).join(" ");
  return `edge case ${words.slice(0, 50).trimEnd()}`;
}

/**
 * The id that a line begins with, and where its text begins: `FR-001:`, `**FR-001** _(done)_:`. Beyond the usual
 * kinds any id counts where requirements stand: elsewhere `UTF-8:` would be one.
 */
function keyOf(text: string, isFree: boolean): { readonly key: string; readonly end: number } | null {
  const found =
    /^\s*(?<key>(?<kind>\p{Lu}[\p{Lu}\d]*)(?:-\p{Lu}[\p{Lu}\d]*)*-\d+[a-z]?)\s*(?:[(（][^)）]*[)）]|\[[^\]]*\])?\s*[:：]\s*/u.exec(
      text,
    );
  const { key, kind } = found?.groups ?? {};
  if (found === null || key === undefined || kind === undefined) return null;
  return usual.has(kind) || isFree ? { key, end: found[0].length } : null;
}

const usual: ReadonlySet<string> = new Set(["FR", "NFR", "SC", "REQ"]);

function isAboutRequirements({ heading, parent }: SectionDraft): boolean {
  if (heading !== null && /entit(?:y|ies)|glossary|terms|エンティティ|实体|實體|엔티티/iu.test(heading.text))
    return false;
  if (heading !== null && /requirement|success criteria|要件|需求|요구/iu.test(heading.text)) return true;
  return parent !== null && isAboutRequirements(parent);
}

/** `What happens when …?` with no answer asks, and says nothing that could be checked. */
function isQuestion(title: string): boolean {
  return /^[^.!?。！？→]*[?？]$/u.test(title);
}
