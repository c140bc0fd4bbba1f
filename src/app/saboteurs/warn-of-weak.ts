import type { Ledger } from "../../ledger/ledger.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { tryPrograms } from "./try-programs.ts";

/**
 * Before an agent is asked anything: what it is about to be asked says too little, where a wrong program would
 * fulfil it as well. It is recorded, so that whoever watches is told, and the run goes on.
 */
export async function warnOfWeak(
  world: World,
  project: Project,
  ledger: Ledger,
  at: Parameters<typeof tryPrograms>[2],
): Promise<void> {
  const found = await tryPrograms(world, project, at);
  // Whoever stops it is not told of what was half found out.
  if (found.length === 0 || at.signal?.aborted === true) return;
  await ledger.record({
    type: "weak-found",
    requirements: found.map(({ id, warning: { file, place, message, expected, example } }) => ({
      requirement: id,
      spec: file,
      line: place.line,
      message,
      expected,
      example: example ?? "",
    })),
  });
}
