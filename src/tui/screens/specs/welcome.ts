import type { Line } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import type { Size } from "../../screen.ts";

/** What a person sees in a project without specs: what this is, and the two ways in. */
export function welcome(project: string, { columns, rows }: Size): readonly Line[] {
  const words: Line[] = [
    [],
    row(`  ${project} has no spec yet.`, "strong"),
    [],
    row("  A spec is Markdown that says what must hold, with examples. greenbar makes"),
    row("  failing tests of it, lets an agent work until they pass, and keeps it true."),
    [],
    [span("    n", "key"), span("  a first spec, from a name: it is for you to fill with examples")],
    [span("    x", "key"), span("  an example to look at: a pelican on a bicycle, from red to green")],
    [],
  ];
  const hasRoom = columns >= 80 && rows >= words.length + bird.length;
  return hasRoom ? [...words, ...bird.map((line) => row(line, "dim"))] : words;
}

const bird = [
  "                       __",
  "                     <(o )___",
  "                      ( ._> /     it will ride",
  "                   ___`---'___",
  "                  ( o )   ( o )",
];
