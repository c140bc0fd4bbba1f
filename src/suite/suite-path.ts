import { posix } from "node:path";
import type { SuiteSettings } from "./suite.ts";

/**
 * Where a spec's suite stands, relative to the root: `specs/a/b.md` → `test/specs/a/b.test.ts`. A spec outside
 * the specs' folder is mirrored with its whole path.
 */
export function suitePath(
  spec: string,
  settings: Pick<SuiteSettings, "testsFolder" | "specsFolder">,
): string {
  const inside = posix.relative(settings.specsFolder, spec);
  const mirrored = inside.startsWith("../") ? spec.replace(/^(?:\.\.\/)+/u, "") : inside;
  return posix.join(settings.testsFolder, `${mirrored.replace(/\.(?:md|markdown)$/iu, "")}.test.ts`);
}
