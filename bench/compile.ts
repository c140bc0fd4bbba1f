import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { errorCode } from "../src/adapters/error-code.ts";
import { readTemplates } from "../src/adapters/templates.ts";
import { createPipeline } from "../src/app/pipeline.ts";
import type { SuiteSettings } from "../src/suite/suite.ts";
import type { Row } from "./measure.ts";
import { ratioRow, sideBySide } from "./measure.ts";

export interface SpecText {
  readonly file: string;
  readonly text: string;
}

/** Specs to measure with: the corpus beside the repository, or our classics where it is absent. */
export function corpus(root: string): { readonly name: string; readonly specs: readonly SpecText[] } {
  for (const [name, folder] of [
    ["all 42 corpus specs", join(root, "../shared/corpus/exercism")],
    ["the 20 classics (the corpus is absent)", join(root, "bench/classics")],
  ] as const) {
    const specs = specsIn(folder);
    if (specs.length > 0) return { name, specs };
  }
  throw new Error("there are no specs to measure with");
}

function specsIn(folder: string): SpecText[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith(".md") && file !== "README.md")
      .map((file) => ({ file: `specs/${file}`, text: readFileSync(join(folder, file), "utf8") }));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** Text to suite text, in process; nothing is read from disk while it is measured. */
export async function textToSuites(specs: readonly SpecText[], pipeline = createPipeline()): Promise<number> {
  const settings: SuiteSettings = {
    testsFolder: "test/specs",
    specsFolder: "specs",
    importExtension: "ts",
    templates: await templates,
  };
  const parsed = specs.map(({ file, text }) => pipeline.parse(text, file));
  const plans = pipeline.compile(parsed, {
    packageName: null,
    bins: [],
    modules: new Map(),
    specsFolder: "specs",
    defaultSubjects: [],
  });
  return plans.reduce((sum, plan) => sum + pipeline.render(plan, settings).text.length, 0);
}

const templates = readTemplates();

/** Parse to suite text, against the Markdown parser alone on the same text; and again when nothing changed. */
export async function compileRows(root: string): Promise<Row[]> {
  const { name, specs } = corpus(root);
  const processor = unified().use(remarkParse).use(remarkGfm).freeze();
  const parseAlone = () => specs.reduce((sum, { text }) => sum + processor.parse(text).children.length, 0);
  const once = await sideBySide(15, () => textToSuites(specs), parseAlone);
  const warm = createPipeline();
  await textToSuites(specs, warm);
  const again = await sideBySide(15, () => textToSuites(specs, warm), parseAlone);
  return [
    ratioRow(`${name}, parse to suite text, against remark-parse + gfm alone`, once, 1.5),
    ratioRow("the same, nothing changed", again, 0.15),
  ];
}
