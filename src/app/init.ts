import type { Config } from "./config.ts";
import { baselinePath } from "../verdict/baseline.ts";
import type { Existing } from "./moving-in.ts";
import type { FileChange, ProjectDisk } from "./ports.ts";
import { readTheConfig } from "./read-project.ts";

/** What `init` would do; printed first, done only when it is wanted. */
export interface InitPlan {
  readonly config: Config;
  readonly changes: readonly (FileChange & { readonly why: string })[];
  /** Packages that the project lacks to run its suites without greenbar. */
  readonly packages: readonly string[];
  /** The line that adds them, by the package manager whose lockfile is there. */
  readonly install: readonly string[] | null;
  /** Specs that are there already. */
  readonly specs: readonly string[];
  /** Those of other tools among them; null where there are none. */
  readonly existing: Existing | null;
  /** A first check is to write what does not hold today, so that it counts as known from then on. */
  readonly takesBaseline: boolean;
}

/** What the edge knows of the project's packages: those that it has and asks for itself. */
export interface PackageFacts {
  readonly hasVitest: boolean;
  readonly hasFastCheck: boolean;
  readonly hasPrettier: boolean;
}

/** The optional parts: reminders for agents to run `greenbar check`. */
export interface InitExtras {
  readonly claudeHook: boolean;
  readonly agentsMd: boolean;
}

/**
 * Plans what a project needs: git ignores runs, a formatter leaves greenbar's records alone, and the project's
 * own Vitest can run the suites. Files that are there keep everything that is in them.
 *
 * @throws UserError when the configuration or package.json cannot be read.
 */
export async function planInit(
  disk: ProjectDisk,
  has: PackageFacts,
  extras: InitExtras,
  existing: Existing | null = null,
): Promise<InitPlan> {
  const found = await disk.config();
  const configured = found === null && existing !== null ? configFor(existing) : null;
  const config = { ...(await readTheConfig(disk)), ...configured };
  const [ignore, packageJson, specs] = await Promise.all([
    disk.read(".gitignore"),
    disk.read("package.json"),
    disk.list(config.specs, ".md"),
  ]);
  const changes: (FileChange & { readonly why: string })[] = [];
  const ignored = withLine(ignore, ".greenbar/runs/");
  if (ignored !== null) {
    changes.push({ path: ".gitignore", before: ignore, after: ignored, why: "runs stay on this machine" });
  }
  if (has.hasPrettier) {
    const path = ".prettierignore";
    const before = await disk.read(path);
    const after = withLine(before, ".greenbar/");
    const why = "the lock keeps one line an example, so that merges are easy";
    if (after !== null) changes.push({ path, before, after, why });
  }
  if (extras.agentsMd) {
    const before = await disk.read("AGENTS.md");
    if (before === null || !before.includes("greenbar check")) {
      const after = `${before === null ? "" : `${before.trimEnd()}\n\n`}${agentsLine(config)}\n`;
      changes.push({ path: "AGENTS.md", before, after, why: "tells agents to run the check" });
    }
  }
  if (extras.claudeHook) {
    const path = ".claude/settings.json";
    const before = await disk.read(path);
    const after = withStopHook(before);
    if (after !== null)
      changes.push({ path, before, after, why: "a Claude Code stop hook that runs the check" });
  }
  if (configured !== null) {
    const after = `export default ${printObject(configured)};\n`;
    const why = `specs in ${config.specs}/; \`check\` against the baseline`;
    changes.push({ path: "greenbar.config.ts", before: null, after, why });
  }
  const packages = packageJson === null ? [] : missingPackages(has);
  return {
    config,
    changes,
    packages,
    install: packages.length === 0 ? null : [...(await addCommand(disk)), ...packages],
    specs,
    existing,
    takesBaseline: existing !== null && config.baseline && (await disk.kindOf(baselinePath)) === null,
  };
}

/** The configuration that a project with specs of other tools needs; written once, the person's own from then on. */
function configFor({ folders }: Existing): { readonly specs: string; readonly baseline: true } {
  return { specs: folders[0]?.folder ?? "specs", baseline: true };
}

function printObject(keys: Readonly<Record<string, string | true>>): string {
  const lines = Object.entries(keys).map(([key, value]) => `  ${key}: ${JSON.stringify(value)},\n`);
  return `{\n${lines.join("")}}`;
}

/** The text of an ignore file with the line behind it; null when it has the line. */
function withLine(text: string | null, line: string): string | null {
  const plain = (each: string) => each.trim().replace(/^\//, "").replace(/\/$/, "");
  if ((text ?? "").split(/\r?\n/).some((each) => plain(each) === plain(line))) return null;
  const end = text?.includes("\r\n") === true ? "\r\n" : "\n";
  return `${text === null || text.trim() === "" ? "" : `${text.trimEnd()}${end}`}${line}${end}`;
}

function missingPackages({ hasVitest, hasFastCheck }: PackageFacts): string[] {
  return [...(hasVitest ? [] : ["vitest"]), ...(hasFastCheck ? [] : ["fast-check"])];
}

/** By the nearest lockfile, which in a workspace lies in a folder above; npm when there is none. */
async function addCommand(disk: ProjectDisk): Promise<readonly string[]> {
  const byLockfile = [
    ["pnpm-lock.yaml", ["pnpm", "add", "--save-dev"]],
    ["yarn.lock", ["yarn", "add", "--dev"]],
    ["bun.lock", ["bun", "add", "--dev"]],
    ["bun.lockb", ["bun", "add", "--dev"]],
    ["package-lock.json", ["npm", "install", "--save-dev"]],
  ] as const;
  for (const [level] of disk.root.split("/").entries()) {
    const folder = "../".repeat(level);
    for (const [lockfile, command] of byLockfile) {
      if ((await disk.kindOf(`${folder}${lockfile}`)) === null) continue;
      const isWorkspace = level === 0 && (await disk.kindOf("pnpm-workspace.yaml")) === "file";
      return command[0] === "pnpm" && isWorkspace ? [...command, "--workspace-root"] : command;
    }
  }
  return ["npm", "install", "--save-dev"];
}

function agentsLine({ specs, tests }: Config): string {
  return (
    `- Behaviour is specified in \`${specs}/\`; the tests in \`${tests}/\` are generated from it, never edited. ` +
    "Before you finish, run `npx greenbar check`: it must exit 0."
  );
}

const stopCommand = "npx greenbar check 1>&2 || exit 2";

/** The settings with the hook in them; null when it is there, or the file is no JSON object and is left alone. */
function withStopHook(before: string | null): string | null {
  let settings: unknown;
  try {
    settings = before === null ? {} : JSON.parse(before);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) return null;
  const { hooks = {}, ...rest } = settings as { hooks?: Record<string, unknown> };
  if (JSON.stringify(hooks).includes("greenbar check")) return null;
  const stop = Array.isArray(hooks["Stop"]) ? (hooks["Stop"] as unknown[]) : [];
  const hook = { hooks: [{ type: "command", command: stopCommand }] };
  return `${JSON.stringify({ ...rest, hooks: { ...hooks, Stop: [...stop, hook] } }, null, 2)}\n`;
}
