import type { RootContent, Yaml } from "mdast";
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Node, Pair } from "yaml";
import type { Reading } from "./reading.ts";
import type { FrontMatter, Place } from "./spec.ts";

export const noFrontMatter: FrontMatter = { subjects: [], draft: false };

/** Reads the YAML above the text: `subject:`, one path or a list, and `draft:`. */
export function readFrontMatter(node: Yaml, reading: Reading): FrontMatter {
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
  let { subjects, draft } = noFrontMatter;
  for (const pair of document.contents.items as Pair<Node, Node | null>[]) {
    const key = isScalar(pair.key) ? String(pair.key.value) : "";
    if (key === "subject") subjects = readSubjects(pair, placeOf, reading);
    else if (key === "draft") draft = readDraft(pair, placeOf, reading);
    else {
      reading.report("front-matter-key", placeOf(pair.key.range), `the front matter has no key \`${key}\``);
    }
  }
  return { subjects, draft };
}

/** Reports keys below a first line of hyphens that no second one closes: to Markdown they are a rule and text. */
export function reportOpenFrontMatter(nodes: readonly RootContent[], reading: Reading): void {
  const [rule, keys] = nodes;
  if (rule?.type !== "thematicBreak" || rule.position?.start.line !== 1) return;
  if (keys?.type !== "paragraph" && keys?.type !== "heading") return;
  const source = reading.sourceOf(keys);
  if (source.startsWith("subject:") || source.startsWith("draft:")) {
    reading.report("front-matter-unclosed", reading.placeOf(keys), "the front matter is not closed");
  }
}

type PlaceOf = (range: readonly number[] | null | undefined) => Place;

function readSubjects(
  { key, value }: Pair<Node, Node | null>,
  placeOf: PlaceOf,
  reading: Reading,
): FrontMatter["subjects"] {
  const items = isSeq<Node>(value) ? value.items : [value];
  return items.flatMap((item) => {
    const path = isScalar(item) ? item.value : undefined;
    const place = placeOf((item ?? key).range);
    if (typeof path === "string" && path.trim() !== "") return [{ path: path.trim(), place }];
    reading.report("front-matter-subject", place, "`subject` holds something else than a path");
    return [];
  });
}

function readDraft({ key, value }: Pair<Node, Node | null>, placeOf: PlaceOf, reading: Reading): boolean {
  if (isScalar(value) && typeof value.value === "boolean") return value.value;
  const place = placeOf((value ?? key).range);
  reading.report("front-matter-draft", place, "`draft` is neither true nor false");
  return false;
}
