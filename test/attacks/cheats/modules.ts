import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** A module that stands in for the subject of a page. */
export interface Hostile {
  /** Unique among all of them, kebab case; the module is `src/NAME.ts`, the page `specs/NAME.md`. */
  readonly name: string;
  readonly source: string;
  /** The spec that it is put under. */
  readonly page: string;
  /** Titles of the requirements that it fulfils honestly. */
  readonly honest: readonly string[];
}

const fixtures = join(import.meta.dirname, "../../fixtures");
const shared = join(import.meta.dirname, "../../../../shared/attacks");

const sharedIsThere = existsSync(join(shared, "honest.ts"));

/** One of the folder that several projects share; without that folder it has no text, and its row does not run. */
export function fromShared(file: string, honest: readonly string[] = []): Hostile {
  if (!sharedIsThere) return { name: kebab(file), source: "", page: "", honest };
  return { ...read(join(shared, `${file}.ts`), join(shared, "impl.md")), name: kebab(file), honest };
}

/** One of those that were made to deceive Vitest. */
export function fromAttacks(file: string): Hostile {
  return read(join(fixtures, "attacks", `${file}.ts`), join(fixtures, "attacks/spec.md"));
}

/** One of those that were made to deceive the judge. */
export function fromJudgeAttacks(file: string, page = "judged"): Hostile {
  return read(join(fixtures, "judge-attacks", `${file}.ts`), join(fixtures, "cheats", `${page}.md`));
}

/** One of those that were made for this table. */
export function fromCheats(file: string, page = "judged"): Hostile {
  return read(join(fixtures, "cheats", `${file}.ts`), join(fixtures, "cheats", `${page}.md`));
}

/** The same module in a form that Node does not load: Vite's own module runner does, which has the judge's child. */
export function byVite(module: Hostile): Hostile {
  return {
    ...module,
    name: `${module.name}-by-vite`,
    source: `${module.source}\nexport enum OfNoNode { A }\n`,
  };
}

/** The same module in a form that only Vitest loads, so that the judge's child is in a worker of Vitest's. */
export function byVitest(module: Hostile): Hostile {
  return { ...module, name: `${module.name}-by-vitest`, source: `${module.source}\nvoid import.meta.env;\n` };
}

function read(path: string, page: string): Hostile {
  return {
    name: basename(path, ".ts"),
    source: readFileSync(path, "utf8"),
    page: readFileSync(page, "utf8"),
    honest: [],
  };
}

/** `afterEach-forge` as `after-each-forge`. */
function kebab(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
