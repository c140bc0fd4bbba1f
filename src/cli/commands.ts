import type { CommandDefinition } from "./command.ts";

const specs = { form: "[specs...]", summary: "specs or folders of them; all when none is named" };

/** Every command that has landed, in the order in which one meets them. */
export const commands: readonly CommandDefinition[] = [
  {
    name: "init",
    summary: "set greenbar up in a project; prints its plan first",
    args: [],
    options: [
      { form: "--yes", summary: "do it without asking" },
      { form: "--agents-md", summary: "also add a line to AGENTS.md that has agents run the check" },
      { form: "--claude-hook", summary: "also add a Claude Code stop hook that runs the check" },
    ],
    examples: [
      ["greenbar init", "says what it would write and add, then asks"],
      ["greenbar init --yes", ""],
    ],
    load: () => import("./commands/init.ts"),
  },
  {
    name: "new",
    summary: "write a first spec to start from",
    args: [{ form: "<name>", summary: "its name; a folder may stand before it" }],
    options: [
      {
        form: "--subject <path>",
        summary: "the module that it speaks of; what it exports is put into the spec",
      },
    ],
    examples: [
      ["greenbar new slugify", "writes specs/slugify.md for src/slugify.ts"],
      ["greenbar new billing/vat --subject src/billing/vat.ts", ""],
    ],
    load: () => import("./commands/new.ts"),
  },
  {
    name: "refine",
    summary: "make a spec concrete: one small decision at a time",
    args: [{ form: "<spec>", summary: "the spec" }],
    options: [
      {
        form: "--answer <text>",
        summary: "answer the next question without asking: an option's number, or a result",
      },
      { form: "--question <id>", summary: "answer only if this is the next question" },
    ],
    examples: [
      ["greenbar refine slugify", "asks what the spec's examples leave open; every answer becomes one"],
      ["greenbar refine slugify --json", "the next question, for a script"],
      ["greenbar refine slugify --answer 2", "the second of the results that it offers"],
    ],
    load: () => import("./commands/refine.ts"),
  },
  {
    name: "lint",
    summary: "what your specs leave open: vague words, bounds without examples, two things in one line",
    args: [specs],
    options: [
      { form: "--fix", summary: "mend what is certain, such as a row that stands twice" },
      { form: "--dry-run", summary: "print what --fix would change; write nothing" },
      { form: "--strict", summary: "exit 1 for any finding, not only for those at level error" },
    ],
    examples: [
      ["greenbar lint", "levels by rule stand in greenbar.config.ts, under `lint`"],
      ["greenbar lint slugify --fix --dry-run", "the change as a diff"],
      ["greenbar lint --json", ""],
    ],
    load: () => import("./commands/lint.ts"),
  },
  {
    name: "generate-tests",
    alias: "generate",
    summary: "compile specs to Vitest suites and see every test red",
    args: [specs],
    options: [
      { form: "--dry-run", summary: "print what would be written; write and run nothing" },
      { form: "--force", summary: "write over suites that were changed by hand" },
    ],
    examples: [
      ["greenbar generate-tests", ""],
      ["greenbar generate-tests slugify", "only specs/slugify.md"],
      ["greenbar generate-tests --json", "counts for a script"],
    ],
    load: () => import("./commands/generate.ts"),
  },
  {
    name: "run",
    summary: "let an agent work until the specs are green",
    args: [specs],
    options: [
      {
        form: "--agent <name>",
        summary: "anthropic (default with a key), handoff (default without), offline",
      },
      { form: "--model <name>", summary: "the model of the agent anthropic" },
      { form: "--yes", summary: "accept the result without asking" },
      { form: "--change <name>", summary: "the specs as a change of OpenSpec will have them" },
      { form: "--fresh", summary: "start over instead of going on with the last run" },
      { form: "--apply <id>", summary: "write what an earlier green run left" },
      { form: "--brief", summary: "print a hand-off's brief on standard output and stop" },
      { form: "--max-turns <n>", summary: "calls to the model (default 100)" },
      { form: "--max-tokens <n>", summary: "tokens in all, input and output" },
      { form: "--max-cost <usd>", summary: "US dollars" },
      { form: "--max-minutes <n>", summary: "minutes in all (default 60)" },
      { form: "--unsandboxed", summary: "run a model's code without a sandbox; stamped on the verdict" },
      { form: "--background", summary: "start it in a process of its own, and return" },
      { form: "--join [id]", summary: "watch the run that goes on; Ctrl-C leaves it running" },
      { form: "--pause", summary: "the run that goes on: wait after its step" },
      { form: "--resume", summary: "go on after a pause" },
      { form: "--stop", summary: "end it after its step, resumably" },
      { form: "--tell <text>", summary: "tell its agent something with the next step" },
      { form: "--grant", summary: "give it the limits of --max-…" },
    ],
    examples: [
      ["greenbar run", "all specs, one requirement after the other"],
      [
        "greenbar run slugify --agent offline",
        "no model, no network: small pure functions from their examples",
      ],
      ["greenbar run --yes --max-cost 2", "unattended, for at most two dollars"],
      ["greenbar run --background", "go on without this terminal; --join comes back to it"],
      ['greenbar run --tell "Keep it a pure function."', ""],
    ],
    jsonLines: true,
    finishesStep: true,
    load: () => import("./commands/run.ts"),
  },
  {
    name: "check",
    summary: "does every requirement hold? suite and judge, in fresh copies",
    args: [specs],
    options: [
      { form: "--strict", summary: "weak and unproven requirements do not pass either" },
      { form: "--change <name>", summary: "the specs as a change of OpenSpec will have them" },
    ],
    examples: [
      ["greenbar check", "exit 0 when everything holds: the gate for CI"],
      ["greenbar check slugify --json", ""],
    ],
    load: () => import("./commands/check.ts"),
  },
  {
    name: "verify",
    summary: "do the receipts of green runs still stand, and does what they claim hold?",
    args: [specs],
    options: [],
    examples: [
      ["greenbar verify", "names the first thing that differs from each receipt; asks no model"],
      ["greenbar verify slugify --json", ""],
    ],
    load: () => import("./commands/verify.ts"),
  },
  {
    name: "status",
    summary: "what is known of each spec, without running anything",
    args: [specs],
    options: [],
    examples: [["greenbar status", ""]],
    load: () => import("./commands/status.ts"),
  },
  {
    name: "inbox",
    summary: "what waits for you, of all specs, and how to decide it",
    args: [
      { form: "[item]", summary: "its number or its id: shows all that it is about" },
      { form: "[decision]", summary: "one of its answers: accept, decline, later, …" },
    ],
    options: [],
    examples: [
      ["greenbar inbox", "exit 1 while something waits"],
      ["greenbar inbox 1", "the first one, with all that it takes to decide it"],
      ["greenbar inbox 1 accept", ""],
    ],
    load: () => import("./commands/inbox.ts"),
  },
  {
    name: "demo",
    summary: "a spec goes red, then green, in a temporary folder",
    args: [],
    options: [
      { form: "--keep <dir>", summary: "make the project there, and leave it" },
      { form: "--plain", summary: "as plain text, by itself, at a terminal too" },
    ],
    examples: [["greenbar demo", "no key, no network: the embedded offline agent writes the code"]],
    load: () => import("./commands/demo.ts"),
  },
  {
    name: "doctor",
    summary: "Node, Vitest, sandbox, key, and what would be sent where",
    args: [],
    options: [],
    examples: [["greenbar doctor", ""]],
    load: () => import("./commands/doctor.ts"),
  },
];
