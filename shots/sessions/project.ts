import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A project in a temporary folder, with the example specs that ship, no longer drafts; what takes it away again. */
export async function makeProject(
  root: string,
  { name, specs, files = {} }: ProjectOf,
): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "greenbar-shots-"));
  const examples = join(root, "specs", "examples");
  await cp(join(examples, "src"), join(folder, "src"), { recursive: true });
  const texts = await Promise.all(
    specs.map(async (spec) => {
      const text = await readFile(join(examples, `${spec}.md`), "utf8");
      return [`specs/${spec}.md`, text.replace(/^draft: true\r?\n/m, "")] as const;
    }),
  );
  const manifest = `${JSON.stringify({ name, private: true, type: "module" }, null, 2)}\n`;
  const all = { "package.json": manifest, ...Object.fromEntries(texts), ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface ProjectOf {
  readonly name: string;
  /** Names of example specs. */
  readonly specs: readonly string[];
  /** More files, by path. */
  readonly files?: Readonly<Record<string, string>>;
}
