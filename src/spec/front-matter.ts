import type { RootContent, Yaml } from "mdast";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Node, Pair } from "yaml";
import type { Reading } from "./reading.ts";
import type { DialectId, FrontMatter, Place } from "./spec.ts";

export const noFrontMatter: FrontMatter = { subjects: [], draft: false, dialect: null };

/**
 * Reads the YAML above the text: `subject:` and `helpers:`, one path or a list, `draft:` and `dialect:`. Other keys
 * are `others`.
 */
export function readFrontMatter(
  node: Yaml,
  dialects: readonly DialectId[],
  reading: Reading,
): { readonly frontMatter: FrontMatter; readonly others: readonly OtherKey[] } {
  const others: OtherKey[] = [];
  return { frontMatter: readKeys(node, dialects, others, reading), others };
}

/** A key that is none of greenbar's. */
export interface OtherKey {
  readonly key: string;
  readonly place: Place;
}

function readKeys(
  node: Yaml,
  dialects: readonly DialectId[],
  others: OtherKey[],
  reading: Reading,
): FrontMatter {
  const { offset, endOffset } = reading.placeOf(node);
  // The node's own value has lost the line endings of CRLF files in places; the text has not.
  const source = reading.text.slice(offset, endOffset);
  const start = source.search(/[\r\n]/u) + (source.includes("\r\n") ? 2 : 1);
  // YAML knows no line that ends with a carriage return alone; of the same length, a line feed does as well.
  const yaml = source
    .slice(start, Math.max(start, source.length - "---".length))
    .replaceAll(/\r(?!\n)/gu, "\n");
  const placeOf = (range: readonly number[] | null | undefined): Place =>
    range === null || range === undefined
      ? reading.placeOf(node)
      : reading.placeBetween(offset + start + (range[0] ?? 0), offset + start + (range[1] ?? 0));
  const document = parseDocument(yaml, { prettyErrors: false });
  for (const { message, pos } of document.errors) {
    reading.report("front-matter-yaml", placeOf(pos), `the front matter is no YAML: ${message}`);
  }
  if (document.errors.length > 0 || document.contents === null) return noFrontMatter;
  if (!isMap(document.contents)) {
    reading.report("front-matter-yaml", reading.placeOf(node), "the front matter holds no keys");
    return noFrontMatter;
  }
  let { subjects, draft, dialect } = noFrontMatter;
  let helpers: FrontMatter["subjects"] = [];
  for (const pair of document.contents.items as Pair<Node, Node | null>[]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    if (key === "subject") subjects = readPaths("subject", pair, placeOf, reading);
    else if (key === "helpers") helpers = readPaths("helpers", pair, placeOf, reading);
    else if (key === "draft") draft = readDraft(pair, placeOf, reading);
    else if (key === "dialect") dialect = readDialect(pair, dialects, placeOf, reading);
    else others.push({ key, place: placeOf(pair.key.range) });
  }
  return { subjects, ...(helpers.length > 0 && { helpers }), draft, dialect };
}

/** Reports keys below a first line of hyphens that no second one closes: to Markdown they are a rule and text. */
export function reportOpenFrontMatter(nodes: readonly RootContent[], reading: Reading): void {
  const [rule, keys] = nodes;
  if (rule?.type !== "thematicBreak" || rule.position?.start.line !== 1) return;
  if (keys?.type !== "paragraph" && keys?.type !== "heading") return;
  const source = reading.sourceOf(keys);
  if (/^(?:subject|helpers|draft|dialect):/u.test(source)) {
    reading.report("front-matter-unclosed", reading.placeOf(keys), "the front matter is not closed");
  }
}

type PlaceOf = (range: readonly number[] | null | undefined) => Place;

function readPaths(
  of: "subject" | "helpers",
  { key, value }: Pair<Node, Node | null>,
  placeOf: PlaceOf,
  reading: Reading,
): FrontMatter["subjects"] {
  const items = isSeq<Node>(value) ? value.items : [value];
  return items.flatMap((item) => {
    const path = isScalar(item) ? item.value : undefined;
    const place = placeOf((item ?? key).range);
    if (typeof path === "string" && path.trim() !== "") return [{ path: path.trim(), place }];
    reading.report(`front-matter-${of}`, place, `\`${of}\` holds something else than a path`);
    return [];
  });
}

function readDialect(
  { key, value }: Pair<Node, Node | null>,
  dialects: readonly DialectId[],
  placeOf: PlaceOf,
  reading: Reading,
): DialectId | null {
  const found = dialects.find((id) => isScalar(value) && value.value === id);
  if (found !== undefined) return found;
  const place = placeOf((value ?? key).range);
  reading.report("front-matter-dialect", place, "`dialect` is none that greenbar reads", {
    expected: dialects.map((id) => `\`${id}\``).join(", "),
  });
  return null;
}

function readDraft({ key, value }: Pair<Node, Node | null>, placeOf: PlaceOf, reading: Reading): boolean {
  if (isScalar(value) && typeof value.value === "boolean") return value.value;
  const place = placeOf((value ?? key).range);
  reading.report("front-matter-draft", place, "`draft` is neither true nor false");
  return false;
}
