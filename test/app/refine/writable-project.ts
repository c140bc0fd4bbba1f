import { readTemplates } from "../../../src/adapters/templates.ts";
import { createPipeline } from "../../../src/app/pipeline.ts";
import type { ProjectDisk } from "../../../src/app/ports.ts";
import { UserError } from "../../../src/app/user-error.ts";
import { createMemoryDisk } from "../../support/memory-disk.ts";

/** A project in memory whose files can be written, by compare-and-swap. */
export function writableProject(given: Readonly<Record<string, string>>) {
  const files: Record<string, string> = { ...given };
  const disk: ProjectDisk = {
    ...createMemoryDisk(files),
    write: (changes) => {
      const differs = changes.filter(({ path, before }) => (files[path] ?? null) !== before);
      if (differs.length > 0) return Promise.reject(new UserError(4, "files changed"));
      for (const { path, after } of changes) {
        if (after === null) delete files[path];
        else files[path] = after;
      }
      return Promise.resolve();
    },
  };
  return { files, world: { disk, pipeline: createPipeline(), templates: readTemplates } };
}
