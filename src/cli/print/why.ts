import type { Why, WhyAnswer } from "../../app/why/why.ts";
import type { Claimant } from "../../docs/claims/claimants.ts";
import type { LineRange } from "../../docs/claims/claims.ts";
import type { Unclaimed, UnclaimedFile } from "../../docs/claims/unclaimed.ts";
import type { FileAnswer, LineAnswer } from "../../docs/claims/why-file.ts";
import type { RequirementAnswer } from "../../docs/claims/why-requirement.ts";
import type { Screen } from "../screen.ts";
import { columns, count, oneLine } from "./words.ts";

/** The answer first, then what it rests on, then what is not known. */
export function printWhy(screen: Screen, { answer, untraced, sandbox }: Why): void {
  if (answer !== null) printAnswer(screen, answer, untraced.length === 0);
  if (untraced.length > 0) {
    screen.out("");
    screen.out(
      `${count(untraced.length, "example")} could not be traced, so it is not known what they execute:`,
    );
    for (const { spec, line, why } of untraced.slice(0, 5))
      screen.out(`  ${spec}:${line}  ${oneLine(why, 80)}`);
    if (untraced.length > 5) screen.out(`  … and ${untraced.length - 5} more`);
  }
  if (sandbox === "none") {
    screen.out(
      screen.paint(
        "dim",
        "\nnot sandboxed: the code ran as it would under vitest (`greenbar doctor` says why)",
      ),
    );
  }
}

function printAnswer(screen: Screen, answer: WhyAnswer, isAllTraced: boolean): void {
  switch (answer.is) {
    case "file": {
      const [only] = answer.file.lines;
      if (answer.line === null || only === undefined) printFile(screen, answer.file);
      else printLine(screen, answer.file, { line: only, isAllTraced });
      return;
    }
    case "requirement":
      printRequirement(screen, answer.requirement);
      return;
    case "unclaimed":
      printUnclaimed(screen, answer.unclaimed);
  }
}

interface Asked {
  readonly line: LineAnswer;
  /** False while an example could not be traced: what no other executes may be its own. */
  readonly isAllTraced: boolean;
}

function printLine(screen: Screen, { path, isLoaded }: FileAnswer, { line, isAllTraced }: Asked): void {
  const at = screen.paint("bold", `${path}:${line.line}`);
  screen.out(`${at}  ${oneLine(line.text, screen.columns - path.length - 10)}`);
  screen.out("");
  screen.out(verdictOn(screen, { line, isAllTraced }, isLoaded));
  for (const claimant of line.claimants) printClaimant(screen, claimant);
  if (line.missed.length > 0) {
    screen.out("");
    screen.out(`No example executes ${quoted(line)}.`);
  }
  if (line.state === "executed" && line.atLoad) {
    screen.out(screen.paint("dim", "\nA part of it runs when the module is loaded."));
  }
}

/** May this line be deleted? */
function verdictOn(screen: Screen, { line, isAllTraced }: Asked, isLoaded: boolean): string {
  const { state, claimants } = line;
  const by = count(claimants.length, "requirement");
  const verb = claimants.length === 1 ? "executes" : "execute";
  switch (state) {
    case "executed":
      return `${screen.paint("green", "Claimed.")} ${by} ${verb} it:`;
    case "at-load":
      return `${screen.paint("green", "Claimed at load.")} It runs when the module is loaded, which examples of ${by} do:`;
    case "unclaimed":
      if (!isAllTraced)
        return `${screen.paint("yellow", "Not known.")} No example executes it that could be traced; others could not be.`;
      return isLoaded
        ? `${screen.paint("yellow", "Unclaimed.")} No example executes it: as far as the specs go, it may be deleted.`
        : `${screen.paint("yellow", "Not loaded.")} No example was seen to load this file, so no requirement is known to need it.`;
    case "no-code":
      if (!isLoaded) return "Nothing can be seen to run of it: whether an example needs it is not known.";
      return "Nothing on it runs by itself: it is blank, a comment, a type, or closes what stands above.";
  }
}

function printClaimant(screen: Screen, { spec, line, title, examples }: Claimant): void {
  screen.out(`  ${oneLine(title, screen.columns - 40)}  ${screen.paint("dim", `${spec}:${line}`)}`);
  for (const example of examples.slice(0, examplesAtMost)) {
    screen.out(
      `    ${screen.paint("dim", `:${example.line}`)} ${oneLine(example.title, screen.columns - 14)}`,
    );
  }
  if (examples.length > examplesAtMost) screen.out(`    … and ${examples.length - examplesAtMost} more`);
}

const examplesAtMost = 5;

function quoted({ text, missed }: LineAnswer): string {
  return missed.map(([from, to]) => `\`${oneLine(text.slice(from - 1, to), 60)}\``).join(", ");
}

function printFile(screen: Screen, { path, lines, isLoaded }: FileAnswer): void {
  const signs = signsOf(lines);
  const having = (state: LineAnswer["state"]) => lines.filter((line) => line.state === state).length;
  const code = lines.length - having("no-code");
  if (!isLoaded && code === 0) {
    screen.out(
      `${screen.paint("bold", path)}  nothing can be seen to run of it: whether an example needs it is not known`,
    );
    return;
  }
  const open = having("unclaimed");
  screen.out(
    isLoaded
      ? `${screen.paint("bold", path)}  ${open === 0 ? `all ${count(code, "line")} of code are claimed` : `${open} of ${count(code, "line")} of code unclaimed`}`
      : `${screen.paint("bold", path)}  no example loads it`,
  );
  screen.out("");
  const margins = lines.map((line) => marginOf(line, signs));
  const width = Math.max(...margins.map(({ length }) => length), 1);
  const digits = String(lines.length).length;
  for (const [index, { line, text, state, missed }] of lines.entries()) {
    const sign = state === "unclaimed" ? "✗" : missed.length > 0 ? "~" : " ";
    const margin = `${(margins[index] ?? "").padStart(width)} ${sign}`;
    const shown = state === "unclaimed" ? screen.paint("yellow", margin) : screen.paint("dim", margin);
    const shownText = text.replaceAll("\t", "  ").slice(0, Math.max(20, screen.columns - width - digits - 6));
    screen.out(`${shown} ${screen.paint("dim", String(line).padStart(digits))} │ ${shownText}`.trimEnd());
  }
  printLegend(screen, lines, signs);
}

