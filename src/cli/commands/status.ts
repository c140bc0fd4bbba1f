import { countWaiting } from "../../app/inbox/inbox.ts";
import { readInbox } from "../../app/inbox/read-inbox.ts";
import type { ReceiptStanding } from "../../app/receipts/receipt-stands.ts";
import { receiptStandings } from "../../app/receipts/receipt-standings.ts";
import type { SpecStatus } from "../../app/status.ts";
import { readStatus } from "../../app/status.ts";
import { writeStatus } from "../../app/diff/write-status.ts";
import type { CommandContext } from "../command.ts";
import { printDiagnostics } from "../print/diagnostics.ts";
import { printDrift } from "../print/drift.ts";
import { waitingLine } from "../print/inbox.ts";
import { questionsLine, unreviewedLine } from "../print/requirements.ts";
import { columns, count } from "../print/words.ts";
import { countUnreviewed } from "../../verdict/statuses.ts";
import { openWorld } from "../world.ts";

/** `status`: exit 0 when everything could be read, 2 when not. It judges nothing. */
export async function run({ screen, args, options, directory }: CommandContext): Promise<number> {
  const world = await openWorld(directory);
  const written = options["write"] === true ? await writeStatus(world, args) : [];
  const { specs, drift, diagnostics } = await readStatus(world, args);
  const receipts = await receiptStandings(world, args);
  const inbox = countWaiting(await readInbox(world));
  const questions = specs.flatMap((spec) => spec.questions);
  const unreviewed = countUnreviewed(specs.flatMap(({ requirements }) => requirements));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (screen.isJson) {
    const withReceipts = specs.map((spec) => ({ ...spec, receipt: receipts.get(spec.spec) ?? null }));
    screen.out(
      JSON.stringify(
        {
          version: 1,
          specs: withReceipts,
          questions: questions.length,
          unreviewed,
          inbox,
          drift,
          diagnostics,
        },
        null,
        2,
      ),
    );
  }
  printDiagnostics(screen, errors);
  if (screen.isJson) return errors.length > 0 ? 2 : 0;
  const rows = specs.map((spec) => [
    screen.paint("bold", spec.spec),
    count(spec.requirements.length, "requirement"),
    count(spec.examples, "example"),
    describe(spec, receipts.get(spec.spec)),
  ]);
  for (const line of columns(rows)) screen.out(line);
  printDrift(screen, drift);
  for (const path of written) screen.out(`${screen.paint("green", "wrote")} ${path}`);
  screen.out(screen.paint("dim", "\nNothing was run. Whether it holds: greenbar check"));
  const asked = questionsLine(questions);
  if (asked !== null) screen.out(screen.paint("dim", asked));
  const unread = unreviewedLine(unreviewed);
  if (unread !== null) screen.out(unread);
  const waiting = waitingLine(inbox);
  if (waiting !== null) screen.out(waiting);
  return errors.length > 0 ? 2 : 0;
}

function describe(spec: SpecStatus, receipt: ReceiptStanding | undefined): string {
  const { isDraft, examples, provenRed, haveHeld, suite, requirements, weak, questions } = spec;
  const unreviewed = countUnreviewed(requirements);
  const having = (status: string) =>
    requirements.filter((requirement) => requirement.status === status).length;
  const parts = [
    isDraft ? "draft" : "",
    suite === "missing" ? "no suite yet" : "",
    suite === "changed" ? "suite is not what the spec says" : "",
    examples === 0 ? "" : provenRed === examples ? "all seen red" : `${provenRed} seen red`,
    haveHeld > 0 ? `${haveHeld} have held` : "",
    unreviewed > 0 ? `${unreviewed} unreviewed` : "",
    having("unbound") > 0 ? `${having("unbound")} unbound` : "",
    having("drifted") > 0 ? `${having("drifted")} drifted` : "",
    weak.length > 0 ? `${weak.length} would be weak` : "",
    having("manual") > 0 ? `${having("manual")} manual` : "",
    questions.length > 0 ? count(questions.length, "open question") : "",
    receipt?.has !== true ? "" : receipt.stands ? "receipt stands" : `receipt: ${receipt.differs}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}
