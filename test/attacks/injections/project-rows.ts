import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { logLine } from "../../../src/adapters/disk/append-log.ts";
import { run as check } from "../../../src/cli/commands/check.ts";
import { run as doctor } from "../../../src/cli/commands/doctor.ts";
import { run as inbox } from "../../../src/cli/commands/inbox.ts";
import type { CommandModule } from "../../../src/cli/command.ts";
import { addSpec, right } from "../../support/runs.ts";
import type { AttackBench, AttackRow } from "../row.ts";
import { uncleaned } from "./bare.ts";
import { effectsOf, hostile, shownAs, stringsIn } from "./hostile.ts";
import { actsIn } from "./outward-rows.ts";
import type { Stage } from "./stage.ts";
import { openStage } from "./stage.ts";

const must =
  "Whatever shows it, in lines and in JSON once read, shows text; a terminal that is given it does nothing.";
const defence = "cli/screen.ts and cli/clean-json.ts";

/** Hostile, and no reason for a spec not to compile. */
const inSpec = (word: string) =>
  `\u001b]0;${word}\u0007\u001b]52;c;UFdORUQ=\u0007\u001b[2J\u009b31m\u200bhid`;

const spec = `---
subject: ../src/shout.ts
---
# Shout ${inSpec("TITLE")}

## Shouts ${inSpec("HEADING")}

| \`a\` | \`shout(a)\` | why |
| --- | --- | --- |
| x ${inSpec("CELL")} | X | note |

- \`shout("boom")\` is \`"BOOM"\`.
`;

const shout = `export function shout(a) {
  const text = ${JSON.stringify(hostile("THROWN"))};
  console.log(text); console.error(text);
  if (a === "boom") throw Object.assign(new Error(text), { name: text });
  return text;
}
`;

/** A ledger that no run wrote, every checksum right. */
function forgedLedger(): string {
  const events = [
    {
      type: "run-started",
      run: "r1",
      specs: ["specs/add.md"],
      agent: "anthropic",
      model: hostile("LEDGER"),
      budgets: { turns: 1, tokens: null, cost: null, minutes: null },
      snapshot: "s",
      sandbox: "bubblewrap",
    },
    { type: "requirement-started", requirement: "add/adds", why: "red", code: "c" },
    { type: "conflict-reported", requirement: "add/adds", lines: [10], reason: hostile("LEDGER") },
    { type: "run-ended", outcome: "ambiguous", why: hostile("LEDGER") },
  ];
  return events.map((event, at) => logLine(at + 1, event)).join("");
}

const scenes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shouting: { [`specs/a${hostile("NAME")}.md`]: spec, "src/shout.ts": shout },
  packaged: { "specs/add.md": addSpec, "package.json": hostile("PKG") },
  configured: {
    "specs/add.md": addSpec,
    "greenbar.config.ts": `throw new Error(${JSON.stringify(hostile("CONFIG"))});\n`,
  },
  vitested: {
    "specs/add.md": addSpec,
    "src/add.ts": right,
    "vitest.config.ts": `console.error(${JSON.stringify(hostile("PRINTED"))});\nthrow new Error(${JSON.stringify(hostile("VITEST"))});\n`,
  },
  depending: {
    "specs/add.md": addSpec,
    "package.json": '{ "name": "a", "devDependencies": { "vitest": "*" } }',
    "node_modules/vitest/package.json": JSON.stringify({
      name: "vitest",
      version: `99.${hostile("VERSION")}`,
    }),
  },
  resumed: {
    "specs/add.md": addSpec,
    ".greenbar/runs/20260101T000000-aaaaaa/ledger.jsonl": forgedLedger(),
  },
  named: { "specs/add.md": addSpec },
};

