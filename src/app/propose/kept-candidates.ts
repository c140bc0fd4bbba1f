import * as z from "zod";
import type { ProjectDisk } from "../ports.ts";
import type { Candidate } from "../refine/rivals.ts";

/** Beside the runs: neither committed nor part of what a run's copy is taken from. */
export const candidatesPath = ".greenbar/runs/candidates.json";

const schema = z.strictObject({
  version: z.literal(1),
  specs: z.record(z.string(), z.array(z.strictObject({ label: z.string(), source: z.string() }))),
});

/**
 * Programs that a model wrote for a spec, kept, so that the question that was asked is the one that is answered.
 * None where there are none, or the file is damaged: then only they are not asked about.
 */
export async function keptCandidates(
  disk: Pick<ProjectDisk, "read">,
  spec: string,
): Promise<readonly Candidate[]> {
  return (await readKept(disk))[spec] ?? [];
}

/** Keeps them, in place of what was kept for the spec before; none takes these away. */
export async function keepCandidates(
  disk: Pick<ProjectDisk, "read" | "write">,
  spec: string,
  candidates: readonly Candidate[],
): Promise<void> {
  const before = await disk.read(candidatesPath);
  const { [spec]: _, ...others } = await readKept(disk);
  const specs = candidates.length === 0 ? others : { ...others, [spec]: candidates };
  const after =
    Object.keys(specs).length === 0 ? null : `${JSON.stringify({ version: 1, specs }, null, 2)}\n`;
  if (before !== after) await disk.write([{ path: candidatesPath, before, after }]);
}

async function readKept(
  disk: Pick<ProjectDisk, "read">,
): Promise<Readonly<Record<string, readonly Candidate[]>>> {
  const text = await disk.read(candidatesPath);
  if (text === null) return {};
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data.specs : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}
