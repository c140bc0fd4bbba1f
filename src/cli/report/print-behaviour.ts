import type { Diffed } from "../../app/diff/diff.ts";
import type { ExampleChange, RequirementChange, SpecChange } from "../../docs/behaviour/changes.ts";
import {
  countsInWords,
  differencesOf,
  requirementWords,
  signOf,
  statusWords,
} from "../../docs/behaviour/describe.ts";
import { oneLine } from "../print/words.ts";
import type { Screen } from "../screen.ts";

/** What is another behaviour, spec by spec: a sign, a word and a colour for each change, never the colour alone. */
export function printBehaviour(screen: Screen, { against, changes, unreadable, isChecked }: Diffed): void {
  screen.out(screen.paint("dim", `compared with ${against.name} (${against.commit.slice(0, 10)})`));
  for (const spec of changes.specs) printSpec(screen, spec);
  for (const spec of unreadable) {
    screen.out(screen.paint("yellow", `${spec} could not be read at that commit: all in it counts as new`));
  }
  const counts = countsInWords(changes);
  screen.out("");
  screen.out(counts === "" ? "The specs say what they said." : counts);
  if (!isChecked && counts !== "") {
    screen.out(screen.paint("dim", "Nothing was run. What holds now: greenbar diff --check"));
  }
}

const colours = { "+": "green", "-": "red", "~": "yellow" } as const;

function printSpec(screen: Screen, { spec, is, from, requirements }: SpecChange): void {
  const note = from !== null ? `renamed, was: ${from}` : is === "kept" ? "" : is;
  screen.out(`\n${screen.paint("bold", spec)}${note === "" ? "" : `  ${note}`}`);
  for (const requirement of requirements) printRequirement(screen, requirement);
}

function printRequirement(screen: Screen, change: RequirementChange): void {
  const { before, after, is, examples } = change;
  const title = oneLine(after?.title ?? before?.title ?? "", screen.columns - 30);
  const words = requirementWords(change).map((each) => oneLine(each, screen.columns - 10));
  const notes = [...words, statusWords(change)].filter((word) => word !== "").join(", ");
  screen.out(`  ${sign(screen, is)} ${title}  ${screen.paint("dim", notes)}`);
  for (const example of examples) printExample(screen, example);
}

function printExample(screen: Screen, change: ExampleChange): void {
  const { is, before, after } = change;
  const example = after ?? before;
  const place = after === null ? "" : ` ${screen.paint("dim", `:${after.line}`)}`;
  const from = "from" in change && change.from !== null ? ` from ${oneLine(change.from, 30)}` : "";
  const word = `${is === "status" ? "now" : is}${from}`;
  const status = statusWords(change);
  const title = oneLine(example.title, screen.columns - 30);
  screen.out(`      ${sign(screen, is)} ${word}${place} ${title}  ${screen.paint("dim", status)}`.trimEnd());
  if (is !== "changed" && is !== "reworded") return;
  for (const { does, was, is: now } of differencesOf(change.before, change.after)) {
    if (does !== null) screen.out(`          ${oneLine(does, screen.columns - 12)}`);
    if (was !== null) printSide(screen, "was", "red", was);
    if (now !== null) printSide(screen, "is ", "green", now);
  }
}

function printSide(screen: Screen, word: string, colour: "red" | "green", text: string): void {
  for (const [at, line] of text.split("\n").entries()) {
    const head = at === 0 ? word : "   ";
    screen.out(`          ${head} ${screen.paint(colour, oneLine(line, screen.columns - 16))}`);
  }
}

function sign(screen: Screen, is: ExampleChange["is"] | RequirementChange["is"]): string {
  const mark = signOf(is);
  return screen.paint(colours[mark], mark);
}
