import { SourceMap } from "node:module";
import type { SourceMapPayload } from "node:module";
import type { Span } from "../../verdict/coverage.ts";

/** The part of a source map that says where things come from. */
export interface ScriptMap {
  readonly mappings: string;
  readonly sources: readonly string[];
}

/** How places in a script as it was compiled lie in the file as it is written. */
export interface Placing {
  /** Parts of the file that stand in the script: of all others nothing can be seen. */
  readonly seen: readonly Span[];
  /** Parts of the file that these parts of the script were made from. */
  inFile(spans: readonly Span[]): readonly Span[];
}

/** A script whose places are those of the file: as it is written, or with its types made blank. */
export function samePlaces(length: number): Placing {
  return {
    seen: length === 0 ? [] : [[0, length]],
    inFile: (spans) =>
      spans.flatMap(([from, to]) => (from < length ? [[from, Math.min(to, length)] as const] : [])),
  };
}

/**
 * A script that was made from the file. Each of its words stands for the same word of the file, as far as the map
 * leads to it; the first one behind a mapping stands for the word that is written where it leads. What the transform
 * made up stands for nothing.
 *
 * @param script - the code without what was put before it.
 * @param start - offset of the code in the script as it was compiled.
 * @param map - null when the script ends with it.
 * @param text - the file as it is written.
 */
export function mappedPlaces(
  script: string,
  start: number,
  map: ScriptMap | null,
  text: string,
): Placing | null {
  const payload = map ?? inlineMap(script);
  if (payload === null) return null;
  const words = mappedWords(script, new SourceMap(fullMap(payload)), text);
  return {
    seen: inOrder(words.map(({ span }) => span)),
    inFile(spans) {
      const found: Span[] = [];
      let next = 0;
      for (const [from, to] of spans) {
        while (next < words.length && (words[next]?.at ?? 0) + start < from) next += 1;
        for (; next < words.length; next += 1) {
          const { at, span } = words[next] as Word;
          if (at + start >= to) break;
          found.push(span);
        }
      }
      return inOrder(found);
    },
  };
}

/** Spans in any order as they are kept: ascending and apart. */
export function inOrder(spans: readonly Span[]): readonly Span[] {
  return joined(spans.toSorted((a, b) => a[0] - b[0]));
}

/** Spans in their order, those that touch made one. */
function joined(spans: readonly Span[]): readonly Span[] {
  const whole: [number, number][] = [];
  for (const [from, to] of spans) {
    const last = whole.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) whole.push([from, to]);
  }
  return whole;
}

interface Word {
  /** Offset in the code. */
  readonly at: number;
  readonly span: Span;
}

const mapComment = /\/\/[#@] sourceMappingURL=data:application\/json[^,\n]*;base64,([\w+/=]+)/g;

function inlineMap(script: string): ScriptMap | null {
  const encoded = [...script.matchAll(mapComment)].at(-1)?.[1];
  return encoded === undefined
    ? null
    : (JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as ScriptMap);
}

function fullMap({ mappings, sources }: ScriptMap): SourceMapPayload {
  return {
    version: 3,
    file: "",
    sources: [...sources],
    sourcesContent: [],
    names: [],
    mappings,
    sourceRoot: "",
  };
}

/** A mapping begins where a word or a sign does, so that these are all the places to ask for. */
const wordOrSign = /[\p{ID_Continue}$]+|\S/gu;

function mappedWords(script: string, map: SourceMap, text: string): readonly Word[] {
  const [made, written] = [lineStarts(script), lineStarts(text)];
  const isComment = (line: number): boolean => script.startsWith("//# ", made[line]);
  let line = 0;
  let lastMapping = -1;
  return [...script.matchAll(wordOrSign)].flatMap(({ 0: word, index }): readonly Word[] => {
    while ((made[line + 1] ?? Number.POSITIVE_INFINITY) <= index) line += 1;
    if (isComment(line)) return [];
    const entry = map.findEntry(line, index - (made[line] ?? 0));
    if (!("originalLine" in entry)) return [];
    const mapping = (made[entry.generatedLine] ?? 0) + entry.generatedColumn;
    const origin = (written[entry.originalLine] ?? text.length) + entry.originalColumn;
    const isFirst = mapping !== lastMapping && entry.generatedLine === line;
    lastMapping = mapping;
    const same = origin + index - mapping;
    if (text.startsWith(word, same)) return [{ at: index, span: [same, same + word.length] }];
    const there = isFirst ? wordAt(text, origin) : 0;
    return there === 0 ? [] : [{ at: index, span: [origin, origin + there] }];
  });
}

function wordAt(text: string, offset: number): number {
  return /^(?:[\p{ID_Continue}$]+|\S)/u.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
}
