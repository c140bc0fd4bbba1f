import { createTwoFilesPatch } from "diff";
import type { Generated } from "../../app/generate.ts";
import { generateTests } from "../../app/generate.ts";
import type { PlannedWrite } from "../../app/plan-writes.ts";
import type { CommandContext } from "../command.ts";
import { countDiagnostics, printDiagnostics } from "../print/diagnostics.ts";
import { columns, count, oneLine } from "../print/words.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";

/** `generate-tests`: exit 0 when every example was red for the right reason (or would be written, in a dry run). */
export async function run({ screen, args, options, directory }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const generated = await generateTests(world, {
    specs: args,
    dryRun: options["dryRun"] === true,
    force: options["force"] === true,
    progress: (step, done, total) =>
      screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`),
  });
  if (screen.isJson) screen.out(JSON.stringify(toJson(generated), null, 2));
  printDiagnostics(screen, generated.diagnostics);
  if (hasErrors(generated)) {
    screen.err(`\n${countDiagnostics(generated.diagnostics)}: nothing was written.`);
    return 2;
  }
  if (!screen.isJson) print(screen, generated, options["dryRun"] === true);
  if (generated.refused.length > 0) {
    refuse(screen, generated.refused);
    return 1;
  }
  return generated.red === null || isProven(generated.red) ? 0 : 1;
}

function hasErrors({ diagnostics }: Generated): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

function isProven(red: NonNullable<Generated["red"]>): boolean {
  return red.broken.length === 0 && red.endedWhy === "";
}

/** The document that `--json` prints. */
function toJson({ specs, red, diagnostics, writes, refused }: Generated): unknown {
  return {
    version: 1,
    files: specs,
    writes: writes.map(({ path, what, state }) => ({ path, what, state })),
    refused: refused.map(({ path }) => path),
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

function print(screen: Screen, { specs, writes, red, wrote }: Generated, isDryRun: boolean): void {
  for (const { spec, examples } of specs) {
    screen.out(`${screen.paint("bold", spec)}  ${count(examples, "example")}`);
    const own = writes.filter((write) => write.spec === spec);
    for (const line of columns(
      own.map((write) => [`  ${sign[write.state]} ${write.path}`, describe(write)]),
    )) {
      screen.out(line);
    }
  }
  if (isDryRun) {
    for (const write of writes.filter(({ state }) => state !== "same")) screen.out(patch(write));
    screen.out(screen.paint("dim", "\nA dry run: nothing was written, nothing was run."));
    return;
  }
  if (red === null) return;
  const good = red.total - red.broken.length;
  const parts = [
    red.notImplemented > 0 ? `${red.notImplemented} not implemented` : "",
    red.assertion > 0 ? `${red.assertion} by assertion` : "",
    red.unbound > 0 ? `${red.unbound} unbound` : "",
  ].filter((part) => part !== "");
  screen.out("");
  screen.out(
    `red gate  ${screen.paint("red", `${good} of ${red.total} red`)}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`,
  );
  if (red.alreadyGreen.length > 0) {
    screen.out(`          ${count(red.alreadyGreen.length, "example")} already green on the code as it is`);
  }
  for (const { spec, line, title, why } of red.broken) {
    screen.out(`${screen.paint("yellow", "broken")}    ${spec}:${line}  ${oneLine(title, 50)}`);
    screen.out(`          ${oneLine(why, screen.columns - 10)}`);
  }
  if (red.endedWhy !== "") screen.err(`Vitest did not go to its end: ${red.endedWhy}`);
  if (wrote && isProven(red)) {
    const next = red.alreadyGreen.length === red.total ? "greenbar check" : "greenbar run";
    screen.out(screen.paint("dim", `\nnext: ${next}`));
  }
}

const sign: Record<PlannedWrite["state"], string> = { new: "+", same: "=", changed: "~", edited: "!" };

function describe({ what, state }: PlannedWrite): string {
  const words = { new: "new", same: "as it is", changed: "changed", edited: "changed by hand" };
  return what === "stub" ? "new, a stub: every call throws not implemented" : words[state];
}

function patch({ path, before, after }: PlannedWrite): string {
  return createTwoFilesPatch(path, path, before ?? "", after, undefined, undefined, { context: 3 }).trimEnd();
}

function refuse(screen: Screen, refused: readonly PlannedWrite[]): void {
  for (const write of refused) {
    if (!screen.isJson) screen.err(`\n${patch(write)}`);
    screen.err(`\n${write.path} was changed by hand since it was generated; it was left as it is.`);
  }
  screen.err("Nothing was written. Change the spec instead, or write over it with --force.");
}
