/** A bound that a text names. */
export interface Bound {
  /** As it stands, code marks left out: `at most 10`. */
  readonly text: string;
  /** Where it begins in the text, and how long it is there. */
  readonly index: number;
  readonly length: number;
  /** The last number on one side and the first on the other, for each end of the bound. */
  readonly edges: readonly Edge[];
}

export interface Edge {
  readonly inside: number;
  readonly outside: number;
}

/**
 * The bounds in a text: in words (`at most 10`, `between 1 and 100`, `12 characters or fewer`) and in signs (`<= 10`).
 * Those of time, memory and shares are left out: no argument of an example is a second or a percent.
 */
export function readBounds(whole: string): Bound[] {
  const text = whole.slice(0, longestSentence);
  const found: Bound[] = [];
  for (const { pattern, edges } of forms) {
    for (const match of text.matchAll(pattern)) {
      const numbers = [match.groups?.["a"], match.groups?.["b"]].flatMap((word) =>
        word === undefined ? [] : (numberOf(word) ?? []),
      );
      const { index } = match;
      const isTaken = found.some(
        (other) => index < other.index + other.length && other.index < index + match[0].length,
      );
      if (numbers.length === 0 || isTaken || unit.test(text.slice(index + match[0].length))) continue;
      found.push({
        text: match[0].trim().replaceAll(/\s+/g, " "),
        index,
        length: match[0].length,
        edges: edges(numbers),
      });
    }
  }
  return found.toSorted((one, other) => one.index - other.index);
}

interface Form {
  readonly pattern: RegExp;
  readonly edges: (numbers: readonly number[]) => readonly Edge[];
}

const number =
  "(?:-?\\d+(?:[,_]\\d{3})*(?:\\.\\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred)";
const a = `(?<a>${number})`;
const b = `(?<b>${number})`;
const end = "(?![\\p{L}\\p{N}])(?!\\.\\d)";

const forms: readonly Form[] = [
  form(`\\bbetween\\s+${a}\\s+and\\s+${b}${end}`, ([low = 0, high = 0]) => [...least(low), ...most(high)]),
  form(
    `\\b(?:at most|no more than|not more than|up to|limited to|max(?:imum|\\.)?(?: length| size| of| is| number of \\p{L}+)*:?)\\s+${a}${end}`,
    ([n = 0]) => most(n),
  ),
  form(`\\b(?:not |never )exceeds?\\s+${a}${end}`, ([n = 0]) => most(n)),
  form(
    `\\b(?:at least|no fewer than|no less than|not less than|min(?:imum|\\.)?(?: length| size| of| is| number of \\p{L}+)*:?)\\s+${a}${end}`,
    ([n = 0]) => least(n),
  ),
  form(`\\b(?:more|greater|longer|larger|bigger|higher|older) than\\s+${a}${end}`, ([n = 0]) => most(n)),
  form(`\\bexceed(?:s|ing)?\\s+${a}${end}`, ([n = 0]) => most(n)),
  form(`\\b(?:fewer|less|shorter|smaller|lower|younger) than\\s+${a}${end}`, ([n = 0]) => least(n)),
  form(`(?<![\\p{L}\\p{N}.-])${a}(?: \\p{L}+)? or (?:fewer|less|shorter|below|under)\\b`, ([n = 0]) =>
    most(n),
  ),
  form(`(?<![\\p{L}\\p{N}.-])${a}(?: \\p{L}+)? or (?:more|greater|longer|above|over)\\b`, ([n = 0]) =>
    least(n),
  ),
  form(`(?:≤|<=)\\s*${a}${end}`, ([n = 0]) => most(n)),
  form(`(?:≥|(?<!=)>=)\\s*${a}${end}`, ([n = 0]) => least(n)),
  form(`(?<![=<-])<\\s*${a}${end}`, ([n = 0]) => least(n)),
  form(`(?<![=>-])>\\s*${a}${end}`, ([n = 0]) => most(n)),
];

/** Nobody reads a longer one; what is compared with each other stays few. */
const longestSentence = 2_000;

/** Whether a text may hold a bound at all. */
export const mayHoldBound = new RegExp(
  `(?:at (?:most|least)|than|up to|no more|between|exceed(?:s|ing)?|limited to|(?:max|min)[\\p{L} .:]{0,40}?)[\\s\`]+${number}|\\d\`? (?:\\p{L}+ )?or \\p{L}+|[≤≥<>]=?\\s?-?\\d`,
  "iu",
);

/** `most`: n belongs to the lower side; `least`: to the upper one. */
function most(n: number): readonly Edge[] {
  return [{ inside: n, outside: plus(n, 1) }];
}

function least(n: number): readonly Edge[] {
  return [{ inside: n, outside: plus(n, -1) }];
}

/** One step of the last digit that is written. */
function plus(n: number, sign: 1 | -1): number {
  const digits = String(n).split(".")[1]?.length ?? 0;
  return Number((n + sign * 10 ** -digits).toFixed(digits));
}

function form(source: string, edges: Form["edges"]): Form {
  return { pattern: new RegExp(source, "giu"), edges };
}

const words = new Map(
  "zero one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, n) => [word, n]),
);

function numberOf(text: string): number | null {
  const word = text.toLowerCase();
  const known = word === "twenty" ? 20 : word === "hundred" ? 100 : words.get(word);
  if (known !== undefined) return known;
  const value = Number(word.replaceAll(/[,_]/g, ""));
  return Number.isFinite(value) && Math.abs(value) < 1e15 ? value : null;
}

const unit =
  /^\s*(?:%|‰|percent|per cent|(?:milli|micro|nano)?seconds?\b|ms\b|s\b|minutes?\b|[KMGT]i?B\b|(?:kilo|mega|giga)?bytes?\b|times as\b)/iu;
