import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The ten specs of the corpus that refinement is measured on. */
const tenSpecs = [
  "acronym",
  "bob",
  "collatz-conjecture",
  "isogram",
  "leap",
  "pig-latin",
  "raindrops",
  "roman-numerals",
  "run-length-encoding",
  "secret-handshake",
] as const;

export interface CutSpec {
  readonly name: string;
  /** Only the first two rows of each table that is executable, the prose as it was. */
  readonly text: string;
  /** Every function that the right program exports, with the arguments that its rows begin like. */
  readonly functions: readonly { readonly name: string; readonly rows: readonly (readonly unknown[])[] }[];
}

/** The ten, cut; none where the corpus is absent. `programs` says which functions the right program has. */
export function cutSpecs(root: string, exportsOf: (name: string) => readonly string[]): readonly CutSpec[] {
  const folder = join(root, "../shared/corpus/exercism");
  if (!existsSync(folder)) return [];
  return tenSpecs.map((name) => {
    const text = readFileSync(join(folder, `${name}.md`), "utf8");
    const cases = JSON.parse(readFileSync(join(folder, `${name}.cases.json`), "utf8")) as Cases;
    const exported = exportsOf(name);
    return {
      name,
      text: cut(text, exported),
      functions: exported.map((each) => ({
        name: each,
        rows: cases.tables
          .filter(({ property }) => property === each)
          .flatMap(({ rows }) => rows.map(({ args }) => args)),
      })),
    };
  });
}

interface Cases {
  readonly tables: readonly {
    readonly property: string;
    readonly rows: readonly { readonly args: readonly unknown[] }[];
  }[];
}

/** Cut at a `Call:` of something that the program does not export: that table is another exercise's. */
function cut(text: string, exported: readonly string[]): string {
  const kept: string[] = [];
  let call: string | null = null;
  let rows = 0;
  for (const line of text.split("\n")) {
    call = /^Call: `(\w+)\(/.exec(line)?.[1] ?? call;
    if (/^\| (?:case|---)/.test(line)) rows = 0;
    const isRow = call !== null && line.startsWith("| ") && !/^\| (?:case|---)/.test(line);
    if (isRow) rows += 1;
    const isOther =
      call !== null && !exported.includes(call) && (line.startsWith("|") || line.startsWith("Call:"));
    if (!isOther && !(isRow && rows > 2)) kept.push(line);
  }
  return kept.join("\n");
}
