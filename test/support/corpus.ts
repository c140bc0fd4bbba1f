import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Folder of the Exercism specs and their rows as data; real specs that stand beside the repository. */
const corpusFolder = resolve(import.meta.dirname, "../../../shared/corpus/exercism");

/** Why tests over the corpus are skipped; empty when it is there. */
export const corpusAbsent = existsSync(corpusFolder) ? "" : "the corpus beside the repository is absent";

export interface CorpusRow {
  readonly args: readonly unknown[];
  readonly absent: readonly string[];
  readonly expected?: unknown;
  readonly throws?: boolean;
}

export interface CorpusSpec {
  readonly name: string;
  readonly text: string;
  readonly tables: readonly { readonly property: string; readonly rows: readonly CorpusRow[] }[];
}

export function readCorpus(): CorpusSpec[] {
  if (corpusAbsent !== "") return [];
  return readdirSync(corpusFolder)
    .filter((file) => file.endsWith(".md"))
    .toSorted()
    .map((file) => {
      const name = file.slice(0, -".md".length);
      const cases = JSON.parse(readFileSync(join(corpusFolder, `${name}.cases.json`), "utf8")) as Pick<
        CorpusSpec,
        "tables"
      >;
      return { name, text: readFileSync(join(corpusFolder, file), "utf8"), tables: cases.tables };
    });
}

/** A module that looks every row's answer up; `wrong` says of one row that its answer is spoilt. */
export function lookupModule(
  spec: CorpusSpec,
  wrong?: { readonly property: string; readonly row: number },
): string {
  const functions = [...Map.groupBy(spec.tables, ({ property }) => property)].map(([property, tables]) => {
    const rows = tables.flatMap((table) => table.rows);
    const answers = rows.map((row, at) => {
      const isWrong = wrong?.property === property && wrong.row === at;
      const answer = isWrong
        ? { expected: "greenbar: a wrong answer" }
        : row.throws
          ? { throws: true }
          : { expected: row.expected };
      return [JSON.stringify(row.args.slice(0, row.args.length - row.absent.length)), answer] as const;
    });
    return `const ${property}Answers: Record<string, { expected?: unknown; throws?: boolean }> = JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(answers)))});
export function ${property}(...args: unknown[]): unknown {
  const answer = ${property}Answers[JSON.stringify(args)];
  if (answer === undefined || answer.throws) throw new Error("refused");
  return answer.expected;
}`;
  });
  return `${functions.join("\n\n")}\n`;
}
