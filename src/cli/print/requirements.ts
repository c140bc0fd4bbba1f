import type { Checked } from "../../app/check.ts";
import type { ExampleStatus, RequirementStatus, Status } from "../../verdict/statuses.ts";
import { countUnreviewed, statuses } from "../../verdict/statuses.ts";
import type { Screen } from "../screen.ts";
import type { HeldToBaseline } from "../../verdict/hold-to-baseline.ts";
import type { WeakerEvidence } from "../../verdict/judge-verdict.ts";
import { count, oneLine } from "./words.ts";

/** A sign and a colour for each status; never the colour alone. */
export const looks: Record<
  Status,
  readonly [sign: string, colour: "green" | "red" | "yellow" | "dim" | "cyan"]
> = {
  holds: ["✓", "green"],
  fails: ["✗", "red"],
  weak: ["~", "yellow"],
  unproven: ["?", "yellow"],
  drifted: ["≠", "yellow"],
  unbound: ["○", "cyan"],
  manual: ["·", "dim"],
};

/**
 * Requirements by spec, each with its sign; what does not hold with its examples; then one line for all.
 *
 * @param held - the check against a baseline: old debt is counted there, and not listed here.
 */
export function printChecked(screen: Screen, checked: Checked, held: HeldToBaseline | null = null): void {
  const listed = held === null ? checked.requirements : withoutKnown(checked.requirements, held);
  for (const [spec, requirements] of Map.groupBy(listed, ({ spec }) => spec)) {
    const note = checked.byReceipt.includes(spec) ? screen.paint("dim", "  by its receipt") : "";
    screen.out(screen.paint("bold", spec) + note);
    for (const requirement of requirements) printRequirement(screen, requirement);
  }
  for (const draft of checked.drafts) screen.out(screen.paint("dim", `${draft}  a draft, left out`));
  if (checked.endedWhy !== "") screen.err(`\nVitest did not go to its end: ${checked.endedWhy}`);
  screen.out("");
  screen.out(verdictLine(screen, checked, held));
  printWeaker(screen, checked);
  const asked = questionsLine(checked.questions);
  if (asked !== null) screen.out(screen.paint("dim", asked));
  const unread = unreviewedLine(countUnreviewed(checked.requirements));
  if (unread !== null) screen.out(unread);
  if (checked.outcome === "compromised") {
    screen.err(
      "The suite calls these passed, the judge calls them wrong, twice. The code behaves otherwise when it is " +
        "watched. Read it before you run it again.",
    );
  }
  if (checked.sandbox === "none") {
    screen.out(
      screen.paint(
        "dim",
        "not sandboxed: the code ran as it would under vitest (`greenbar doctor` says why)",
      ),
    );
  }
}

/** Without old debt, and without what is only amiss because of a requirement below it. */
function withoutKnown(
  requirements: readonly RequirementStatus[],
  { known }: HeldToBaseline,
): readonly RequirementStatus[] {
  const ids = new Set(known.map(({ id }) => id));
  return requirements.filter(
    ({ id, status, examples }) =>
      !ids.has(id) && (examples.length > 0 || status === "holds" || status === "manual"),
  );
}

/** How many questions the specs ask; null when they ask none. */
export function questionsLine(questions: readonly unknown[]): string | null {
  return questions.length === 0 ? null : `${count(questions.length, "open question")}: greenbar inbox`;
}

/** How many examples were accepted by nobody; null when there are none. */
export function unreviewedLine(unreviewed: number): string | null {
  if (unreviewed === 0) return null;
  return `${count(unreviewed, "example")} unreviewed, accepted by nobody: greenbar inbox`;
}

