import type { Element, ElementContent } from "hast";
import { cleanText } from "../../verdict/clean-text.ts";
import { el } from "./element.ts";
import { highlight } from "./highlight.ts";
import type { TestPlace } from "./suite-tests.ts";
import { tokenLines } from "./token-lines.ts";

/** Tests are coloured so many characters at a time: of short ones each call costs more than its text. In UTF-16 units. */
const together = 8_000;

/** Each test as a block with its colours, by the names that the places have. */
export function testBlocks(places: ReadonlyMap<string, TestPlace>): ReadonlyMap<string, Element> {
  const parts = [...places].map(([name, { text }]): Part => {
    // The spec's line above a test is a comment: it need not be read as code to know that.
    const above = /^(?:\/\/[^\n]*\n)*/u.exec(text)?.[0] ?? "";
    return { name, above, code: cleanText(text.slice(above.length)) };
  });
  return new Map(batches(parts).flatMap(coloured));
}

interface Part {
  readonly name: string;
  readonly above: string;
  readonly code: string;
}

function batches(parts: readonly Part[]): readonly (readonly Part[])[] {
  const found: Part[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    length += part.code.length + 1;
    if (length > together) {
      found.push([]);
      length = part.code.length;
    }
    found.at(-1)?.push(part);
  }
  return found;
}

function coloured(parts: readonly Part[]): readonly (readonly [string, Element])[] {
  const code = parts.map((part) => part.code).join("\n");
  const lines = tokenLines(highlight(code, "ts") ?? [{ type: "text", value: code }]);
  let from = 0;
  return parts.map(({ name, above, code: own }) => {
    const until = from + own.split("\n").length;
    const nodes = lines
      .slice(from, until)
      .flatMap((line, at): ElementContent[] => [
        ...(at === 0 ? [] : [{ type: "text" as const, value: "\n" }]),
        ...line,
      ]);
    from = until;
    return [
      name,
      el("pre", {}, el("code", {}, el("span", { className: ["hljs-comment"] }, above), nodes)),
    ] as const;
  });
}
