import { createHash } from "node:crypto";
import { withoutStatusWords } from "../../docs/report/status-mark.ts";
import type { ReceiptFacts } from "../../verdict/receipt.ts";
import { hashOfRest } from "../../verdict/receipt.ts";
import { hashFile } from "../../suite/same-syntax.ts";
import type { Tools, World } from "../ports.ts";
import type { Project, ReadSpec } from "../read-project.ts";
import { loadedFiles } from "./loaded-files.ts";

/** A project's files as a receipt speaks of them. */
export interface Tree {
  /** sha256 of each file's content, hex. */
  readonly files: readonly { readonly path: string; readonly hash: string }[];
  /** Text of one of these files. */
  read(path: string): Promise<string | null>;
}

/** The project's files as they are now, as a fresh copy would hold them. */
export async function treeNow(
  world: Pick<World, "workspaces" | "disk">,
  { root, config }: Pick<Project, "root" | "config">,
): Promise<Tree> {
  const { files } = await world.workspaces("none").snapshot(root, { copy: config.copy });
  return { files, read: (path) => world.disk.read(path) };
}

/** What a receipt of this spec would say of the tree, worked out without running anything. */
export async function factsOf(
  project: Project,
  { spec, plan, suite }: ReadSpec,
  tree: Tree,
  tools: Tools,
): Promise<ReceiptFacts> {
  const hashes = new Map(tree.files.map(({ path, hash }) => [path, hash]));
  const roots = rootsOf(project, plan);
  const loaded = await loadedFiles(
    roots,
    (path) => hashes.has(path),
    (path) => tree.read(path),
  );
  const subject = new Map(loaded.map((path) => [path, hashes.get(path) ?? ""]));
  const own = [project.config.specs, project.config.tests, ".greenbar"];
  const isOwn = (path: string) => own.some((folder) => path === folder || path.startsWith(`${folder}/`));
  return {
    spec: plan.spec,
    specText: createHash("sha256").update(withoutStatusWords(spec.text)).digest("hex"),
    suite: suite.path,
    suiteSyntax: hashFile(suite.text, suite.path),
    subject,
    rest: hashOfRest(tree.files, (path) => subject.has(path) || isOwn(path)),
    ...tools,
  };
}

/** The modules that a spec names, its helpers too, and the project's own commands where it has a console example. */
export function rootsOf(
  { bins }: Project,
  { subjects, helpers = [], requirements }: ReadSpec["plan"],
): readonly string[] {
  const hasConsole = requirements.some(({ examples }) => examples.some(({ kind }) => kind === "console"));
  const commands = hasConsole ? [...bins.values()].map((path) => path.replace(/^\.\//, "")) : [];
  return [...[...subjects, ...helpers].map(({ path }) => path), ...commands];
}
