import type { Config } from "./config.ts";
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
}

/** What the edge knows of the project's Vitest. */
export interface VitestFacts {
  readonly has: boolean;
  readonly hasFastCheck: boolean;
}

/** The optional parts: reminders for agents to run `greenbar check`. */
export interface InitExtras {
  readonly claudeHook: boolean;
  readonly agentsMd: boolean;
}

/**
 * Plans what a project needs: the specs' folder is named to git where it must be, runs are ignored, and a script
 * runs the check. Files that are there keep everything that is in them.
 *
 * @throws UserError when the configuration or package.json cannot be read.
 */
export async function planInit(disk: ProjectDisk, vitest: VitestFacts, extras: InitExtras): Promise<InitPlan> {
  const config = await readTheConfig(disk);
  const [ignore, packageJson, specs] = await Promise.all([
    disk.read(".gitignore"),
    disk.read("package.json"),
    disk.list(config.specs, ".md"),
  ]);
  const changes: (FileChange & { readonly why: string })[] = [];
  const runs = ".greenbar/runs/";
  if (!(ignore ?? "").split(/\r?\n/).some((line) => line.trim().replace(/^\//, "") === runs)) {
    const after = `${ignore === null || ignore === "" ? "" : `${ignore.trimEnd()}\n`}${runs}\n`;
    changes.push({ path: ".gitignore", before: ignore, after, why: "runs stay on this machine" });
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
    if (after !== null) changes.push({ path, before, after, why: "a Claude Code stop hook that runs the check" });
  }
  const packages = packageJson === null ? [] : missingPackages(vitest);
  return {
    config,
    changes,
    packages,
    install: packages.length === 0 ? null : [...(await addCommand(disk)), ...packages],
    specs,
  };
}

function missingPackages({ has, hasFastCheck }: VitestFacts): string[] {
  return [...(has ? [] : ["vitest"]), ...(hasFastCheck ? [] : ["fast-check"])];
}

/** By the lockfile that is there; npm when there is none. */
async function addCommand(disk: ProjectDisk): Promise<readonly string[]> {
  const byLockfile = [
    ["pnpm-lock.yaml", ["pnpm", "add", "--save-dev"]],
    ["yarn.lock", ["yarn", "add", "--dev"]],
    ["bun.lock", ["bun", "add", "--dev"]],
  ] as const;
  for (const [lockfile, command] of byLockfile) {
    if ((await disk.kindOf(lockfile)) !== null) return command;
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
