import { relative, resolve } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { createCoverage } from "../../adapters/trace/coverage.ts";
import { createGitCommits } from "../../adapters/history/git-commits.ts";
import { readSiteAssets } from "../../adapters/site/site-assets.ts";
import { createSiteFolder } from "../../adapters/site/site-folder.ts";
import { packageVersion } from "../../adapters/package-root.ts";
import { ownInstallation } from "../../adapters/vitest/own-installation.ts";
import { createGitCommand } from "../../adapters/workspace/git.ts";
import { gatherSite } from "../../app/publish/gather.ts";
import type { Progress } from "../../app/ports.ts";
import type { SitePlan } from "../../app/publish/plan-site.ts";
import { planSite } from "../../app/publish/plan-site.ts";
import { traceProject } from "../../app/why/trace-project.ts";
import { createTreePipeline } from "../../app/publish/tree-pipeline.ts";
import type { Project } from "../../app/read-project.ts";
import { UserError } from "../../app/user-error.ts";
import { renderSite } from "../../docs/site/render-site.ts";
import type { CommandContext } from "../command.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { count } from "../print/words.ts";
import { openWorld } from "../world.ts";

/** Beside what else greenbar keeps, and told to git as nothing to commit. */
const ownFolder = ".greenbar/site";

/** `docs`: exit 0 when the site is written, 2 when a spec could not be read (its page says why). It gates nothing. */
export async function run({ screen, args, options, directory, signal }: CommandContext): Promise<number> {
  const opened = await openWorld(directory);
  const world = { ...opened, pipeline: createTreePipeline(opened.pipeline) };
  const { root } = world.disk;
  const git = createGitCommand({ git: "git", environment: process.env });
  const progress: Progress = (step, done, total) =>
    screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`);
  const tracer = { coverage: createCoverage(ownInstallation()), version: packageVersion() };
  const { site, diagnostics } = await gatherSite(world, createGitCommits(git, root), {
    specs: args,
    isChecked: options["check"] === true,
    history: commitsWanted(options["history"]),
    assets: await readSiteAssets(world.disk),
    signal,
    progress,
    ...(options["source"] === true && {
      trace: async (project) =>
        (await traceProject(world, tracer, compiled(project), { signal, progress })).claims,
    }),
  });
  const files = renderSite(site);
  const { out } = options;
  const folder = createSiteFolder(
    typeof out === "string" ? resolve(directory, out) : resolve(root, ownFolder),
  );
  const plan = await planSite(folder, files, { isOwn: typeof out !== "string" });
  await folder.write(plan.changes);
  const index = pathToFileURL(resolve(folder.path, "index.html")).href;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (screen.isJson) screen.out(JSON.stringify(toJson(plan, folder.path, index, diagnostics), null, 2));
  printDiagnostics(screen, errors);
  if (!screen.isJson) {
    const shown = relative(process.cwd(), folder.path) || ".";
    screen.out(`${shown}  ${count(site.pages.length, "spec")}: ${words(plan)}`);
    for (const path of plan.kept) screen.err(`left alone, since it was changed by hand: ${path}`);
    if (options["open"] === true) screen.out(index);
    if (errors.length > 0) screen.err(`\n${countDiagnostics(errors)}: their pages say so.`);
  }
  return errors.length > 0 ? 2 : 0;
}

/** Of a spec that cannot be compiled nothing can be run. */
function compiled(project: Project): Project {
  return {
    ...project,
    specs: project.specs.filter(({ plan }) => plan.diagnostics.every(({ severity }) => severity !== "error")),
  };
}

/** Commits to look back over: 100, or as many as are asked for. */
function commitsWanted(option: unknown): number | null {
  if (option === undefined || option === false) return null;
  if (option === true) return 100;
  const most = Number(option);
  if (Number.isInteger(most) && most > 0) return most;
  throw new UserError(
    2,
    `--history ${typeof option === "string" ? option : ""}: a whole number of commits was expected`,
    {
      advice: ["greenbar docs --history", "greenbar docs --history 20"],
    },
  );
}

function words({ written, removed, unchanged }: SitePlan): string {
  const parts = [
    `${count(written.length, "file")} written`,
    removed.length > 0 ? `${removed.length} removed` : "",
    unchanged > 0 ? `${unchanged} as they were` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function toJson(
  { written, removed, kept, unchanged }: SitePlan,
  folder: string,
  index: string,
  diagnostics: readonly unknown[],
): unknown {
  return { version: 1, folder, index, written, removed, kept, unchanged, diagnostics };
}
