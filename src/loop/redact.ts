import type { Secret } from "./redact-environment.ts";
import { secretForms } from "./redact-patterns.ts";

/** Takes secrets out of what leaves the process, or stays on disk. */
export interface Redactor {
  /** The text with `[secret: NAME]` in the place of each secret. Redacted once or twice, it is the same. */
  readonly text: (text: string) => string;
  /** A value as JSON has it, every string in it redacted but those under `keep`. */
  readonly value: <Value>(value: Value, keep?: ReadonlySet<string>) => Value;
  /** Where that begins, at the end of a text that goes on, which may turn out to be a part of a secret. */
  readonly undecidedFrom: (text: string) => number;
}

/** A redactor for these secrets and for those that can be told by their form. */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const known = secrets
    .flatMap(({ name, value }) => spellings(value).map((spelling) => ({ name, spelling })))
    .toSorted((one, other) => other.spelling.length - one.spelling.length);
  const names = new Map(known.map(({ name, spelling }) => [spelling, name]));
  const placeholders = [...secrets, ...secretForms].map(({ name }) => escaped(placeholder(name)));
  const parts = [
    ...placeholders,
    ...[...names.keys()].map(escaped),
    ...secretForms.map(({ pattern }, at) => `(?<form${at}>${pattern.source})`),
  ];
  const all = new RegExp(parts.join("|"), "g");
  const nameOf = (found: string, groups: Readonly<Record<string, string | undefined>>): string | null =>
    names.get(found) ?? secretForms.find((_, at) => groups[`form${at}`] !== undefined)?.name ?? null;
  const text = (given: string): string => {
    const whole = given.replaceAll(all, (found: string, ...rest: unknown[]) => {
      const name = nameOf(found, rest.at(-1) as Readonly<Record<string, string | undefined>>);
      return name === null ? found : placeholder(name);
    });
    return known.length > 0 && whole.includes("…") ? withoutHalves(whole, known) : whole;
  };
  return {
    text,
    value: (value, keep = none) => redactValue(value, text, keep) as typeof value,
    undecidedFrom: (given) => {
      const from = Math.min(formBeginsAt(given), ...known.map(({ spelling }) => beginsAt(spelling, given)));
      // A whole one is not cut by the beginning of another that stands at its end.
      const cut = [...given.matchAll(all)].find(({ 0: found, index }) => index + found.length > from);
      return Math.min(from, cut?.index ?? from);
    },
  };
}

/** Where a text ends in the beginning of a secret; its length where it does not. */
function beginsAt(spelling: string, text: string): number {
  for (let at = Math.max(0, text.length - spelling.length + 1); at < text.length; at++)
    if (spelling.startsWith(text.slice(at))) return at;
  return text.length;
}

/** The same for the forms: a word that goes on, what announces a key, a private key without its end. */
function formBeginsAt(text: string): number {
  const key = text.lastIndexOf("-----BEGIN");
  const isOpen =
    key !== -1 && text.length - key < longestForm && !/-----END [^\n]*-----/.test(text.slice(key));
  return Math.min(isOpen ? key : text.length, Math.max(0, text.search(openWord)));
}

const longestForm = 20_000;

/** Always matches, if only at the end. The longest word of a form has some 255 characters. */
const openWord =
  /(?:(?:aws|AWS)_?(?:secret|SECRET)_?(?:access|ACCESS)_?(?:key|KEY)["'\s:=]{0,8})?[\w./+=%-]{0,300}$/;

/** The first placeholder in a text; null when there is none. */
export function placeholderIn(text: string): string | null {
  return /\[secret: [^\]\n]{1,100}\]/.exec(text)?.[0] ?? null;
}

function placeholder(name: string): string {
  return `[secret: ${name}]`;
}

/** The value as it is, inside JSON, inside a URL; of one with several lines, each long line by itself. */
function spellings(value: string): readonly string[] {
  const lines = value.split(/\r?\n/);
  const long = lines.length > 1 ? lines.map((line) => line.trim()).filter((line) => line.length >= 16) : [];
  const all = [value, ...long].flatMap((one) => [
    one,
    JSON.stringify(one).slice(1, -1),
    encodeURIComponent(one.toWellFormed()),
  ]);
  return [...new Set(all)];
}

interface Known {
  readonly name: string;
  readonly spelling: string;
}

/** A text that was shortened may end, before its ellipsis, in the beginning of a secret; or go on with its end. */
function withoutHalves(text: string, known: readonly Known[]): string {
  const parts = text.split(/(\n… [\d,]+ characters left out …\n|…(?=\n|$))/);
  return parts
    .map((part, at) => {
      if (at % 2 === 1) return part;
      const head = at === 0 ? part : withoutEndAtStart(part, known);
      return at === parts.length - 1 ? head : withoutStartAtEnd(head, known);
    })
    .join("");
}

/** Fewer characters of a secret tell nothing, and would be found by chance. */
const shortestHalf = 6;

function withoutStartAtEnd(text: string, known: readonly Known[]): string {
  for (const { name, spelling } of known) {
    const start = spelling.slice(0, shortestHalf);
    let at = text.indexOf(start, Math.max(0, text.length - spelling.length));
    for (; at !== -1; at = text.indexOf(start, at + 1)) {
      if (spelling.startsWith(text.slice(at))) return text.slice(0, at) + placeholder(name);
    }
  }
  return text;
}

function withoutEndAtStart(text: string, known: readonly Known[]): string {
  for (const { name, spelling } of known) {
    const end = spelling.slice(-shortestHalf);
    const head = text.slice(0, spelling.length);
    for (let at = head.indexOf(end); at !== -1; at = head.indexOf(end, at + 1)) {
      const half = head.slice(0, at + end.length);
      if (spelling.endsWith(half)) return placeholder(name) + text.slice(half.length);
    }
  }
  return text;
}

function redactValue(value: unknown, text: (text: string) => string, keep: ReadonlySet<string>): unknown {
  if (typeof value === "string") return text(value);
  if (Array.isArray(value)) return value.map((item) => redactValue(item, text, keep));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, own]) =>
      // The input of a tool has keys of whoever calls it.
      keep.has(key) ? [key, own] : [text(key), redactValue(own, text, key === "input" ? none : keep)],
    ),
  );
}

const none: ReadonlySet<string> = new Set();

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