/** Text that stands in a project before greenbar comes to it. */
export const projectRows: readonly AttackRow[] = [
  projectRow("spec-text-acts", {
    mechanism: "control sequences in a spec's title, heading and cells",
    does: "A spec's headings and cells set the title, write the clipboard and empty the screen.",
    scene: "shouting",
    words: ["HEADING"],
    lines: [["check"], ["status"]],
    bare: check,
  }),
  projectRow("file-name-acts", {
    mechanism: "control sequences in the name of a file",
    does: "A spec's file has a name that moves the cursor and turns the line round.",
    scene: "shouting",
    words: ["NAME"],
    lines: [["check"], ["status"]],
    bare: check,
  }),
  {
    ...projectRow("thrown-error-acts", {
      mechanism: "control sequences in an error and on a test's output",
      does: "The code under test throws, prints and returns escape sequences; so is its error named.",
      scene: "shouting",
      words: ["THROWN"],
      lines: [["check"], ["status"]],
      bare: check,
    }),
    defence: "verdict/error-outcome.ts, verdict/classify.ts and cli/screen.ts",
    async without(bench) {
      const test = `import { test } from "vitest";\nimport { shout } from "../src/shout.ts";\ntest("t", () => { shout("boom"); });\n`;
      const { root } = await openStage(bench, "thrown", {
        files: { "src/shout.ts": shout, "test/a.test.js": test },
      });
      return actsIn(vitestItself(root));
    },
  },
  projectRow("package-json-acts", {
    mechanism: "control sequences in a file that is not JSON",
    does: "A package.json breaks off in escape sequences, which the parser's own message repeats.",
    scene: "packaged",
    words: ["PKG"],
    lines: [["check"], ["status"]],
    bare: check,
  }),
  projectRow("config-error-acts", {
    mechanism: "control sequences in an error of the configuration",
    does: "greenbar.config.ts throws an error of escape sequences.",
    scene: "configured",
    words: ["CONFIG"],
    lines: [["check"], ["run"]],
    bare: check,
  }),
  {
    ...projectRow("vitest-config-acts", {
      mechanism: "control sequences on the runner's standard error",
      does: "The project's vitest.config.ts prints escape sequences and throws an error of them.",
      scene: "vitested",
      words: ["VITEST"],
      lines: [["check"]],
      bare: check,
    }),
    defence: "verdict/classify.ts and cli/screen.ts",
    async without(bench) {
      return actsIn(vitestItself((await stageOf(bench, "vitested")).root));
    },
  },
  projectRow("dependency-version-acts", {
    mechanism: "control sequences in a dependency's version",
    does: "A package among the dependencies gives escape sequences for its version.",
    scene: "depending",
    words: ["VERSION"],
    lines: [["doctor"]],
    bare: doctor,
  }),
  projectRow("earlier-ledger-acts", {
    mechanism: "control sequences in an earlier run's ledger",
    does: "A ledger that somebody else wrote, its checksums right, asks a person in escape sequences.",
    scene: "resumed",
    words: ["LEDGER"],
    lines: [["inbox"], ["inbox", "1"]],
    bare: inbox,
    args: ["1"],
  }),
  projectRow("command-word-acts", {
    mechanism: "control sequences on the command line",
    does: "A script hands a command an argument of escape sequences, which the answer repeats.",
    scene: "named",
    words: ["WORD"],
    lines: [["check", `specs/${hostile("WORD")}.md`], ["run", "--agent", hostile("WORD")], [hostile("WORD")]],
    bare: check,
    args: [`specs/${hostile("WORD")}.md`],
  }),
];

interface ProjectAttack extends Pick<AttackRow, "mechanism" | "does"> {
  readonly scene: string;
  /** What must be seen in lines. */
  readonly words: readonly string[];
  /** Commands that are run, each for people and with `--json`. */
  readonly lines: readonly (readonly string[])[];
  /** The command that is run again on a screen that cleans nothing. */
  readonly bare: CommandModule["run"];
  readonly args?: readonly string[];
}

function projectRow(id: string, attack: ProjectAttack): AttackRow {
  const { mechanism, does, scene, words, lines, bare, args = [] } = attack;
  return {
    id,
    mechanism,
    does,
    must,
    defence,
    async withDefence(bench) {
      const ended = await Promise.all(lines.map((line) => said(bench, scene, line)));
      const did = ended.flatMap((one) => one.did);
      const all = ended.map(({ text }) => text).join("\n");
      const missing = words.filter((word) => !all.includes(shownAs(word).slice(1)) && !all.includes(word));
      const saw = did.length === 0 ? `only text, in ${2 * lines.length} outputs` : `acted: ${did.join(", ")}`;
      return {
        held: did.length === 0 && missing.length === 0,
        saw: [saw, ...missing.map((one) => `no ${one}`)].join("; "),
      };
    },
    async without(bench) {
      const { root } = await stageOf(bench, scene);
      return actsIn(await uncleaned({ run: bare }, { root, args }));
    },
  };
}

const stageOf = (bench: AttackBench, scene: string): Promise<Stage> =>
  bench.share(`injections: ${scene}`, () => openStage(bench, scene, { files: scenes[scene] ?? {} }));

/** What a command says, in lines and in JSON once read, and what that does to a terminal; once for all rows. */
function said(
  bench: AttackBench,
  scene: string,
  line: readonly string[],
): Promise<{ text: string; did: readonly string[] }> {
  return bench.share(`injections: ${scene} ${JSON.stringify(line)}`, async () => {
    const { cli } = await stageOf(bench, scene);
    const plain = await cli(...line);
    const json = await cli(...line, "--json");
    const texts = [plain.stdout, plain.stderr, json.stderr, json.stdout, stringsIn(json.stdout)];
    const did = await Promise.all(texts.map(effectsOf));
    return { text: texts.join("\n"), did: did.flat() };
  });
}

/** What Vitest itself says in a project. */
function vitestItself(root: string): string {
  const manifest = createRequire(import.meta.url).resolve("vitest/package.json");
  const program = join(dirname(manifest), "vitest.mjs");
  const ended = spawnSync(process.execPath, [program, "run", "--root", root], {
    cwd: root,
    encoding: "utf8",
  });
  return ended.stdout + ended.stderr;
}
