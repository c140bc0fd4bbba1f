import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createNoSandbox } from "../sandbox/no-sandbox.ts";
import { childProgram } from "./child-program.ts";
import { createEventLines } from "./event-lines.ts";
import { ownInstallation } from "./own-installation.ts";

/** Milliseconds that a project's configuration may take. */
const wallMs = 30_000;

/**
 * Whether the project's own `vitest run` in `root` (absolute) would pick the suite `file` (relative; it need not
 * be there yet) up: asks the project's Vitest, which evaluates the project's configuration in a process of its
 * own, in place, as `vitest` itself would. Null when that cannot be known: no Vitest, or a configuration that
 * throws.
 */
export async function picksUp(root: string, file: string, signal?: AbortSignal): Promise<boolean | null> {
  const setting = ownInstallation();
  const bundles = configBundles(root);
  const hadBundles = existsSync(bundles);
  const temp = await mkdtemp(join(setting.tmp, "greenbar-vitest-"));
  try {
    const lines = createEventLines(setting.nonce(), () => {});
    const sandbox = createNoSandbox();
    const workspace = { dir: root, root, dependencies: [], dispose: async () => {} };
    const job = { workspace, sandbox, files: [file] };
    const program = childProgram(setting, job, { task: "matches", temp, nonce: lines.nonce, wallMs });
    await sandbox.launch({ ...program, onLine: lines.add }, signal);
    const answer = lines.events().find((event) => event.is === "matches");
    return answer === undefined ? null : answer.projects.length > 0;
  } finally {
    await rm(temp, { recursive: true, force: true });
    if (!hadBundles) await rm(bundles, { recursive: true, force: true });
  }
}

/** Where Vite puts the bundle of a configuration while it loads it; the folder stays behind, empty. */
function configBundles(root: string): string {
  const modules = join(root, "node_modules");
  const above = dirname(root);
  return existsSync(modules) || above === root ? join(modules, ".vite-temp") : configBundles(above);
}
