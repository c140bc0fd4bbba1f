import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { cleanText } from "../../verdict/clean-text.ts";
import type { CodeForm } from "./code-form.ts";
import { colourForm, formOf } from "./code-form.ts";
import { el } from "./element.ts";
import { highlight } from "./highlight.ts";
import type { TestPlace } from "./suite-tests.ts";
import { tokenLines } from "./token-lines.ts";

/** Tests are coloured so many characters at a time: of short ones each call costs more than its text. In UTF-16 units. */
const together = 8_000;

/**
 * Each test as a block with its colours, by the names that the places have. The rows of a table give tests that differ
 * only in their values: of these one is coloured. The code is HTML already, written here and escaped by the library:
 * most of what a page holds are its colours, and as nodes they would take longer to write than all the prose.
 */
export function testBlocks(places: ReadonlyMap<string, TestPlace>): ReadonlyMap<string, Element> {
  const parts = [...places].map(([name, { text }]): Part => {
    // The spec's line above a test is a comment: it need not be read as code to know that.
    const above = /^(?:\/\/[^\n]*\n)*/u.exec(text)?.[0] ?? "";
    const code = cleanText(text.slice(above.length));
    return { name, above, code, ...formOf(code) };
  });
  const firsts = [...new Map(parts.toReversed().map((part) => [part.form, part])).values()];
  const coloured = new Map(batches(firsts.toReversed()).flatMap(colouredForms));
  return new Map(
    parts.map((part) => {
      const code: ElementContent = { type: "raw", value: coloured.get(part.form)?.(part) ?? "" };
      const above = el("span", { className: ["hljs-comment"] }, part.above);
      return [part.name, el("pre", {}, el("code", {}, above, code))];
    }),
  );
}

interface Part extends CodeForm {
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

/** HTML of a test of one form. */
type Colour = (part: Part) => string;

function colouredForms(parts: readonly Part[]): readonly (readonly [string, Colour])[] {
  const code = parts.map((part) => part.code).join("\n");
  const lines = tokenLines(highlighted(code));
  let from = 0;
  return parts.map(({ form, code: own, literals }) => {
    const until = from + own.split("\n").length;
    const nodes = joined(lines.slice(from, until));
    from = until;
    const fill = colourForm(nodes, literals);
    if (fill !== null) return [form, (part) => fill(part.literals)];
    return [form, (part) => htmlOf(part.code === own ? nodes : joined(tokenLines(highlighted(part.code))))];
  });
}

function highlighted(code: string): readonly ElementContent[] {
  return highlight(code, "ts") ?? [{ type: "text", value: code }];
}

function joined(lines: readonly (readonly ElementContent[])[]): readonly ElementContent[] {
  return lines.flatMap((line, at): ElementContent[] => [
    ...(at === 0 ? [] : [{ type: "text" as const, value: "\n" }]),
    ...line,
  ]);
}

function htmlOf(nodes: readonly ElementContent[]): string {
  return toHtml({ type: "root", children: [...nodes] });
}
