import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../../src/plan/compile.ts";
import type { Example } from "../../../src/plan/plan.ts";
import { loadLanguages } from "../../../src/spec/dialects/languages.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import type { Check, Spec } from "../../../src/spec/spec.ts";
import { around } from "../../plan/builders.ts";

// Small documents of each dialect, and how they are to be read; written by hand, line for line.
const folder = join(import.meta.dirname, "../../fixtures/dialects");
const isUpdate = process.env["UPDATE"] === "1" && !["1", "true"].includes(process.env["CI"] ?? "");
const languages = await loadLanguages();

test.each(readdirSync(folder))("%s", (name) => {
  const { document, text } = documentOf(name);
  const shown = readingOf(text, document);
  const golden = join(folder, name, "reading.txt");
  if (isUpdate) writeFileSync(golden, shown);
  expect(existsSync(golden), `${golden} is missing: UPDATE=1 writes it; read every line`).toBe(true);
  expect(shown).toBe(readFileSync(golden, "utf8"));
});

test.each(readdirSync(folder))("%s reads the same with the line breaks of Windows", (name) => {
  const { document, text } = documentOf(name);
  expect(readingOf(text.replaceAll("\n", "\r\n"), document)).toBe(readingOf(text, document));
});

function documentOf(name: string): { document: string; text: string } {
  const document = readdirSync(join(folder, name)).find((file) => file.endsWith(".md")) ?? "";
  return { document, text: readFileSync(join(folder, name, document), "utf8") };
}

/** Requirements with line, id and priority; below each its examples with what they call and expect; questions. */
function readingOf(text: string, document: string): string {
  const spec = parseSpec(text, `specs/titles/${document}`, { languages });
  const exports = ["slugify", "Slugs"];
  const modules = new Map([["src/titles.ts", { state: "read", exports, open: false } as const]]);
  const plan = compile(spec, around({ modules }));
  expect(plan.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const start = spec.isNamedByFolder ? "titles/" : `titles/${document.replace(".md", "")}/`;
  return [
    spec.dialect,
    ...plan.requirements.flatMap(({ id, place, title, manual, priority, examples }) => [
      `${place.line} ${id.replace(start, "")}${priority === undefined ? "" : ` [${priority}]`} | ${title}${manual === null ? "" : " (manual)"}`,
      ...examples.map((example) => `  ${shownExample(example)}`),
    ]),
    ...spec.questions.map(
      ({ text: asked, place, section }) => `question ${place.line} ${asked} in ${titleOf(spec, section)}`,
    ),
    "",
  ].join("\n");
}

function shownExample({ kind, place, title, body }: Example): string {
  if (kind === "unbound") return `${place.line} unbound`;
  const name = kind === "scenario" ? `${kind} ${title}` : kind;
  if (body.is !== "steps") return `${place.line} ${name}: ${body.is}`;
  let result = "result";
  const checks = body.steps.flatMap((step) => {
    if (step.do === "check") return [shownCheck(step, result)];
    if (step.isResult) result = step.code;
    return [];
  });
  return `${place.line} ${name}: ${checks.join(", ")}`;
}

function shownCheck({ expression, expectation }: Check, result: string): string {
  const called = expression.source === "result" ? result : expression.source;
  return expectation.is === "throws"
    ? `${called} throws`
    : `${called} = ${expectation.source.replace(/^(?!")(.*[a-z].*)$/u, '"$1"')}`;
}

function titleOf({ sections }: Spec, index: number): string {
  return sections[index]?.heading?.text ?? "";
}
