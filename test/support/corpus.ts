import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseSpec } from "../../src/spec/parse.ts";
import type { Spec } from "../../src/spec/spec.ts";

// The corpus is other people's work: it is read where it lies, beside the repository, and is not part of it.
const corpus = resolve(import.meta.dirname, "../../../shared/corpus");

/** Folder of the Exercism specs and their rows as data; real specs that stand beside the repository. */
const corpusFolder = join(corpus, "exercism");

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
  return corpusNames().map((name) => ({
    name,
    text: readFileSync(join(corpusFolder, `${name}.md`), "utf8"),
    tables: corpusTables(name),
  }));
}

/** Names of the Exercism specs, without the ending; none where the corpus is absent. */
export function corpusNames(): string[] {
  if (corpusAbsent !== "") return [];
  return readdirSync(corpusFolder)
    .flatMap((file) => (file.endsWith(".md") ? [file.slice(0, -".md".length)] : []))
    .toSorted();
}

export function corpusTables(name: string): CorpusSpec["tables"] {
  const text = readFileSync(join(corpusFolder, `${name}.cases.json`), "utf8");
  return (JSON.parse(text) as Pick<CorpusSpec, "tables">).tables;
}

/** Specs of other tools' dialects, as `openspec/cli-init.md`; none where the corpus is absent. */
export function dialectPaths(): string[] {
  if (corpusAbsent !== "") return [];
  const folder = join(corpus, "dialects");
  return readdirSync(folder).flatMap((dialect) =>
    readdirSync(join(folder, dialect))
      .filter((file) => !file.endsWith(".ndjson"))
      .map((file) => `${dialect}/${file}`),
  );
}

const parsed = new Map<string, Spec>();

/**
 * A spec of the corpus as it is read, as if it stood in `specs/`. Read once for all the files that test what
 * becomes of it: reading the whole corpus takes seconds, and nothing may change a spec.
 *
 * @param path below the corpus: `exercism/acronym.md`, `dialects/openspec/cli-init.md`
 */
export function parsedSpec(path: string): Spec {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const spec = parseSpec(readFileSync(join(corpus, path), "utf8"), `specs/${basename(path)}`);
  parsed.set(path, spec);
  return spec;
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
