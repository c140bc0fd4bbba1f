import type { DialectCounts, Existing } from "../../app/moving-in.ts";
import { inAll } from "../../app/moving-in.ts";
import type { DialectId } from "../../spec/spec.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import type { Screen } from "../screen.ts";
import { columns, count } from "./words.ts";

const names: Readonly<Record<DialectId, string>> = {
  greenbar: "greenbar",
  openspec: "OpenSpec",
  "spec-kit": "Spec Kit",
  kiro: "Kiro",
};

/**
 * What was read of specs that other tools wrote: by dialect, and in all.
 *
 * @param configured - the folder whose specs will be checked.
 */
export function printExisting(screen: Screen, { folders, changes }: Existing, configured: string): void {
  screen.out("Specs that are here, read and left as they are:");
  const all = folders.flatMap(({ folder, counts }) => counts.map((each) => ({ folder, ...each })));
  const rows = all.map((each) => [`  ${names[each.dialect]}`, `${each.folder}/`, ...cells(each)]);
  const total = all.length > 1 ? [["  in all", "", ...cells(inAll(all))]] : [];
  for (const line of columns([...rows, ...total])) screen.out(line.trimEnd());
  for (const { folder } of folders.filter((each) => each.folder !== configured)) {
    const how = `\`specs: ${JSON.stringify(folder)}\` in greenbar.config.ts`;
    screen.out(`  ${folder}/ will not be checked: there is one folder of specs. ${how} chooses this one.`);
  }
  for (const { errors } of folders.filter((each) => each.folder === configured)) {
    for (const error of errors) screen.err(`  error ${cleanText(error)}`);
  }
  if (changes.length > 0) {
    const shown = cleanText(changes.slice(0, 5).join(", "));
    screen.out(`  ${count(changes.length, "change")} of OpenSpec: ${shown}; greenbar check --change NAME`);
  }
  screen.out("");
}

function cells(counts: Omit<DialectCounts, "dialect">): string[] {
  const { specs, requirements, scenarios, bound, unbound, manual, questions } = counts;
  return [
    count(specs, "spec"),
    count(requirements, "requirement"),
    count(scenarios, "scenario"),
    `${bound} bound`,
    `${unbound} unbound`,
    ...(manual === 0 ? [] : [`${manual} manual`]),
    count(questions, "question"),
  ];
}
