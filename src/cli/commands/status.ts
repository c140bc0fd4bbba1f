import type { SpecStatus } from "../../app/status.ts";
import { readStatus } from "../../app/status.ts";
import type { CommandContext } from "../command.ts";
import { printDiagnostics } from "../print/diagnostics.ts";
import { columns, count } from "../print/words.ts";
import { openWorld } from "../world.ts";

/** `status`: exit 0 when everything could be read, 2 when not. It judges nothing. */
export async function run({ screen, args, directory }: CommandContext): Promise<number> {
  const { specs, diagnostics } = await readStatus(await openWorld(directory), args);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (screen.isJson) screen.out(JSON.stringify({ version: 1, specs, diagnostics }, null, 2));
  printDiagnostics(screen, errors);
  if (screen.isJson) return errors.length > 0 ? 2 : 0;
  const rows = specs.map((spec) => [
    screen.paint("bold", spec.spec),
    count(spec.requirements.length, "requirement"),
    count(spec.examples, "example"),
    describe(spec),
  ]);
  for (const line of columns(rows)) screen.out(line);
  screen.out(screen.paint("dim", "\nNothing was run. Whether it holds: greenbar check"));
  return errors.length > 0 ? 2 : 0;
}

function describe({ isDraft, examples, provenRed, haveHeld, suite, requirements }: SpecStatus): string {
  const having = (status: string) =>
    requirements.filter((requirement) => requirement.status === status).length;
  const parts = [
    isDraft ? "draft" : "",
    suite === "missing" ? "no suite yet" : "",
    suite === "changed" ? "suite is not what the spec says" : "",
    examples === 0 ? "" : provenRed === examples ? "all seen red" : `${provenRed} seen red`,
    haveHeld > 0 ? `${haveHeld} have held` : "",
    having("unbound") > 0 ? `${having("unbound")} unbound` : "",
    having("drifted") > 0 ? `${having("drifted")} drifted` : "",
    having("manual") > 0 ? `${having("manual")} manual` : "",
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
