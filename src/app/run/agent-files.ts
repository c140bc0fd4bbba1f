import type { Files } from "../../loop/files.ts";
import { permitWrite } from "../../loop/permission.ts";
import type { Permission, WriteRules } from "../../loop/permission.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Snapshot } from "../../verdict/workspace.ts";

export interface AgentFiles {
  /** Text by path. */
  readonly taken: ReadonlyMap<string, string>;
  /** Files that lie where an agent may write, and that cannot be read, or that no tool would have written so. */
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * The agent's files in its copy as they are now: those that it may write and that differ from the snapshot. Code that
 * it wrote ran there and may have written files of its own, so they are held to the same rules once more.
 */
export async function agentFiles(
  files: Files,
  { files: before }: Pick<Snapshot, "files">,
  rules: WriteRules,
  permitImports: (path: string, text: string) => Promise<Permission>,
): Promise<AgentFiles> {
  const hashes = new Map(before.map(({ path, hash }) => [path, hash]));
  const taken = new Map<string, string>();
  const leftOut: { path: string; reason: string }[] = [];
  for (const path of await files.list()) {
    if (permitWrite(path, rules).is === "deny") continue;
    const read = await files.read(path);
    // What the project has and is no text is as it was: no tool writes it.
    if (read.is === "refused" && !(read.isNoText === true && hashes.has(path)))
      leftOut.push({ path: cleanText(path), reason: cleanText(read.why) });
    if (read.is !== "file" || hashes.get(path) === read.hash) continue;
    const permission = await permitImports(path, read.text);
    if (permission.is === "allow") taken.set(path, read.text);
    else leftOut.push({ path: cleanText(path), reason: cleanText(permission.reason) });
  }
  return { taken, leftOut };
}
