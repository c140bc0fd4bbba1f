import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createProjectDisk } from "../../../src/adapters/project/project-disk.ts";
import { createGit } from "../../../src/adapters/workspace/git.ts";
import { createWorkspaces } from "../../../src/adapters/workspace/workspaces.ts";
import { createWorkspaceFiles } from "../../../src/adapters/workspace-files.ts";
import { readReach } from "../../../src/app/run/reach.ts";
import type { Reach } from "../../../src/app/run/reach.ts";
import type { RunEventBody } from "../../../src/loop/events.ts";
import type { Files } from "../../../src/loop/files.ts";
import { createHands } from "../../../src/loop/hands.ts";
import type { Permission } from "../../../src/loop/permission.ts";
import { textEditor } from "../../../src/loop/tools/text-editor.ts";
import type { ToolOutcome, ToolWorld } from "../../../src/loop/tools/tool.ts";
import type { Snapshot } from "../../../src/verdict/workspace.ts";
import type { AttackBench } from "../row.ts";

/** A project on disk, and the copy of it that an agent works in. */
export interface Scene {
  readonly root: string;
  readonly copy: string;
  /** A folder beside both; what lies there is nobody's to touch. */
  readonly outside: string;
  readonly snapshot: Snapshot;
  readonly files: Files;
  readonly reach: Reach;
}

const project: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({
    name: "slugs",
    scripts: { prepare: "node src/text/prepare.js" },
    dependencies: { kit: "1.0.0" },
    devDependencies: { checker: "1.0.0" },
  }),
  "vitest.config.ts": 'export default { test: { setupFiles: ["./src/text/start.ts"] } };\n',
  "specs/slug.md": "# Slug\n\nThe answer is 4711.\n",
  "test/specs/slug.test.ts": "// the answer is 4711\n",
  "src/text/slug.ts": "export const slug = 1;\n",
  "src/text/start.ts": "",
  "src/text/prepare.js": "",
  ".gitignore": "node_modules\n",
  "node_modules/kit/package.json": '{ "name": "kit", "main": "index.js" }',
  "node_modules/kit/index.js": "",
  "node_modules/left-pad/package.json": '{ "name": "left-pad", "main": "index.js" }',
  "node_modules/left-pad/index.js": "",
  "node_modules/checker/package.json": '{ "name": "checker", "main": "index.js" }',
  "node_modules/checker/index.js": "",
};

/** The project as a run finds it, with the real copy, the real rules and the real disk. */
export async function openScene(
  bench: AttackBench,
  name: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Scene> {
  const base = realpathSync(bench.folder(name));
  const root = join(base, "project");
  const outside = join(base, "outside");
  put(root, { ...project, ...more });
  put(outside, { "kept.txt": "kept", "secret.txt": "the secret is 815" });
  const git = createGit({ git: "git", environment: process.env });
  const workspaces = createWorkspaces({ git, tmp: base, level: "none" });
  const snapshot = await workspaces.snapshot(root, { copy: [] });
  const workspace = await workspaces.copy(snapshot, { at: join(base, "copy") });
  const reach = await readReach(
    createProjectDisk(root),
    {
      specs: [{ plan: { subjects: [{ path: "src/text/slug.ts" }] } }],
      config: { specs: "specs", tests: "test/specs", write: undefined },
    } as unknown as Parameters<typeof readReach>[1],
    snapshot,
  );
  return { root, copy: workspace.dir, outside, snapshot, files: filesOf(workspace.dir), reach };
}

function filesOf(folder: string): Files {
  let word = 0;
  return createWorkspaceFiles(folder, () => String(word++));
}

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** One call of the editor by an agent. */
export type Edit = Readonly<Record<string, unknown>> & { readonly path: string };

export interface Tried {
  /** What the agent was told, and how often a write was denied. */
  readonly told: string;
  readonly denied: number;
  readonly isError: boolean;
}

/** With every defence: what an agent's tools make of a call. */
export async function withTools(
  { root, copy, files, reach }: Scene,
  edit: Edit,
  over: {
    readonly files?: Files;
    readonly permitImports?: () => Promise<Permission>;
    readonly executed?: readonly string[];
  } = {},
): Promise<Tried> {
  const events: RunEventBody[] = [];
  const own = over.files ?? files;
  const hands = createHands({
    files: own,
    roots: [root, copy],
    rules: { ...reach.rules, executed: over.executed ?? reach.rules.executed ?? [] },
    permitImports: over.permitImports ?? reach.imports(own),
    runTests: async () => "",
    emit: async (event) => void events.push(event),
    openCalls: () => [],
    requirement: () => null,
  });
  const { content, isError } = await hands.execute(
    { id: "call", name: textEditor.name, input: edit },
    new AbortController().signal,
  );
  return { told: content, isError, denied: events.filter(({ type }) => type === "edit-denied").length };
}

/** The same editor and the same disk, but whatever it plans is written: no rule is asked. */
export async function withoutRules(
  scene: Scene,
  edit: Edit,
  files: Files = scene.files,
): Promise<ToolOutcome["is"]> {
  const world: ToolWorld = {
    files,
    roots: [scene.root, scene.copy],
    permit: () => ({ is: "allow" }),
    runTests: async () => "",
    signal: new AbortController().signal,
  };
  const outcome = await textEditor.run(edit as unknown as Parameters<typeof textEditor.run>[0], world);
  if (outcome.is === "edit") await files.write(outcome.plan.path, outcome.plan.text, outcome.plan.preHash);
  return outcome.is;
}

export const create = (path: string, text = "x"): Edit => ({ command: "create", path, file_text: text });
