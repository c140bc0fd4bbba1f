import { changedTests } from "../../suite/same-syntax.ts";
import { planWrites, writablePaths } from "../plan-writes.ts";
import type { ProjectDisk } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { withoutDrafts } from "../read-project.ts";
import type { Matter } from "./matter.ts";
import { matterOf } from "./matter.ts";
import { patchLines } from "./patch-lines.ts";

/** Generated suites that somebody changed by hand, with the difference. Specs with errors are left out. */
export async function editedMatters(disk: ProjectDisk, project: Project): Promise<Matter[]> {
  const broken = new Set(
    project.diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file),
  );
  const specs = withoutDrafts(project).project.specs.filter(({ plan }) => !broken.has(plan.spec));
  const texts = await Promise.all(
    writablePaths(specs).map(async (path) => [path, await disk.read(path)] as const),
  );
  const onDisk = new Map(texts.filter((entry): entry is [string, string] => entry[1] !== null));
  return planWrites(specs, onDisk, project.lock, project.settings, project)
    .filter(({ what, state }) => what === "suite" && state === "edited")
    .map(({ path, spec, before, after }) => {
      const found = before ?? "";
      const tests = changedTests(after, found, path).map((name) => name.join(" › "));
      const many = tests.length === 1 ? "1 test was" : `${tests.length} tests were`;
      return matterOf(
        {
          is: "edited-test",
          spec,
          at: null,
          title: tests.length === 0 ? `${path} was changed by hand` : `${many} changed by hand in ${path}`,
          suite: path,
          tests,
          patch: patchLines(path, after, found),
        },
        { of: [path], same: [found, after] },
      );
    });
}
