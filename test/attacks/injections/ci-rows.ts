import { runCli } from "../../support/cli.ts";
import { commandsIn } from "../../support/ci-commands.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { openStage } from "./stage.ts";

const spec = `---
subject: ../src/shout.ts
---
# Shout

## Shouts ##[set-output name=a]b ##vso[task.setvariable variable=a]b

| \`a\` | \`shout(a)\` |
| --- | --- |
| x | X |

- \`shout("boom")\` is \`"BOOM"\`.
`;

const shout = `export function shout(a: string): string {
  if (a === "boom") throw new Error("no\\n::set-output name=a::b\\r::stop-commands::c\\n##[add-mask]d");
  return "\\n  ::error file=README.md::e";
}
`;

/** Text that is printed where a CI reads along. */
export const ciRows: readonly AttackRow[] = [
  {
    id: "log-line-commands",
    mechanism: "commands of a CI in lines of its log",
    does: "A heading, a result and an error hold lines that GitHub Actions and Azure Pipelines obey, for a brief that is printed in CI.",
    must: "No line of standard output and standard error is a command; the words are to be read.",
    defence: "cli/ci-commands.ts, at cli/screen.ts",
    needs: "bubblewrap",
    withDefence: (bench) => logged(bench, "log-obeyed", { GITHUB_ACTIONS: "true", CI: "true" }),
    without: (bench) => logged(bench, "log-unknown", { CI: "true" }),
  },
];

/** What a hand-off's brief says: spec, failures and all. */
async function logged(
  bench: AttackBench,
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const { root } = await openStage(bench, name, {
    files: { "specs/shout.md": spec, "src/shout.ts": shout },
  });
  const { all } = await runCli(["run", "--agent", "handoff"], { cwd: root, env, timeout: 120_000 });
  const commands = commandsIn(all);
  const words = ["set-output name=a", "task.setvariable", "stop-commands", "error file=", "add-mask"];
  const missing = words.filter((word) => !all.includes(word));
  return {
    held: commands.length === 0 && missing.length === 0,
    saw: [`${commands.length} lines are commands`, ...missing.map((word) => `no ${word}`)].join("; "),
  };
}
