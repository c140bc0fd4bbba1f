import { spawn } from "node:child_process";
import { findVitest, hasFastCheck } from "../../adapters/vitest/find-vitest.ts";
import { picksUp } from "../../adapters/vitest/picks-up.ts";
import type { InitPlan } from "../../app/init.ts";
import { planInit } from "../../app/init.ts";
import { UserError } from "../../app/user-error.ts";
import { confirm } from "../ask.ts";
import type { CommandContext } from "../command.ts";
import { columns, count } from "../print/words.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";

/** `init`: prints its plan, asks (or takes `--yes`), does it. Exit 0, also when there was nothing to do. */
export async function run({ screen, options, directory, signal }: CommandContext): Promise<number> {
  const { disk } = await openWorld(directory);
  const vitest = findVitest(disk.root);
  const facts = { has: vitest.is === "found", hasFastCheck: hasFastCheck(disk.root) };
  const plan = await planInit(disk, facts, {
    claudeHook: options["claudeHook"] === true,
    agentsMd: options["agentsMd"] === true,
  });
  const suite = `${plan.config.tests}/example.test.ts`;
  const isPickedUp = vitest.is === "found" ? await picksUp(disk.root, suite) : null;
  if (screen.isJson) {
    const { changes, packages, install, specs } = plan;
    screen.out(JSON.stringify({ version: 1, changes, packages, install, specs, isPickedUp }, null, 2));
  } else {
    print(screen, plan, isPickedUp, suite);
  }
  if (plan.changes.length === 0 && plan.install === null) {
    if (!screen.isJson) screen.out(`\nNothing to do. ${next(plan)}`);
    return 0;
  }
  const wanted =
    options["yes"] === true || (screen.canAsk && (await confirm("\nDo it?", true, signal)));
  if (!wanted) {
    if (!screen.canAsk) screen.err("Nothing was done. `greenbar init --yes` does it without asking.");
    return 0;
  }
  await disk.write(plan.changes);
  if (plan.install !== null) await install(plan.install, disk.root);
  if (!screen.isJson) screen.out(`\nDone. ${next(plan)}`);
  return 0;
}

function print(screen: Screen, plan: InitPlan, isPickedUp: boolean | null, suite: string): void {
  const rows = [
    ...plan.changes.map(({ path, before, why }) => [`  ${before === null ? "+" : "~"} ${path}`, why]),
    ...(plan.install === null
      ? []
      : [[`  $ ${plan.install.join(" ")}`, "so that the suite runs under your own vitest too"]]),
  ];
  if (rows.length > 0) screen.out("The plan:");
  for (const line of columns(rows)) screen.out(line);
  screen.out("");
  screen.out(
    plan.specs.length > 0
      ? `${count(plan.specs.length, "spec")} in ${plan.config.specs}/`
      : `Specs will be in ${plan.config.specs}/, their suites in ${plan.config.tests}/.`,
  );
  if (isPickedUp === null) {
    screen.out("The project has no Vitest: greenbar runs the suites with its own.");
  } else if (isPickedUp) {
    screen.out(`The project's own \`vitest run\` will pick the suites up.`);
  } else {
    screen.out(
      `The project's own \`vitest run\` will not pick ${suite} up: greenbar runs it all the same. ` +
        `Add "${plan.config.tests}/**/*.test.ts" to \`include\` to have it there too.`,
    );
  }
}

function next({ specs }: InitPlan): string {
  return specs.length > 0 ? "Next: greenbar generate-tests" : "Next: greenbar new NAME";
}

async function install(command: readonly string[], root: string): Promise<void> {
  const [program = "npm", ...args] = command;
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", fail);
    child.on("close", done);
  }).catch((error: Error) => {
    throw new UserError(4, `${command.join(" ")} could not be started: ${error.message}`, { cause: error });
  });
  if (code === 0) return;
  throw new UserError(4, `${command.join(" ")} ended with ${code}`, {
    advice: ["Its output is above. The files of the plan are written; run the line again by hand."],
  });
}
