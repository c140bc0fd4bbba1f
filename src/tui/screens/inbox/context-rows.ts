import type { ContextPart } from "../../../app/inbox/context.ts";
import { contextOf } from "../../../app/inbox/context.ts";
import type { InboxItem } from "../../../app/inbox/inbox.ts";
import type { PatchLine } from "../../../app/inbox/patch-lines.ts";
import type { Line, Tone } from "../../paint/line.ts";
import { emptyLine } from "../../paint/line.ts";
import { span } from "../../paint/span.ts";
import { wrap } from "../../paint/wrap.ts";

/** Everything about an item as rows; what is not greenbar's own words stands behind a bar. */
export function contextRows(item: InboxItem, columns: number): Line[] {
  return contextOf(item).flatMap((part, index) => {
    const rows = rowsOf(part, columns);
    // What follows a word of ours belongs to it; each new word begins a paragraph.
    return index > 0 && part.is === "words" ? [emptyLine, ...rows] : rows;
  });
}

function rowsOf(part: ContextPart, columns: number): Line[] {
  switch (part.is) {
    case "words":
      return wrap([span(part.text)], columns);
    case "theirs":
      return linesOf(part.text).flatMap((line) => behindBar([span(line)], columns));
    case "quoted": {
      const width = String(part.lines.at(-1)?.line ?? 1).length;
      return part.lines.flatMap(({ line, text, isMeant }, at) => {
        const before = part.lines[at - 1]?.line;
        const gap = before !== undefined && line > before + 1 ? [[bar, span("⋮", "dim")]] : [];
        const number = span(`${String(line).padStart(width)} ${isMeant ? "▸" : " "} `, "dim");
        return [...gap, ...behindBar([number, span(text, isMeant ? "strong" : "dim")], columns)];
      });
    }
    case "patch":
      return part.lines.flatMap(({ is, text }) => {
        const { sign, tone } = looks[is];
        return behindBar([span(sign + text, tone)], columns);
      });
  }
}

const bar = span("│ ", "dim");

function behindBar(line: Line, columns: number): Line[] {
  return wrap([bar, ...line], columns, [bar]);
}

const looks: Readonly<Record<PatchLine["is"], { readonly sign: string; readonly tone: Tone }>> = {
  file: { sign: "", tone: "strong" },
  hunk: { sign: "  ", tone: "dim" },
  same: { sign: "  ", tone: "plain" },
  added: { sign: "+ ", tone: "added" },
  removed: { sign: "- ", tone: "removed" },
};

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}
