import { posix } from "node:path";
import type { MergedSpec } from "../../spec/dialects/apply-delta.ts";
import { applyDelta } from "../../spec/dialects/apply-delta.ts";
import { deltaDiagnostic } from "../../spec/dialects/delta-rules.ts";
import { placeOfLine, readDelta } from "../../spec/dialects/read-delta.ts";
import { nestsTooDeeply } from "../../spec/markdown.ts";
import type { Config } from "../config.ts";
import type { ProjectDisk } from "../ports.ts";
import { UserError } from "../user-error.ts";

/** A change of OpenSpec: what each spec that it touches will say. */
export interface Change {
  readonly name: string;
  readonly specs: readonly ChangedSpec[];
}

export interface ChangedSpec {
  /** The main spec, relative to the root; it need not be there yet. */
  readonly file: string;
  /** Its text as it is; null when there is none. */
  readonly before: string | null;
  readonly delta: { readonly file: string; readonly text: string };
  /** With the delta applied; nothing is written. */
  readonly merged: MergedSpec;
}

/**
 * Reads a change and applies its deltas in memory: `changes/NAME/specs/CAPABILITY/spec.md` to `specs/CAPABILITY/spec.md`,
 * both in the folder that the specs' folder lies in (`openspec`).
 *
 * @throws UserError when there is no such change, or it touches no spec.
 */
export async function readChange(
  disk: Pick<ProjectDisk, "read" | "list" | "kindOf">,
  config: Pick<Config, "specs">,
  name: string,
): Promise<Change> {
  const changes = posix.join(posix.dirname(posix.normalize(config.specs)), "changes");
  const folder = posix.join(changes, name, "specs");
  const isInside =
    folder.startsWith(`${changes}/`) && (await disk.kindOf(posix.dirname(folder))) === "folder";
  if (name === "" || !isInside) throw await noSuchChange(disk, changes, name);
  const files = (await disk.list(folder, ".md")).filter((path) => posix.basename(path) === "spec.md");
  if (files.length === 0) {
    throw new UserError(2, `the change ${name} touches no spec`, {
      advice: [`Its deltas are expected in ${folder}/CAPABILITY/spec.md.`],
    });
  }
  const specs = await Promise.all(
    files.map(async (path) => {
      const file = posix.join(config.specs, posix.relative(folder, path));
      return changedSpec(file, await disk.read(file), path, (await disk.read(path)) ?? "");
    }),
  );
  return { name, specs };
}

function changedSpec(file: string, before: string | null, deltaFile: string, text: string): ChangedSpec {
  const delta = { file: deltaFile, text };
  const refuse = (why: string): ChangedSpec => {
    const message = `the delta, or its main spec, ${why}`;
    const diagnostics = [deltaDiagnostic("delta-empty", deltaFile, placeOfLine("", 1), message)];
    return { file, before, delta, merged: { text: before ?? "", lines: [], diagnostics } };
  };
  const texts = [text, before ?? ""];
  if (texts.some(({ length }) => length > longestText)) return refuse("is too long to be read");
  if (texts.some(nestsTooDeeply)) return refuse("nests too deeply to be read");
  try {
    return { file, before, delta, merged: applyDelta({ text: before, file }, readDelta(text, deltaFile)) };
  } catch (error) {
    // The Markdown parser recurses as deep as a text nests.
    if (!(error instanceof RangeError)) throw error;
    return refuse("nests too deeply to be read");
  }
}

/** As of a spec, in UTF-16 units. */
const longestText = 500_000;

async function noSuchChange(
  disk: Pick<ProjectDisk, "list">,
  changes: string,
  name: string,
): Promise<UserError> {
  const files = await disk.list(changes, ".md");
  const names = new Set(files.map((path) => path.slice(changes.length + 1).split("/")[0] ?? ""));
  names.delete("archive");
  const there = [...names].filter((each) => !each.endsWith(".md")).toSorted();
  return new UserError(2, `there is no change ${name}`, {
    advice: [
      there.length === 0
        ? `A change of OpenSpec is a folder in ${changes}/; say where the specs are: \`specs: "openspec/specs"\` in greenbar.config.ts.`
        : `There are: ${there.slice(0, 8).join(", ")}.`,
    ],
  });
}
