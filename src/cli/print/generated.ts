import { createTwoFilesPatch } from "diff";
import type { Generated } from "../../app/generate.ts";
import type { PlannedWrite } from "../../app/plan-writes.ts";
import type { Screen } from "../screen.ts";
import { columns, count, oneLine } from "./words.ts";

/** What was written and how the red gate went; in a dry run, what would be written. */
export function printGenerated(
  screen: Screen,
  { specs, writes, unneeded, red, wrote }: Generated,
  { isDryRun = false, saysNext = true }: { readonly isDryRun?: boolean; readonly saysNext?: boolean } = {},
): void {
  for (const { spec, examples } of specs) {
    screen.out(`${screen.paint("bold", spec)}  ${count(examples, "example")}`);
    const own = writes.filter((write) => write.spec === spec);
    for (const line of columns(
      own.map((write) => [`  ${sign[write.state]} ${write.path}`, describe(write)]),
    )) {
      screen.out(line);
    }
  }
  for (const { path, why, isRemoved } of unneeded) {
    screen.out(`${isRemoved ? "-" : "!"} ${path}  ${why}${isRemoved ? "" : ": left as it is"}`);
  }
  if (isDryRun) {
    for (const write of writes.filter(({ state }) => state !== "same")) screen.out(patchOf(write));
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
    `red gate  ${pips(screen, good, red.broken.length)}  ${screen.paint("red", `${good} of ${red.total} red`)}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`,
  );
  if (red.alreadyGreen.length > 0) {
    screen.out(`          ${count(red.alreadyGreen.length, "example")} already green on the code as it is`);
  }
  for (const { spec, line, title, why } of red.broken) {
    screen.out(`${screen.paint("yellow", "broken")}    ${spec}:${line}  ${oneLine(title, 50)}`);
    screen.out(`          ${oneLine(why, screen.columns - 10)}`);
  }
  if (red.endedWhy !== "") screen.err(`Vitest did not go to its end: ${red.endedWhy}`);
  if (saysNext && wrote && isProven(red)) {
    const isGreen = red.alreadyGreen.length === red.total;
    const next =
      red.unbound === red.total
        ? "give it examples, then greenbar generate-tests"
        : isGreen
          ? "greenbar check"
          : "greenbar run";
    screen.out(screen.paint("dim", `\nnext: ${next}`));
  }
}

/** One mark an example, at most forty in all: red ones, and what is broken. */
function pips(screen: Screen, red: number, broken: number): string {
  const scale = Math.min(1, 40 / Math.max(1, red + broken));
  const marks = (number: number) => (number === 0 ? 0 : Math.max(1, Math.round(number * scale)));
  return screen.paint("red", "○".repeat(marks(red))) + screen.paint("yellow", "!".repeat(marks(broken)));
}

const sign: Record<PlannedWrite["state"], string> = { new: "+", same: "=", changed: "~", edited: "!" };

function describe({ what, state }: PlannedWrite): string {
  const words = { new: "new", same: "as it is", changed: "changed", edited: "changed by hand" };
  return what === "stub" ? "new, a stub: every call throws not implemented" : words[state];
}

/** A planned write as a unified diff. */
export function patchOf({ path, before, after }: PlannedWrite): string {
  return createTwoFilesPatch(path, path, before ?? "", after, undefined, undefined, { context: 3 }).trimEnd();
}

/** Every example was red for the right reason. */
export function isProven(red: NonNullable<Generated["red"]>): boolean {
  return red.broken.length === 0 && red.endedWhy === "";
}
