import process from "node:process";
import { resolve } from "node:path";
import { writeAtomically } from "../../adapters/disk/atomic-write.ts";
import { createGitRevisions } from "../../adapters/revisions/git-revisions.ts";
import { createGitCommand } from "../../adapters/workspace/git.ts";
import type { Diffed } from "../../app/diff/diff.ts";
import { diffBehaviour } from "../../app/diff/diff.ts";
import { UserError } from "../../app/user-error.ts";
import { behaviourComment } from "../../docs/behaviour/behaviour-comment.ts";
import type { CommandContext } from "../command.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { printBehaviour } from "../report/print-behaviour.ts";
import { openWorld } from "../world.ts";

/** `diff`: exit 0 whatever changed, 1 with `--exit-code` when behaviour did, 2 when something could not be read. */
export async function run({ screen, args, options, directory, signal }: CommandContext): Promise<number> {
  const report = reportOption(options["report"], screen.isJson);
  const world = await openWorld(directory);
  const git = createGitCommand({ git: "git", environment: process.env });
  const diffed = await diffBehaviour(world, createGitRevisions(git, world.disk.root), {
    ref: args[0] ?? null,
    isChecked: options["check"] === true,
    signal,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  const { changes, diagnostics, against } = diffed;
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  printDiagnostics(screen, errors);
  if (screen.isJson) screen.out(JSON.stringify(toJson(diffed), null, 2));
  if (errors.length > 0) {
    screen.err(`\n${countDiagnostics(errors)}: nothing was compared.`);
    return 2;
  }
  const comment = report === null ? "" : behaviourComment(changes, against.name);
  if (report !== null && report.file !== null)
    await writeAtomically(resolve(directory, report.file), comment);
  if (report !== null && report.file === null) screen.out(comment.replace(/\n$/, ""));
  else if (!screen.isJson) printBehaviour(screen, diffed);
  return options["exitCode"] === true && changes.isChanged ? 1 : 0;
}

/** `--report markdown[=FILE]`; null without it. */
function reportOption(value: unknown, isJson: boolean): { readonly file: string | null } | null {
  if (typeof value !== "string") return null;
  const [, file = null] = /^markdown(?:=(.+))?$/s.exec(value) ?? [value, undefined];
  if (!/^markdown(?:=.+)?$/s.test(value)) {
    throw new UserError(2, `--report ${value}: there is no such report of a diff`, {
      advice: ["Expected: --report markdown, or --report markdown=FILE."],
    });
  }
  if (isJson && file === null) {
    throw new UserError(2, "--json and --report markdown both want standard output", {
      advice: ["Give a file to the report: --report markdown=comment.md"],
    });
  }
  return { file };
}

/** The document that `--json` prints. */
function toJson({ against, changes, diagnostics, unreadable, isChecked }: Diffed): unknown {
  const { isChanged, counts, specs } = changes;
  return {
    version: 1,
    against,
    changed: isChanged,
    checked: isChecked,
    counts,
    specs,
    unreadable,
    diagnostics,
  };
}