/** A number for each requirement, in the order of the specs. */
function signsOf(lines: readonly LineAnswer[]): ReadonlyMap<string, number> {
  const claimants = lines.flatMap((line) => line.claimants);
  const places = new Map(claimants.map((one) => [one.id, one]));
  const inOrder = [...places.values()].toSorted((a, b) =>
    a.spec === b.spec ? a.line - b.line : a.spec < b.spec ? -1 : 1,
  );
  return new Map(inOrder.map(({ id }, index) => [id, index + 1]));
}

function marginOf({ state, claimants }: LineAnswer, signs: ReadonlyMap<string, number>): string {
  if (state === "at-load") return "load";
  if (state !== "executed") return "";
  const numbers = claimants.map(({ id }) => signs.get(id) ?? 0).toSorted((a, b) => a - b);
  return ranges(numbers);
}

/** `1-3,5`. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}

function printLegend(screen: Screen, lines: readonly LineAnswer[], signs: ReadonlyMap<string, number>): void {
  const claimants = new Map(lines.flatMap((line) => line.claimants.map((one) => [one.id, one] as const)));
  const rows = [...signs].map(([id, sign]) => {
    const { title = id, spec = "", line = 0 } = claimants.get(id) ?? {};
    return [String(sign), oneLine(title, 60), screen.paint("dim", `${spec}:${line}`)];
  });
  if (rows.length > 0) screen.out("");
  for (const line of columns(rows)) screen.out(line);
  const notes = [
    lines.some(({ state }) => state === "at-load") ? "load: runs when the module is loaded" : "",
    lines.some(({ state }) => state === "unclaimed") ? "✗ no requirement executes it" : "",
    lines.some(({ missed }) => missed.length > 0) ? "~ a part of it is executed by none" : "",
  ].filter((note) => note !== "");
  if (notes.length > 0) screen.out(screen.paint("dim", `\n${notes.join(" · ")}`));
}

function printRequirement(screen: Screen, { title, spec, line, files, untraced }: RequirementAnswer): void {
  const lines = files.flatMap((file) => file.lines);
  const total = lines.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  screen.out(`${screen.paint("bold", title)}  ${screen.paint("dim", `${spec}:${line}`)}`);
  screen.out("");
  if (files.length === 0) {
    screen.out(
      untraced.length > 0
        ? "It is not known what it rests on."
        : "Its examples execute no code of the project.",
    );
    return;
  }
  const where = count(files.filter((file) => file.lines.length > 0).length, "file");
  screen.out(
    total === 0
      ? "Its examples execute nothing but what runs when the modules are loaded:"
      : `It rests on ${count(total, "line")} in ${where}:`,
  );
  for (const file of files) {
    screen.out(`  ${file.path}${file.lines.length > 0 ? `:${rangesText(file.lines)}` : ""}`);
    for (const { name, lines: at } of file.functions) {
      screen.out(`    ${name}  ${screen.paint("dim", `:${rangesText([at])}`)}`);
    }
    if (file.partly.length > 0)
      screen.out(`    ${screen.paint("dim", `in part: ${rangesText(file.partly)}`)}`);
    if (file.atLoad.length > 0)
      screen.out(`    ${screen.paint("dim", `at load: ${rangesText(file.atLoad)}`)}`);
  }
}

function printUnclaimed(screen: Screen, { files, requirements }: Unclaimed): void {
  const open = files.filter(({ lines, partly, isLoaded }) => !isLoaded || lines.length + partly.length > 0);
  const lines = files.reduce((sum, file) => sum + file.count, 0);
  const code = files.reduce((sum, file) => sum + file.code, 0);
  screen.out(
    lines === 0
      ? `Requirements execute every one of ${count(code, "line")} of code in ${count(files.length, "subject")}.`
      : `No requirement executes ${lines} of ${count(code, "line")} of code in ${count(files.length, "subject")}.`,
  );
  for (const file of open) printUnclaimedFile(screen, file);
  if (requirements.length === 0) return;
  screen.out("");
  const verb = requirements.length === 1 ? "executes" : "execute";
  screen.out(`${count(requirements.length, "requirement")} ${verb} no code of the subject:`);
  for (const { title, spec, line, why } of requirements) {
    screen.out(`  ${oneLine(title, 60)}  ${screen.paint("dim", `${spec}:${line}`)}`);
    screen.out(`    ${screen.paint("dim", oneLine(why, screen.columns - 6))}`);
  }
}

function printUnclaimedFile(screen: Screen, { path, isLoaded, lines, partly }: UnclaimedFile): void {
  screen.out("");
  screen.out(`${screen.paint("bold", path)}${isLoaded ? "" : "  no example loads it"}`);
  const rows = lines.map((part) => [
    `  ${rangesText([part.lines])}`,
    part.in === null ? "" : part.whole ? `${part.in}, all of it` : `in ${part.in}`,
  ]);
  for (const row of columns(rows)) screen.out(row.trimEnd());
  for (const { line, columns: missed } of partly) {
    const at = missed.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
    screen.out(screen.paint("dim", `  ${line} in part: columns ${at}`));
  }
}

function rangesText(all: readonly LineRange[]): string {
  return all.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}
