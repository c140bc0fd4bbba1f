import { parseMarkdown } from "../../spec/markdown.ts";
import type { ExampleStatus, RequirementStatus } from "../../verdict/statuses.ts";
import { countStatuses } from "../../verdict/statuses.ts";
import { countsOf } from "./headline.ts";

/**
 * The spec's text with its status wherever someone put `<!-- status -->` on a line of its own, and nowhere else:
 * between that comment and `<!-- /status -->`, on the same line. So no line moves, and what stands there is HTML,
 * which is neither prose nor an example. Done twice it is the same.
 *
 * @param requirements - those of this spec, with what is known of them.
 */
export function withStatusWords(text: string, requirements: readonly RequirementStatus[]): string {
  return replaceMarks(text, ({ line, endLine }) => {
    const own = requirements.filter((requirement) => requirement.line >= line && requirement.line < endLine);
    return ` ${statusWords(own)} <!-- /status -->`;
  });
}

/** The text with nothing between such comments: what a spec says, whatever was written into it of its status. */
export function withoutStatusWords(text: string): string {
  return replaceMarks(text, () => "");
}

/** Lines that a mark speaks of: those of its section, up to the next heading that is not below it. */
interface Range {
  readonly line: number;
  readonly endLine: number;
}

function replaceMarks(text: string, wordsFor: (range: Range) => string): string {
  // Most specs have none, and need not be read once more.
  if (!/<!--[ \t]*status[ \t]*-->/.test(text)) return text;
  const { children } = parseMarkdown(text);
  let written = "";
  let from = 0;
  for (const [at, node] of children.entries()) {
    const { start, end } = node.position ?? {};
    if (node.type !== "html" || start?.offset === undefined || end?.offset === undefined) continue;
    const [, comment] = mark.exec(text.slice(start.offset, end.offset)) ?? [];
    if (comment === undefined) continue;
    written += text.slice(from, start.offset) + comment + wordsFor(rangeOf(children, at));
    from = end.offset;
  }
  return written + text.slice(from);
}

/** A mark alone, or with what was written behind it; anything else behind it is somebody's own. */
const mark = /^([ \t]*<!--[ \t]*status[ \t]*-->)(?:[^\n<>]*<!-- \/status -->)?[ \t]*$/;

function rangeOf(nodes: ReturnType<typeof parseMarkdown>["children"], at: number): Range {
  const heading = nodes.slice(0, at).findLast((node) => node.type === "heading");
  if (heading === undefined || heading.depth === 1) return { line: 1, endLine: Infinity };
  const next = nodes.slice(at).find((node) => node.type === "heading" && node.depth <= heading.depth);
  return { line: heading.position?.start.line ?? 1, endLine: next?.position?.start.line ?? Infinity };
}

/** `holds, 4 examples`; `fails, 1 of 2 examples hold`; for several requirements how many have which status. */
function statusWords(requirements: readonly RequirementStatus[]): string {
  const [first] = requirements;
  if (first === undefined) return "no requirement here";
  if (requirements.length > 1) return countsOf({ summary: countStatuses(requirements) });
  if (first.examples.length === 0) return first.status;
  const holding = first.examples.filter(({ status }: ExampleStatus) => status === "holds").length;
  const all = `${first.examples.length} ${first.examples.length === 1 ? "example" : "examples"}`;
  return first.status === "holds" ? `holds, ${all}` : `${first.status}, ${holding} of ${all} hold`;
}
