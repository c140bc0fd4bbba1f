import type { Project } from "../../../src/app/read-project.ts";
import { readProject } from "../../../src/app/read-project.ts";
import type { World } from "../../../src/app/ports.ts";
import { trySandbox } from "../../../src/app/try-sandbox.ts";
import { openWorld } from "../../../src/cli/world.ts";
import type { Sandbox } from "../../../src/verdict/sandbox.ts";
import type { Snapshot } from "../../../src/verdict/workspace.ts";
import { writeFiles } from "../../support/project.ts";
import type { AttackBench } from "../row.ts";
import type { Hostile } from "./modules.ts";

/** A project on disk as the lower parts of greenbar see it. */
export interface Opened {
  readonly root: string;
  readonly world: World;
  readonly project: Project;
  readonly sandbox: Sandbox;
  readonly snapshot: Snapshot;
}

/** Milliseconds: what never ends is to take seconds here. Honest code has the defaults. */
const timeouts = { example: 800, idle: 6_000, run: 200_000 };

/** Writes a project in which each module stands in for the subject of its own page. */
export function layOut(
  root: string,
  modules: readonly Hostile[],
  files: Readonly<Record<string, string>> = {},
): void {
  writeFiles(root, {
    "package.json": '{ "name": "attacked", "type": "module" }\n',
    "greenbar.config.ts": `export default { timeouts: ${JSON.stringify(timeouts)} };\n`,
    ...Object.fromEntries(modules.map(({ name, source }) => [`src/${name}.ts`, source])),
    ...Object.fromEntries(
      modules.map(({ name, page }) => [
        `specs/${name}.md`,
        page.replaceAll("../src/impl.ts", `../src/${name}.ts`),
      ]),
    ),
    ...files,
  });
}

/** Reads a project that lies at `root`, with the machine's sandbox where it proves itself. */
export async function openProject(root: string): Promise<Opened> {
  const world = await openWorld(root);
  const project = await readProject(world, []);
  const sandbox = await trySandbox(world, project.config);
  const snapshot = await world.workspaces(sandbox.level).snapshot(root, { copy: [] });
  return { root, world, project, sandbox, snapshot };
}

/** A project of one module, once for all who ask for it by the same name. */
export function openAlone(
  bench: AttackBench,
  module: Hostile,
  files: Readonly<Record<string, string>> = {},
): Promise<Opened> {
  return bench.share(`cheats: ${module.name} alone`, () => {
    const root = bench.folder(module.name);
    layOut(root, [module], files);
    return openProject(root);
  });
}
