import { collapse, plainText } from "../pieces.ts";
import { type Role, type SectionDraft, type Title, scenarioTitle } from "../section-draft.ts";
import type { StepWords } from "../step-words.ts";
import type { Dialect, Passage, PassageAt, Signs } from "./dialect.ts";
import { earsSteps, isEars } from "./ears.ts";
import { piecesBetween, toRunningText } from "./running-steps.ts";

/**
 * `requirements.md` of Kiro and of cc-sdd: `### Requirement 1: …`, and below "Acceptance Criteria" numbered lines in
 * EARS. Each line is a requirement with the id `1.2` that designs and tasks refer to. Headings may be in any of the
 * languages that cc-sdd writes.
 */
export const kiro: Dialect = {
  id: "kiro",
  recognises,
  roleOf,
  passageOf,
  binds: "in-requirements",
  isTolerant: true,
  fileName: "requirements.md",
  companions: ["bugfix.md", "design.md", "research.md", "gap-analysis.md", "tasks.md"],
};

const requirementWords =
  "requirement|req|要件|要求|需求|要求事項|요구사항|요구 사항|requisito|requerimiento|exigence|anforderung|требование|المتطلب|απαίτηση";
const numbered = new RegExp(
  `^(?:${requirementWords})\\s*(?<number>\\d+(?:\\.\\d+)*)\\s*(?:[:：.\\-–—]\\s*.*)?$`,
  "isu",
);
const leading = /^(?<number>\d+(?:\.\d+)*)[.)．]?\s+\S/u;
const requirementsTitles =
  /^(?:requirements|要件|要求|需求|요구사항|요구 사항|requisitos|requisiti|requerimientos|exigences|anforderungen|требования|المتطلبات|απαιτήσεις)$/iu;
const documentTitles =
  /^(?:requirements document|要件定義書|要件定義|要件ドキュメント|需求文档|需求文件|需求規格|요구사항 문서|documento de requisitos|documento dei requisiti|document d(?:es |')exigences|anforderungsdokument|документ требований)$/iu;
const criteriaTitles =
  /^(?:acceptance criteria|受け入れ基準|受入基準|受入れ基準|受け入れ条件|验收标准|驗收標準|驗收準則|验收准则|인수 기준|수용 기준|수락 기준|criterios de aceptación|critérios de aceitação|critères d['’]acceptation|akzeptanzkriterien|criteri di accettazione|критерии приемки|критерии приёмки|معايير القبول|κριτήρια αποδοχής)\s*[:：]?$/iu;

function recognises({ file, headings }: Signs): boolean {
  const hasCriteria = headings.some(({ text }) => criteriaTitles.test(text));
  const hasNumbered = headings.some(({ text }) => numbered.test(text));
  if (hasCriteria && (hasNumbered || headings.some(({ text }) => leading.test(text)))) return true;
  if (/(?:^|\/)\.kiro\/specs\/.*requirements\.md$/u.test(file)) return hasNumbered || hasCriteria;
  return hasNumbered && headings.some(({ text, depth }) => depth === 1 && documentTitles.test(text));
}

function roleOf({ text, parent }: Title, words: StepWords): Role {
  const title = scenarioTitle(text, words.scenario);
  if (title !== null) return { is: "scenario", title };
  const isListed = requirementsTitles.test(parent?.heading?.text ?? "");
  const number =
    numbered.exec(text)?.groups?.["number"] ??
    (isListed ? leading.exec(text)?.groups?.["number"] : undefined);
  if (number !== undefined) return { is: "requirement", key: number };
  return { is: requirementAbove(parent) === null ? "plain" : "part" };
}

function passageOf({ paragraph, section, number, isOrdered, words, reading }: PassageAt): Passage | null {
  const requirement = requirementAbove(section);
  if (requirement === null || section.is === "item" || number === null) return null;
  const text = toRunningText(paragraph, reading);
  const shown = collapse(plainText(text.pieces));
  const isCriteria = criteriaTitles.test(section.heading?.text ?? "");
  if (!isCriteria && !(isOrdered && isEars(shown, words))) return null;
  const written = /^\s*(?<key>\d+(?:\.\d+)+)[.):：]?\s+/u.exec(text.shown);
  const key = written?.groups?.["key"] ?? `${requirement.key ?? ""}.${number}`;
  return {
    is: "requirement",
    key,
    title: written === null ? `${key} ${shown}` : shown,
    pieces: piecesBetween(text, written?.[0].length ?? 0, text.shown.length, reading),
    steps: earsSteps(paragraph, words, reading),
  };
}

function requirementAbove(section: SectionDraft | null): SectionDraft | null {
  if (section === null) return null;
  return section.isRequirementTitle && section.is === "heading" ? section : requirementAbove(section.parent);
}
