import type { Verified } from "../../app/receipts/verify.ts";
import { verify } from "../../app/receipts/verify.ts";
import type { CommandContext } from "../command.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { printVerified } from "../print/verify.ts";
import { openWorld } from "../world.ts";

/** `verify`: receipts held against the present tree, then the full check of what they speak of. */
export async function run({ screen, args, directory, signal }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const verified = await verify(world, {
    specs: args,
    signal,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  if (screen.isJson) screen.out(JSON.stringify(toJson(verified), null, 2));
  const errors = verified.diagnostics.filter(({ severity }) => severity === "error");
  printDiagnostics(screen, errors);
  if (errors.length > 0) {
    screen.err(`\n${countDiagnostics(errors)}: nothing was verified.`);
    return 2;
  }
  if (!screen.isJson) printVerified(screen, verified);
  return exitCode(verified);
}

/** The exit status: what cannot be read comes first, then a verdict that nobody should trust, then what differs. */
export function exitCode({ specs, orphans, diagnostics, checked }: Verified): number {
  if (diagnostics.some(({ severity }) => severity === "error")) return 2;
  if (specs.some(({ state }) => state === "unreadable")) return 2;
  if (checked?.outcome === "compromised") return 3;
  if (checked?.outcome === "infra") return 4;
  const isOff = specs.some(({ state, holds }) => state === "differs" || holds === false);
  return isOff || orphans.length > 0 ? 1 : 0;
}

/** The document that `--json` prints. */
function toJson({ specs, orphans, diagnostics, checked }: Verified): unknown {
  return {
    version: 1,
    outcome: checked?.outcome ?? null,
    sandbox: checked?.sandbox ?? null,
    receipts: specs.map(({ spec, receipt, state, differs, problem, claims, holds }) => ({
      spec,
      receipt,
      state,
      differs,
      problem,
      claims,
      holds,
    })),
    orphans,
    diagnostics,
  };
}
