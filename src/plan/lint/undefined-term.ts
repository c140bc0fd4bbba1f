import type { Found, LintRule } from "./finding.ts";
import type { SpecView } from "./spec-view.ts";

/** A word that is used as if everybody knew it, and that nothing in the spec explains. */
export const undefinedTerm: LintRule = {
  level: "hint",
  summary:
    "An abbreviation that requirements use is explained once; code that they speak of occurs in an example.",
  expected: "what it means, where it stands first",
  example: "The system MUST reject a VAT (value added tax) number with letters.",
  find: (view) => [...abbreviations(view), ...namesInCode(view)],
};

function abbreviations(view: SpecView): Found[] {
  const told = new Set<string>();
  return view.binding.flatMap(({ words, place, section }) =>
    [...words.matchAll(abbreviation)].flatMap(({ 0: word, index }): Found[] => {
      if (told.size >= mostTerms || told.has(word) || known.has(word) || isShouted(words, word)) return [];
      told.add(word);
      if (isExplained(word, view.spec.text)) return [];
      const offset = place.offset + index;
      return [
        {
          place: view.placeBetween(offset, offset + word.length),
          section,
          message: `nothing in this spec says what ${word} is`,
        },
      ];
    }),
  );
}

/** Each is searched for in the whole text; a spec with more of them wants a glossary, not a list of findings. */
const mostTerms = 50;

/** Two to five capitals, plural or not; not a part of an id such as FR-001. */
const abbreviation = /(?<![\p{L}\p{N}_/.\-:#])\p{Lu}{2,5}(?=s?(?![\p{L}\p{N}_]|[-–./]\p{L}|[-–]\d))/gu;

/** What every developer reads without a glossary, and what specs use as their own grammar. */
const known = new Set(
  [
    "THE A AN FOR TO IN OF AS BY WITH BE IS ARE MUST SHALL SHOULD MAY NOT WILL CAN AND OR IF THEN WHEN WHILE WHERE GIVEN BUT ELSE ALL ANY NO ON OFF TRUE FALSE",
    "ADDED MODIFIED REMOVED RENAMED TODO FIXME TBD NOTE OK NA FR SC NFR US AC ID IDS UUID GUID URI URL URLS API APIS CLI UI UX",
    "GUI OS IO CI CD PR HTTP HTTPS HTML CSS XML JSON YAML TOML CSV SQL PDF PNG JPG JPEG GIF SVG DOM SDK IDE NPM TTY ASCII",
    "UTF UTC ISO RFC BOM EOF EOL LF CR CRLF TCP UDP IP DNS TLS SSL SSH FTP SMTP JWT CORS CSRF XSS GET PUT POST PATCH HEAD",
    "DELETE READ WRITE EXIT ENV PATH HOME CPU GPU RAM DB REST RPC CRUD REGEX NAN NULL MIT EU USA UK USD EUR AM PM AI LLM",
    "PII GDPR SHA MD TS JS JSX TSX MB KB GB EARS BDD TDD MVP FAQ QA LGTM ERROR WARN INFO DEBUG PASS FAIL FATAL SELECT INSERT LIKE ILIKE JOIN",
  ]
    .join(" ")
    .split(" "),
);

/** Between other words in capitals it is stress, not an abbreviation. */
function isShouted(words: string, word: string): boolean {
  return new RegExp(
    `(?:(?!MUST|SHALL)\\p{Lu}{2,}[ ,]+${word}|${word}[ ,]+(?!MUST|SHALL|NOT)\\p{Lu}{2,})(?!\\p{Ll})`,
    "u",
  ).test(words);
}

/** `value added tax (VAT)`, `VAT (value …)`, `VAT is`, `**VAT**`, `VAT:`, a heading with it, or long words that begin so. */
function isExplained(word: string, text: string): boolean {
  return new RegExp(
    `\\(${word}s?\\b|\\b${word}s? \\(|\\b${word}s? (?:is|are|means|stands for)\\b|\\*\\*${word}|\\b${word}s?\\*{0,2}\\s*[:–—=]|^#+ .*\\b${word}\\b|^\\|\\s*${word}\\s*\\||\\[${word}`,
    "mu",
  ).test(text);
}

/** A name in code in the text of a requirement with examples, that neither they nor the subject know. */
function namesInCode(view: SpecView): Found[] {
  const told = new Set<string>();
  const { subjects, helpers = [] } = view.plan;
  const exported = new Set([...subjects, ...helpers].flatMap(({ exports }) => exports ?? []));
  return view.spec.sections.flatMap((section): Found[] => {
    const owner = view.requirementOf(section.index);
    if (owner === null || section.isScenario || section.path.length === 0) return [];
    const examples = view.examplesBelow(view.sectionOf(owner));
    if (!examples.some(({ body }) => body.is === "steps")) return [];
    return view.prose(section, callInCode).flatMap(({ kind, place }) => {
      if (kind !== "prose") return [];
      const source = view.spec.text.slice(place.offset, place.endOffset);
      return [...source.matchAll(callsInCode)].flatMap(({ index, groups }): Found[] => {
        const name = groups?.["name"] ?? "";
        if (told.has(name) || exported.has(name) || occursElsewhere(name, place.offset + index, view))
          return [];
        told.add(name);
        const offset = place.offset + index;
        return [
          {
            place: view.placeBetween(offset, offset + name.length + 1),
            section: section.index,
            message: `the text speaks of \`${name}\`, and neither an example nor the subject has it`,
            expected: "an example that uses it, or the name that it has now",
            example: `- \`${name}(…)\` returns \`…\`.`,
          },
        ];
      });
    });
  });
}

const callInCode = /`[A-Za-z_$][\w$]*\(\)`/u;
const callsInCode = /`(?<name>[A-Za-z_$][\w$]*)\(\)`/gu;

/** Anywhere else in the spec: in an example, a fence, a heading, an import. */
function occursElsewhere(name: string, offset: number, { spec }: SpecView): boolean {
  const { text } = spec;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (at < offset || at > offset + name.length) return true;
  }
  return false;
}
