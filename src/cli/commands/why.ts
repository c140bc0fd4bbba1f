import { createCoverage } from "../../adapters/trace/coverage.ts";
import { packageVersion } from "../../adapters/package-root.ts";
import { ownInstallation } from "../../adapters/vitest/own-installation.ts";
import { UserError } from "../../app/user-error.ts";
import type { Why } from "../../app/why/why.ts";
import { why } from "../../app/why/why.ts";
import type { CommandContext } from "../command.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { printWhy } from "../print/why.ts";
import { openWorld } from "../world.ts";

/** `why`: exit 0 when it could be answered, whatever the answer is; 2 when not. It judges nothing. */
export async function run({ screen, args, options, directory, signal }: CommandContext): Promise<number> {
  const isUnclaimed = options["unclaimed"] === true;
  const [asked, ...more] = args;
  if (!isUnclaimed && (asked === undefined || more.length > 0)) {
    throw new UserError(2, "why needs one file, line or requirement", {
      advice: ["greenbar why src/slugify.ts:12", "greenbar why joins-words", "greenbar why --unclaimed"],
    });
  }
  const world = await openWorld(directory);
  const tracer = { coverage: createCoverage(ownInstallation()), version: packageVersion() };
  const found = await why(world, tracer, {
    asked: isUnclaimed ? null : (asked ?? null),
    specs: isUnclaimed ? args : [],
    signal,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  if (screen.isJson) screen.out(JSON.stringify(toJson(found), null, 2));
  const errors = found.diagnostics.filter(({ severity }) => severity === "error");
  printDiagnostics(screen, errors);
  if (errors.length > 0) {
    screen.err(`\n${countDiagnostics(errors)}: nothing was run.`);
    return 2;
  }
  if (!screen.isJson) printWhy(screen, found);
  return 0;
}

/** The document that `--json` prints. */
function toJson({ answer, untraced, sandbox, diagnostics }: Why): unknown {
  return { version: 1, ...shownAnswer(answer), untraced, sandbox, diagnostics };
}

function shownAnswer(answer: Why["answer"]): object {
  switch (answer?.is) {
    case undefined:
      return { answer: null };
    case "file":
      return { answer: "file", line: answer.line, file: answer.file };
    case "requirement":
      return { answer: "requirement", requirement: answer.requirement };
    case "unclaimed":
      return { answer: "unclaimed", ...answer.unclaimed };
  }
}