/** Examples that hold on weaker evidence, by what makes it weaker. */
function printWeaker(screen: Screen, { requirements }: Checked): void {
  const holding = requirements.flatMap(({ spec, examples }) =>
    examples.flatMap(({ evidence, line }) =>
      evidence === undefined ? [] : [{ evidence, at: `${spec}:${line}` }],
    ),
  );
  for (const [evidence, examples] of Map.groupBy(holding, (example) => example.evidence)) {
    const places = examples.slice(0, 3).map(({ at }) => at);
    const more = examples.length > places.length ? `, and ${examples.length - places.length} more` : "";
    const rest = examples.length === 1 ? "rests" : "rest";
    screen.out(
      screen.paint(
        "dim",
        `${count(examples.length, "example")} ${rest} on weaker evidence, ${weaker[evidence]}: ${places.join(", ")}${more}`,
      ),
    );
  }
}

const weaker: Readonly<Record<WeakerEvidence, string>> = {
  "both-sides": "since the code answers for both sides of it",
  getter: "since its value has getters, which are code",
  proxy: "since its value is a Proxy, which is code",
};

function printRequirement(screen: Screen, { title, status, examples, line }: RequirementStatus): void {
  const [sign, colour] = looks[status];
  const held = examples.filter((example) => example.status === "holds").length;
  const rest = examples.length > 0 ? `${status}, ${held} of ${examples.length} hold` : status;
  const note = status === "holds" ? `${held}` : rest;
  screen.out(
    `  ${screen.paint(colour, sign)} ${oneLine(title, screen.columns - 30)}  ${screen.paint("dim", note)}`,
  );
  const telling = examples.filter((example) => example.status !== "holds" && example.status !== "unproven");
  for (const example of telling.slice(0, shownAtMost)) printExample(screen, example);
  if (telling.length > shownAtMost) screen.out(`      … and ${telling.length - shownAtMost} more`);
  const unproven = examples.filter((example) => example.status === "unproven");
  const why = unproven[0]?.message;
  if (why !== undefined && why !== null) {
    screen.out(
      screen.paint(
        "dim",
        `      ${count(unproven.length, "example")}, from line ${unproven[0]?.line ?? line}: ${why}`,
      ),
    );
  }
}

const shownAtMost = 10;

function printExample(
  screen: Screen,
  { line, title, status, message, expected, actual }: ExampleStatus,
): void {
  const [sign, colour] = looks[status];
  screen.out(
    `      ${screen.paint(colour, sign)} ${screen.paint("dim", `:${line}`)} ${oneLine(title, screen.columns - 16)}`,
  );
  if (expected !== null && actual !== null) {
    screen.out(`          expected ${screen.paint("green", oneLine(expected, screen.columns - 20))}`);
    screen.out(`          actual   ${screen.paint("red", oneLine(actual, screen.columns - 20))}`);
  } else if (message !== null) {
    screen.out(`          ${oneLine(message, screen.columns - 10)}`);
  }
}

function verdictLine(
  screen: Screen,
  { outcome, summary, requirements }: Checked,
  held: HeldToBaseline | null,
): string {
  const counts = statuses
    .toReversed()
    .filter((status) => summary[status] > 0)
    .map((status) => screen.paint(looks[status][1], `${summary[status]} ${status}`));
  // A red that is old debt alone is none that anybody has to act on now.
  const isOld = held !== null && outcome === "red" && held.new.length === 0;
  const colour = outcome === "green" ? "green" : isOld ? "yellow" : "red";
  return `${screen.paint([colour, "bold"], isOld ? "no worse" : outcome)}  ${bar(screen, requirements)}  ${counts.join(" · ")}`;
}

/** One cell a requirement, at most thirty; a colour and a different glyph for what does not hold. */
export function bar(screen: Screen, requirements: readonly Pick<RequirementStatus, "status">[]): string {
  const cells = Math.min(30, requirements.length);
  return Array.from({ length: cells }, (_, cell) => {
    const from = Math.floor((cell * requirements.length) / cells);
    const to = Math.max(from + 1, Math.floor(((cell + 1) * requirements.length) / cells));
    const inside = requirements.slice(from, to).map(({ status }) => status);
    const shown = statuses.find((status) => inside.includes(status)) ?? "holds";
    return screen.paint(looks[shown][1], shown === "holds" || shown === "manual" ? "█" : "▒");
  }).join("");
}
