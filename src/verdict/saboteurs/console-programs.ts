import type { Example, Plan } from "../../plan/plan.ts";
import { parseSpec } from "../../spec/parse.ts";
import type { ConsoleCommand } from "../../spec/spec.ts";
import type { ShellResult } from "../console.ts";
import { consoleDifference } from "../console.ts";
import type { ConsoleSaboteur } from "./console-program.ts";
import { consoleProgram } from "./console-program.ts";
import type { Described } from "./describe-saboteur.ts";
import { shortened } from "./describe-saboteur.ts";
import type { KillingExample } from "./killing-example.ts";
import { vary } from "./vary.ts";
import type { Weakness } from "./weaknesses.ts";

/** One that passes, or of which only the shell can tell, and what it would show. */
export interface ConsoleSurvivor {
  readonly saboteur: ConsoleSaboteur;
  readonly programs: readonly string[];
  readonly examples: readonly Example[];
  readonly isOpen: boolean;
  readonly weaknesses: readonly Weakness[];
}

/**
 * Puts a program that prints nothing, one that fails, one that always prints the same and one that prints its
 * arguments in the place of the programs of console examples. Where a command is words and quotes only, what they
 * print is known without running them.
 */
export function askOfConsoles(plan: Plan): readonly ConsoleSurvivor[] {
  return groupsIn(plan).flatMap(({ programs, examples }) => {
    const commands = examples.flatMap(commandsOf);
    // One input: the constant is the right program.
    if (commands.every(({ command, program }) => command.trim() === program)) return [];
    return saboteursFor(commands).flatMap((saboteur): ConsoleSurvivor[] => {
      const met = commands.map((command) => passes(saboteur, command));
      if (met.includes(false)) return [];
      const weaknesses = weaknessesOf(plan, { programs, examples }, saboteur);
      return [{ saboteur, programs, examples, isOpen: met.includes(null), weaknesses }];
    });
  });
}

function groupsIn({ requirements }: Plan) {
  const examples = requirements.flatMap((one) => one.examples).filter(({ body }) => body.is === "console");
  const groups: { programs: Set<string>; examples: Example[] }[] = [];
  for (const example of examples) {
    const programs = new Set(commandsOf(example).map(({ program }) => program));
    const joined = groups.filter((group) => !group.programs.isDisjointFrom(programs));
    const all = { programs, examples: [...joined.flatMap((group) => group.examples), example] };
    for (const group of joined) {
      for (const program of group.programs) all.programs.add(program);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(all);
  }
  return groups.map((group) => ({ programs: [...group.programs], examples: group.examples }));
}

function commandsOf({ body }: Example): readonly ConsoleCommand[] {
  return body.is === "console" ? body.commands : [];
}

function saboteursFor(commands: readonly ConsoleCommand[]): ConsoleSaboteur[] {
  const [first] = commands;
  const lines = (first?.output ?? []).filter((line) => line !== null);
  const all: ConsoleSaboteur[] = [
    { is: "prints", lines: [], status: 0 },
    { is: "prints", lines: [], status: 1 },
    { is: "prints", lines, status: first?.status ?? 0 },
    { is: "echoes" },
  ];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Whether the command would do what is expected; null when only the shell can tell. */
function passes(saboteur: ConsoleSaboteur, command: ConsoleCommand): boolean | null {
  const words = plainWordsOf(command.command);
  return words === null ? null : consoleDifference(command, resultOf(saboteur, words)) === null;
}

function resultOf(saboteur: ConsoleSaboteur, words: readonly string[]): ShellResult {
  if (saboteur.is === "echoes") return { output: words.slice(1).join(" "), status: 0, isMissing: false };
  return { output: saboteur.lines.join("\n"), status: saboteur.status, isMissing: false };
}

/** The words of a command of words and quotes only; null for one in which the shell would see more. */
export function plainWordsOf(command: string): readonly string[] | null {
  const plain = /^(?:\s*(?:[\w@%+=:,./-]+|"[^"$`\\!]*"|'[^']*')+(?=\s|$))+\s*$/;
  if (!plain.test(command) || command.includes("\n") || /^\s*\w+=/.test(command)) return null;
  const words = command.match(/(?:[\w@%+=:,./-]+|"[^"]*"|'[^']*')+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => double ?? single),
  );
}

function weaknessesOf(
  { requirements }: Plan,
  { programs, examples }: { readonly programs: readonly string[]; readonly examples: readonly Example[] },
  saboteur: ConsoleSaboteur,
): Weakness[] {
  const ids = new Set(examples.map(({ id }) => id));
  return requirements.flatMap((requirement) => {
    const own = requirement.examples.filter(({ id }) => ids.has(id));
    if (own.length === 0) return [];
    return [
      {
        requirement,
        names: programs,
        survivor: describe(saboteur),
        killer: killerFor(own, examples, saboteur),
      },
    ];
  });
}

function describe(saboteur: ConsoleSaboteur): Described {
  const code = consoleProgram(saboteur);
  if (saboteur.is === "echoes") return { words: "prints its arguments", code };
  const { lines, status } = saboteur;
  const ends = status === 0 ? "" : ` and ends with ${status}`;
  if (lines.length === 0)
    return { words: `prints nothing${ends}`, code: code === "" ? "an empty file" : code };
  return { words: `always prints ${shortened({ t: "string", v: lines.join("\n") })}${ends}`, code };
}

/** One of the commands with its last word changed: with any other output, no wrong program here passes it. */
function killerFor(
  own: readonly Example[],
  all: readonly Example[],
  saboteur: ConsoleSaboteur,
): KillingExample {
  const taken = new Set(all.flatMap(commandsOf).map(({ command }) => command));
  for (const { command } of own.flatMap(commandsOf)) {
    const words = plainWordsOf(command);
    const last = words !== null && words.length > 1 ? words.at(-1) : undefined;
    if (words === null || last === undefined) continue;
    for (const near of vary({ t: "string", v: last })) {
      if (near.t !== "string") continue;
      const changed = [...words.slice(0, -1), near.v].map(quotedWord).join(" ");
      if (taken.has(changed) || !isRefuted(changed, saboteur)) continue;
      return { words: `\`${changed}\` with other output`, markdown: fence(changed, "…") };
    }
  }
  return { words: "a command with other arguments and other output", markdown: "" };
}

/** Whether the example is read as one, and the saboteur fails it. */
function isRefuted(command: string, saboteur: ConsoleSaboteur): boolean {
  const { sections } = parseSpec(`# Proposal\n\n## One\n\n${fence(command, filling)}\n`, "proposal.md");
  const [block, more] = sections.flatMap(({ blocks }) => blocks);
  if (block?.kind !== "console" || more !== undefined) return false;
  return block.commands.length === 1 && block.commands.every((one) => passes(saboteur, one) === false);
}

const filling = "neither this nor that";

function fence(command: string, output: string): string {
  return ["```console", `$ ${command}`, output, "```"].join("\n");
}

function quotedWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word}'` : `"${word}"`;
}
