import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { ownPrograms } from "../../src/adapters/judge/own-programs.ts";
import { ownInstallation } from "../../src/adapters/vitest/own-installation.ts";

// In the sandbox a child program sees only the files that are shown to it: an import of any other ends it at once.
const root = join(import.meta.dirname, "../..");

/** Every source that a program loads, itself included, by path relative to the root. Types are not loaded. */
function loaded(file: string, found = new Set<string>()): ReadonlySet<string> {
  const path = relative(root, file);
  if (found.has(path)) return found;
  found.add(path);
  const imports = readFileSync(file, "utf8").matchAll(
    /^(?:import|export) (?!type )[^;]*?from "(\.[^"]+)";/gm,
  );
  for (const [, specifier = ""] of imports) loaded(join(dirname(file), specifier), found);
  return found;
}

test("Vitest's child loads nothing from outside its folder", () => {
  const outside = [...loaded(join(root, "src/adapters/vitest/child.ts"))].filter(
    (path) => dirname(path) !== "src/adapters/vitest",
  );
  expect(outside).toStrictEqual([]);
});

test.each([
  "src/judge-child/main.ts",
  "src/judge-child/vitest-job.ts",
  "src/adapters/judge/vite-main.ts",
  "src/adapters/judge/vitest-main.ts",
])("%s loads nothing that is not shown to it", (program) => {
  const shown = ownPrograms("none", ownInstallation().child).reads.map(({ host }) => relative(root, host));
  for (const path of shown) expect(existsSync(join(root, path))).toBe(true);
  const folders = shown.filter((path) => statSync(join(root, path)).isDirectory());
  const hidden = [...loaded(join(root, program))].filter(
    (path) => !shown.includes(path) && !folders.some((folder) => path.startsWith(`${folder}/`)),
  );
  expect(hidden).toStrictEqual([]);
});
