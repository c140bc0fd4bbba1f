import { spawn } from "node:child_process";
import { declaredPackages } from "../../adapters/project/declared-packages.ts";
import { findVitest, hasFastCheck } from "../../adapters/vitest/find-vitest.ts";
import { picksUp } from "../../adapters/vitest/picks-up.ts";
import type { InitPlan } from "../../app/init.ts";
import { planInit } from "../../app/init.ts";
import { readExisting } from "../../app/moving-in.ts";
import { UserError } from "../../app/user-error.ts";
import { baselinePath } from "../../verdict/baseline.ts";
import { confirm } from "../ask.ts";
import { takeBaseline } from "../check/take-baseline.ts";
import type { CommandContext } from "../command.ts";
import { printExisting } from "../print/existing.ts";
import { columns, count } from "../print/words.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";

/** `init`: prints its plan, asks (or takes `--yes`), does it. Exit 0, also when there was nothing to do. */
export async function run({ screen, options, directory, signal }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const { disk } = world;
  const vitest = findVitest(disk.root);
  if (vitest.is === "unsupported" || vitest.is === "unreadable") {
    throw new UserError(2, vitest.message, { advice: ["Nothing was done."] });
  }
  const declared = declaredPackages(disk.root);
  if (vitest.is === "absent" && declared.has("vitest")) {
    throw new UserError(2, "package.json asks for vitest, which is not in node_modules", {
      advice: ["Install the project's packages first (npm install, pnpm install, …). Nothing was done."],
    });
  }
  const hasVitest = vitest.is === "found" && declared.has("vitest");
  const facts = {
    hasVitest,
    hasFastCheck: declared.has("fast-check") && hasFastCheck(disk.root),
    hasPrettier: declared.has("prettier"),
  };
  const extras = { claudeHook: options["claudeHook"] === true, agentsMd: options["agentsMd"] === true };
  const plan = await planInit(disk, facts, extras, await readExisting(world));
  const suite = `${plan.config.tests}/example.test.ts`;
  const isPickedUp = hasVitest ? await picksUp(disk.root, suite, signal) : null;
  if (screen.isJson) {
    const { changes, packages, install, specs, existing, takesBaseline } = plan;
    const document = { changes, packages, install, specs, existing, takesBaseline, isPickedUp };
    screen.out(JSON.stringify({ version: 1, ...document }, null, 2));
  } else {
    if (plan.existing !== null) printExisting(screen, plan.existing, plan.config.specs);
    print(screen, plan);
    screen.out(ownRun(plan, hasVitest, isPickedUp));
  }
  if (plan.changes.length === 0 && plan.install === null && !plan.takesBaseline) {
    if (!screen.isJson) screen.out(`\nNothing to do. ${next(plan)}`);
    return 0;
  }
  const wanted = options["yes"] === true || (screen.canAsk && (await confirm("\nDo it?", true, signal)));
  if (!wanted) {
    if (!screen.canAsk) screen.err("Nothing was done. `greenbar init --yes` does it without asking.");
    return 0;
  }
  await disk.write(plan.changes);
  if (plan.install !== null) await install(plan.install, disk.root, screen.isJson);
  if (plan.takesBaseline) await takeBaseline(screen, directory, signal);
  if (!screen.isJson) screen.out(`\nDone. ${next(plan)}`);
  return 0;
}

function print(screen: Screen, plan: InitPlan): void {
  const rows = [
    ...plan.changes.map(({ path, before, why }) => [`  ${before === null ? "+" : "~"} ${path}`, why]),
    ...(plan.install === null
      ? []
      : [[`  $ ${plan.install.join(" ")}`, "so that the suite runs under your own vitest too"]]),
    ...(plan.takesBaseline
      ? [[`  + ${baselinePath}`, "what a first check finds wanting: from then on only what is worse fails"]]
      : []),
  ];
  if (rows.length > 0) screen.out("The plan:");
  for (const line of columns(rows)) screen.out(line);
  screen.out("");
  if (plan.existing !== null) return;
  screen.out(
    plan.specs.length > 0
      ? `${count(plan.specs.length, "spec")} in ${plan.config.specs}/`
      : `Specs will be in ${plan.config.specs}/, their suites in ${plan.config.tests}/.`,
  );
}

/** What the project's own `vitest run` will do with the suites. */
function ownRun({ config, packages }: InitPlan, hasVitest: boolean, isPickedUp: boolean | null): string {
  const glob = `${config.tests}/**/*.test.ts`;
  if (!hasVitest) {
    return packages.includes("vitest")
      ? "The project has no Vitest of its own yet: until then greenbar runs the suites with the one it brings."
      : "The project has no Vitest of its own: greenbar runs the suites with the one it brings.";
  }
  switch (isPickedUp) {
    case null:
      return (
        "Whether the project's own `vitest run` will pick the suites up cannot be told: its configuration does " +
        "not load. `npx vitest list` says why."
      );
    case true:
      return "The project's own `vitest run` will pick the suites up.";
    case false:
      return (
        `The project's own \`vitest run\` will not pick the suites up; greenbar runs them all the same.\n` +
        `To have them there too, add "${glob}" to \`include\` in its configuration (with \`projects\`: in one of them).`
      );
  }
}

function next({ specs, existing }: InitPlan): string {
  if (existing !== null) return "Next: greenbar check, here and in CI; commit the files above";
  return specs.length > 0 ? "Next: greenbar generate-tests" : "Next: greenbar new NAME";
}

/** @param isJson - standard output is for the document: what the installer says goes to standard error. */
async function install(command: readonly string[], root: string, isJson: boolean): Promise<void> {
  const [program = "npm", ...args] = command;
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", isJson ? 2 : "inherit", "inherit"] });
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
