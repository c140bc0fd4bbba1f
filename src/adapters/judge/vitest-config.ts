import type { Expression, Node, ObjectExpression } from "oxc-parser";
import { parseFile } from "../../spec/javascript.ts";

const names = ["vitest.config", "vite.config", "vitest.workspace", "vitest.projects"];
const extensions = ["ts", "mts", "cts", "js", "mjs", "cjs", "json"];

/** Settings under `test` that touch neither how a module is loaded nor what stands around it. */
const harmless = new Set(
  [
    "name dir include exclude expect passWithNoTests allowOnly bail silent watch retry sequence testNamePattern",
    "testTimeout hookTimeout teardownTimeout slowTestThreshold reporters outputFile coverage typecheck benchmark",
    "ui open fileParallelism maxWorkers minWorkers maxConcurrency isolate snapshotFormat chaiConfig",
  ].flatMap((line) => line.split(" ")),
);

/**
 * Why the project's Vite or Vitest settings call for Vitest as the loader; null when there are none, or none
 * that touch a module. A settings file is code and is not run here: only a plain object whose every key is
 * known to be harmless counts as such. `read` gives the text of a file by its path from the root, or null.
 */
export function configProblem(read: (path: string) => string | null): string | null {
  for (const path of names.flatMap((name) => extensions.map((extension) => `${name}.${extension}`))) {
    const text = read(path);
    if (text !== null && !isHarmless(path, text)) return `${path} has settings of its own`;
  }
  return null;
}

function isHarmless(path: string, text: string): boolean {
  const parsed = parseFile(text, path);
  if (!parsed.ok) return false;
  const exported = parsed.program.body.find((statement) => statement.type === "ExportDefaultDeclaration");
  if (exported === undefined) return false;
  const config = objectOf(exported.declaration);
  const settings = config === null ? null : plainEntries(config);
  return (
    settings !== null &&
    settings.every(([key, value]) => {
      if (key !== "test") return false;
      const test = objectOf(value);
      return (test === null ? null : plainEntries(test))?.every(([name]) => harmless.has(name)) ?? false;
    })
  );
}

/** The object itself, or the one given to `defineConfig`. */
function objectOf(expression: Node): ObjectExpression | null {
  if (expression.type === "ObjectExpression") return expression;
  if (expression.type !== "CallExpression" || expression.arguments.length !== 1) return null;
  const [argument] = expression.arguments;
  const isDefine = expression.callee.type === "Identifier" && expression.callee.name === "defineConfig";
  return isDefine && argument?.type === "ObjectExpression" ? argument : null;
}

/** Its keys and values, or null when one is spread or computed. */
function plainEntries({ properties }: ObjectExpression): readonly (readonly [string, Expression])[] | null {
  const entries: (readonly [string, Expression])[] = [];
  for (const property of properties) {
    if (property.type !== "Property" || property.computed) return null;
    if (property.key.type === "Identifier") entries.push([property.key.name, property.value]);
    else if (property.key.type === "Literal") entries.push([String(property.key.value), property.value]);
    else return null;
  }
  return entries;
}
