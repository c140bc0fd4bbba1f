import type { Expression, Node, ObjectExpression } from "oxc-parser";
import { parseFile } from "../../spec/javascript.ts";

const names = ["vitest.config", "vite.config", "vitest.workspace", "vitest.projects"];
const extensions = ["ts", "mts", "cts", "js", "mjs", "cjs", "json"];

/** Files from which Vitest, and nobody else, fills the environment. */
const environmentFiles = [".env", ".env.local", ".env.test", ".env.test.local"];

/** Settings under `test` that touch neither how a module is loaded nor what stands around it. */
const harmless = new Set(
  [
    "name dir include exclude expect passWithNoTests allowOnly bail silent watch retry sequence testNamePattern",
    "testTimeout hookTimeout teardownTimeout slowTestThreshold reporters outputFile coverage typecheck benchmark",
    "ui open fileParallelism maxWorkers minWorkers maxConcurrency isolate snapshotFormat chaiConfig",
  ].flatMap((line) => line.split(" ")),
);

/** What the project's Vite and Vitest settings mean for who may load a module. */
export type ConfigSays =
  | {
      readonly is: "plain";
      /** The one settings file, relative to the root; null when there is none. */
      readonly file: string | null;
      /** What its aliases stand for; null when that cannot be told without running the file. */
      readonly aliases: readonly string[] | null;
    }
  /** It has, or may have, settings that only Vitest heeds. */
  | { readonly is: "vitest"; readonly why: string };

/**
 * Reads the settings as text: a settings file is code and is not run here. Only a plain object whose every key is
 * known to be harmless, aliases apart, counts as plain. `read` gives the text of a file by its path from the
 * root, or null.
 */
export function configSays(read: (path: string) => string | null): ConfigSays {
  const environment = environmentFiles.find((path) => read(path) !== null);
  if (environment !== undefined) return { is: "vitest", why: `${environment} is there` };
  const paths = names.flatMap((name) => extensions.map((extension) => `${name}.${extension}`));
  const [first, second] = paths.flatMap((path) => {
    const text = read(path);
    return text === null ? [] : [{ path, text }];
  });
  if (first === undefined) return { is: "plain", file: null, aliases: [] };
  if (second !== undefined) return { is: "vitest", why: `there are ${first.path} and ${second.path}` };
  const settings = plainSettings(first.path, first.text);
  return settings === null
    ? { is: "vitest", why: `${first.path} has settings of its own` }
    : { is: "plain", file: first.path, aliases: settings.aliases };
}

function plainSettings(path: string, text: string): { readonly aliases: readonly string[] | null } | null {
  const parsed = parseFile(text, path);
  if (!parsed.ok) return null;
  const { body } = parsed.program;
  const exported = body.find((statement) => statement.type === "ExportDefaultDeclaration");
  // Any other statement may change what the processes of the suite find, `process.env` above all.
  if (exported === undefined || !body.every(({ type }) => quiet.has(type))) return null;
  const config = objectOf(exported.declaration);
  const settings = config === null ? null : plainEntries(config);
  if (settings === null) return null;
  const areHarmless = settings.every(
    ([key, value]) => key === "resolve" || (key === "test" && isHarmless(value)),
  );
  if (!areHarmless) return null;
  const resolve = settings.find(([key]) => key === "resolve")?.[1];
  if (resolve === undefined) return { aliases: [] };
  const [entry, ...rest] = (resolve.type === "ObjectExpression" ? plainEntries(resolve) : null) ?? [];
  if (entry === undefined || rest.length > 0 || entry[0] !== "alias") return null;
  const aliases = entry[1].type === "ObjectExpression" ? plainEntries(entry[1]) : null;
  return { aliases: aliases?.map(([key]) => key) ?? null };
}

const quiet = new Set(["ImportDeclaration", "VariableDeclaration", "ExportDefaultDeclaration"]);

function isHarmless(value: Expression): boolean {
  const test = objectOf(value);
  return (test === null ? null : plainEntries(test))?.every(([name]) => harmless.has(name)) ?? false;
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
