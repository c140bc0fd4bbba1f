import { withStatusWords } from "../../docs/report/status-mark.ts";
import type { Section } from "../../spec/spec.ts";
import type { FileChange, World } from "../ports.ts";
import { readProject } from "../read-project.ts";
import { UserError } from "../user-error.ts";
import { statusesWithoutRun } from "./statuses-without-run.ts";

/**
 * Writes the status into specs, where someone put `<!-- status -->` and nowhere else.
 *
 * @param wanted - specs as typed by the person; none means all.
 * @returns paths of the specs that are other now.
 * @throws UserError as `readProject` does, and when a spec was changed meanwhile: then nothing is written.
 */
export async function writeStatus(world: World, wanted: readonly string[]): Promise<readonly string[]> {
  const project = await readProject(world, wanted);
  const statuses = await statusesWithoutRun(world, project);
  const broken = new Set(
    project.diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file),
  );
  const changes = project.specs.flatMap(({ spec, as }): FileChange[] => {
    if (broken.has(spec.file)) return [];
    const own = statuses.filter((status) => status.spec === spec.file);
    const after = withStatusWords(spec.text, own);
    if (after === spec.text) return [];
    // What is written is no example by its form; should that ever fail, the spec is worth more than the words.
    const again = world.pipeline.parse(after, spec.file, as);
    if (JSON.stringify(again.sections.map(blocksOf)) !== JSON.stringify(spec.sections.map(blocksOf))) {
      throw new UserError(4, `${spec.file}: its status would change what it says; nothing was written`);
    }
    return [{ path: spec.file, before: spec.text, after }];
  });
  await world.disk.write(changes);
  return changes.map(({ path }) => path);
}

/** What a section says, without where in the line it stands. */
function blocksOf({ heading, normative, blocks, pinnedId, manual }: Section): unknown {
  return [
    heading?.text,
    normative.map(({ text }) => text),
    pinnedId?.id,
    manual,
    blocks.map(({ kind, text, place }) => [kind, text, place.line]),
  ];
}
