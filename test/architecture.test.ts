import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";

// docs/architecture.md says it in words: each folder may import itself and what stands before it.
const order = ["spec", "plan", "suite", "verdict", "loop", "ledger", "docs", "app", "adapters", "tui", "cli"];
const mayTouchTheWorld = new Set(["adapters", "judge-child", "cli"]);
// Deterministic, without effect: allowed everywhere.
const pureBuiltins = new Set(["node:crypto", "node:path", "node:util"]);
const impureGlobals =
  /\b(process|fetch|setTimeout|setInterval|performance|Date\.now|Math\.random|WebSocket)\b/;

const root = resolve(import.meta.dirname, "..");
const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(ts|js)$/.test(path))
  .map((path) => `src/${path.replaceAll("\\", "/")}`);
const imports = new Map(files.map((path) => [path, importsOf(path)]));

describe("the way of the data", () => {
  test("src has the folders of the pipeline and no others", () => {
    const folders = new Set(files.map(folderOf));
    expect([...folders].filter((folder) => ![...order, "judge-child"].includes(folder))).toStrictEqual([]);
    expect(folders.size).toBeGreaterThan(8);
  });

  test("a folder imports only what stands before it", () => {
    expect(edges().filter(([from, to]) => !mayImport(from, to))).toStrictEqual([]);
  });

  test("the judge's child imports nothing but the value encoding", () => {
    const outside = edges().filter(
      ([from, to]) => folderOf(from) === "judge-child" && folderOf(to) !== "judge-child",
    );
    expect(outside.filter(([, to]) => to !== "src/spec/value.ts")).toStrictEqual([]);
    expect(outside.length).toBeGreaterThan(0);
  });

  test("there is no cycle between files", () => {
    expect(findCycle()).toBeNull();
  });

  test("only adapters, judge-child and cli touch disk, processes, clock or network", () => {
    const pure = files.filter((path) => !mayTouchTheWorld.has(folderOf(path)));
    expect(pure.length).toBeGreaterThan(20);
    const impure = pure.filter((path) => {
      const builtins = (imports.get(path) ?? []).filter((name) => name.startsWith("node:"));
      return builtins.some((name) => !pureBuiltins.has(name)) || touchesTheWorld(path);
    });
    expect(impure).toStrictEqual([]);
  });

  test("no third-party library that acts on the world is imported by the pure folders", () => {
    const acting = ["@anthropic-ai/sdk", "chokidar", "vitest", "commander", "get-tsconfig"];
    const found = files
      .filter((path) => !mayTouchTheWorld.has(folderOf(path)))
      .filter((path) =>
        (imports.get(path) ?? []).some((name) =>
          acting.some((lib) => name === lib || name.startsWith(`${lib}/`)),
        ),
      );
    expect(found).toStrictEqual([]);
  });

  test("the process is ended only by the command line", () => {
    const enders = files.filter((path) => /process\.exit\(/.test(codeOf(path)));
    const allowed = (path: string) =>
      folderOf(path) === "cli" ||
      folderOf(path) === "judge-child" ||
      path.startsWith("src/adapters/vitest/child") ||
      path === "src/adapters/project/evaluate-config.ts";
    expect(enders.filter((path) => !allowed(path))).toStrictEqual([]);
  });
});

function folderOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function mayImport(from: string, to: string): boolean {
  const [a, b] = [folderOf(from), folderOf(to)];
  if (a === b || to === "src/spec/value.ts") return true;
  // The judge's adapter speaks to its child: the shape of what it sends is the child's to say.
  if (from.startsWith("src/adapters/judge/") && b === "judge-child") return true;
  return a !== "judge-child" && b !== "judge-child" && order.indexOf(b) <= order.indexOf(a);
}

function edges(): [from: string, to: string][] {
  return [...imports].flatMap(([from, names]) =>
    names
      .filter((name) => name.startsWith("."))
      .map((name): [string, string] => [from, relative(root, resolve(root, dirname(from), name))]),
  );
}

function importsOf(path: string): string[] {
  const { module } = parseSync(path, readFileSync(join(root, path), "utf8"));
  const text = readFileSync(join(root, path), "utf8");
  return [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) =>
      found.entries.flatMap((entry) => (entry.moduleRequest === null ? [] : [entry.moduleRequest.value])),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
  ];
}

/** The code without comments and without the insides of strings and templates. */
function codeOf(path: string): string {
  const text = readFileSync(join(root, path), "utf8");
  const { comments } = parseSync(path, text);
  let code = text;
  for (const { start, end } of comments)
    code = code.slice(0, start) + " ".repeat(end - start) + code.slice(end);
  return code.replaceAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g, '""');
}

function touchesTheWorld(path: string): boolean {
  return impureGlobals.test(codeOf(path));
}

function findCycle(): readonly string[] | null {
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return null;
    done.add(path);
    for (const [from, to] of all.get(path) ?? []) {
      const found = visit(to, [...trail, from]);
      if (found !== null) return found;
    }
    return null;
  };
  const all = Map.groupBy(edges(), ([from]) => from);
  for (const path of files) {
    const found = visit(path, []);
    if (found !== null) return found;
  }
  return null;
}
