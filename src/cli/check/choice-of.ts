import process from "node:process";
import { createGitChanges } from "../../adapters/workspace/git-changes.ts";
import { createGitCommand } from "../../adapters/workspace/git.ts";
import type { ChangeSaid } from "../../app/changed/choose-changed.ts";
import { chooseChanged } from "../../app/changed/choose-changed.ts";
import type { Choose } from "../../app/changed/choose.ts";
import { runAll } from "../../app/changed/choose.ts";
import type { World } from "../../app/ports.ts";
import { chooseTrusted } from "../../app/receipts/choose-trusted.ts";
import { UserError } from "../../app/user-error.ts";
import type { CommandContext } from "../command.ts";

/** Which specs `check` need not run, by its options, and what was said while they were chosen. */
export interface Choice {
  readonly choose: Choose;
  /** Of `--changed`; null where that was not asked for. */
  said(): ChangeSaid | null;
}

/**
 * The choice that `--changed` and `--trust-receipts` make.
 *
 * @throws UserError for receipts under `--strict`.
 */
export function choiceOf(world: World, options: CommandContext["options"]): Choice {
  const { changed, trustReceipts, strict } = options;
  if (trustReceipts === true && strict === true) {
    throw new UserError(2, "--trust-receipts and --strict do not go together", {
      advice: ["A receipt says what held once; --strict wants to see it now."],
    });
  }
  let said: ChangeSaid | null = null;
  const git = createGitCommand({ git: "git", environment: process.env });
  const byChange =
    changed === undefined
      ? runAll
      : chooseChanged(
          world.disk,
          createGitChanges(git, world.disk.root),
          typeof changed === "string" ? changed : null,
          (what) => (said = what),
        );
  return {
    choose: trustReceipts === true ? chooseTrusted(world, byChange) : byChange,
    said: () => said,
  };
}
