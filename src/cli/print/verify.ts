import type { Verified, VerifiedSpec } from "../../app/receipts/verify.ts";
import { differenceText } from "../../verdict/receipt.ts";
import type { Screen } from "../screen.ts";
import { count } from "./words.ts";

/** Each receipt with its sign: whether it stands, the first thing that differs, whether what it claims holds now. */
export function printVerified(screen: Screen, { specs, orphans, checked }: Verified): void {
  for (const one of specs) printSpec(screen, one);
  for (const path of orphans) {
    screen.out(`${screen.paint("red", "✗")} ${path}  its spec is gone: delete it, or bring the spec back`);
  }
  screen.out("");
  screen.out(summary(specs));
  if (checked?.sandbox === "none") {
    screen.out(screen.paint("dim", "not sandboxed: the code ran as it would under vitest"));
  }
}

function summary(specs: readonly VerifiedSpec[]): string {
  const claimed = specs.filter(({ claims }) => claims !== null).length;
  if (claimed > 0) {
    const standing = specs.filter(({ state }) => state === "stands").length;
    const holding = specs.filter(({ holds }) => holds === true).length;
    const of = `${claimed} ${claimed === 1 ? "receipt" : "receipts"}`;
    return `${standing} of ${of} ${standing === 1 ? "stands" : "stand"} · what ${holding} of them ${holding === 1 ? "claims" : "claim"} holds now`;
  }
  if (specs.some(({ state }) => state === "unreadable"))
    return "No receipt could be read, so nothing was verified.";
  return "No receipt, so nothing was verified. A green `greenbar run` leaves one; `greenbar check` is the gate.";
}

function printSpec(screen: Screen, { spec, receipt, state, differs, problem, claims, holds }: VerifiedSpec) {
  const good = state === "stands" && holds === true;
  const sign =
    state === "none" ? screen.paint("yellow", "·") : screen.paint(good ? "green" : "red", good ? "✓" : "✗");
  const says = { stands: "stands", differs: "differs", none: "no receipt", unreadable: "cannot be read" };
  screen.out(`${sign} ${screen.paint("bold", spec)}  ${says[state]}`);
  if (problem !== null) {
    screen.out(`    ${receipt}:${problem.line} ${problem.message}`);
    screen.out("    Take it back from git, or delete it: the next green run leaves a new one.");
  }
  if (differs !== null) screen.out(`    ${differenceText(differs)}`);
  if (claims === null) return;
  const { passed, examples, agent, model, sandbox, holdOuts } = claims;
  const hidden = holdOuts === "visible" ? "all visible" : count(holdOuts, "hold-out");
  const by = model === null ? agent : `${agent}, ${model}`;
  const box = sandbox === "none" ? "unsandboxed" : sandbox;
  screen.out(
    screen.paint("dim", `    claims ${passed} of ${count(examples, "example")}, by ${by}, ${box}, ${hidden}`),
  );
  if (holds !== null)
    screen.out(
      holds ? "    holds now" : `    ${screen.paint("red", "does not hold now")}: greenbar check ${spec}`,
    );
}
