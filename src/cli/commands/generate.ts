import { declaredPackages } from "../../adapters/project/declared-packages.ts";
import type { Generated } from "../../app/generate.ts";
import { generateTests } from "../../app/generate.ts";
import type { PlannedWrite } from "../../app/plan-writes.ts";
import type { CommandContext } from "../command.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { isProven, patchOf, printGenerated } from "../print/generated.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";

/** `generate-tests`: exit 0 when every example was red for the right reason (or would be written, in a dry run). */
export async function run({ screen, args, options, directory, signal }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const generated = await generateTests(world, {
    specs: args,
    dryRun: options["dryRun"] === true,
    force: options["force"] === true,
    signal,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  if (screen.isJson) screen.out(JSON.stringify(toJson(generated), null, 2));
  printDiagnostics(screen, generated.diagnostics);
  if (hasErrors(generated)) {
    screen.err(`\n${countDiagnostics(generated.diagnostics)}: nothing was written.`);
    return 2;
  }
  if (!screen.isJson) printGenerated(screen, generated, { isDryRun: options["dryRun"] === true });
  if (!screen.isJson && generated.wrote && lacksFastCheck(generated, world.disk.root)) {
    const mend = "`greenbar init` offers to add it";
    screen.out(
      screen.paint(
        "dim",
        `note: the project's own vitest run lacks fast-check, which properties need; ${mend}`,
      ),
    );
  }
  if (generated.refused.length > 0) {
    refuse(screen, generated.refused);
    return 1;
  }
  return generated.red === null || isProven(generated.red) ? 0 : 1;
}

function hasErrors({ diagnostics }: Generated): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

/** A project that runs its suites itself, and has one with properties, without the package for them. */
function lacksFastCheck({ writes }: Generated, root: string): boolean {
  const declared = declaredPackages(root);
  const hasProperties = writes.some(
    ({ what, after }) => what === "suite" && /^import \w+ from "fast-check";$/m.test(after),
  );
  return hasProperties && declared.has("vitest") && !declared.has("fast-check");
}

/** The document that `--json` prints. */
function toJson({ specs, red, diagnostics, writes, refused, unneeded }: Generated): unknown {
  return {
    version: 1,
    files: specs,
    writes: writes.map(({ path, what, state }) => ({ path, what, state })),
    refused: refused.map(({ path }) => path),
    removed: unneeded.filter(({ isRemoved }) => isRemoved).map(({ path }) => path),
    red: {
      total: red?.total ?? 0,
      assertion: red?.assertion ?? 0,
      notImplemented: red?.notImplemented ?? 0,
      unbound: red?.unbound ?? 0,
      broken: red?.broken.length ?? 0,
    },
    broken: red?.broken ?? [],
    alreadyGreen: red?.alreadyGreen.length ?? 0,
    diagnostics,
  };
}

function refuse(screen: Screen, refused: readonly PlannedWrite[]): void {
  for (const write of refused) {
    if (!screen.isJson) screen.err(`\n${patchOf(write)}`);
    screen.err(`\n${write.path} was changed by hand since it was generated; it was left as it is.`);
  }
  screen.err("Nothing was written. Change the spec instead, or write over it with --force.");
}
