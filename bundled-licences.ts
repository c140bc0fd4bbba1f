import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Bundle {
  readonly [file: string]: { readonly type: string; readonly moduleIds?: readonly string[] };
}

/**
 * Puts the licences of the packages whose code is in the bundle beside it, as they ask for: one file, sorted by name.
 */
export function bundledLicences(fileName: string) {
  return {
    name: "bundled-licences",
    generateBundle(
      this: { emitFile(file: { type: "asset"; fileName: string; source: string }): string },
      _options: unknown,
      bundle: Bundle,
    ) {
      const folders = new Set(
        Object.values(bundle)
          .flatMap(({ moduleIds = [] }) => moduleIds)
          .flatMap((id) => packageFolder(id) ?? []),
      );
      const texts = [...folders].map(licenceOf).toSorted();
      if (texts.length > 0) this.emitFile({ type: "asset", fileName, source: `${texts.join("\n\n")}\n` });
    },
  };
}

function packageFolder(id: string): string | null {
  const match = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll("\\", "/").replace(/^\0/, ""));
  return match?.[1] ?? null;
}

/** Name, version and the text of the licence; a package without a file of its own says only which it is. */
function licenceOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
  };
  const file = readdirSync(folder).find((name) => /^licen[cs]e(?:\..*)?$/i.test(name));
  const text =
    file === undefined
      ? `Licence: ${manifest.license ?? "not said"}`
      : readFileSync(join(folder, file), "utf8");
  return `${manifest.name} ${manifest.version}\n\n${text.trim()}`;
}
