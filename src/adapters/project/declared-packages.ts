import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Names that the package.json of `root` (absolute) and of the folders above it ask for. A package may be found
 * without that: npm puts what greenbar itself needs beside greenbar, and it goes when greenbar goes.
 */
export function declaredPackages(root: string): ReadonlySet<string> {
  const path = join(root, "package.json");
  const own = existsSync(path) ? namesIn(readFileSync(path, "utf8")) : [];
  const above = dirname(root);
  return new Set([...own, ...(above === root ? [] : declaredPackages(above))]);
}

const fields = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

function namesIn(text: string): readonly string[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    // Whoever reads the package.json itself says so with its name.
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  if (typeof json !== "object" || json === null) return [];
  return fields.flatMap((field) => {
    const packages = (json as Record<string, unknown>)[field];
    return typeof packages === "object" && packages !== null ? Object.keys(packages) : [];
  });
}
