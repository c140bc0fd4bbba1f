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
      { form: "--interview", summary: "ask what it is to do, one question at a time, and write that" },
      { form: "--answers <file>", summary: "the interview's answers, as JSON, instead of asking" },
    ],
    examples: [
      ["greenbar new slugify", "writes specs/slugify.md for src/slugify.ts"],
      ["greenbar new billing/vat --subject src/billing/vat.ts", ""],
      ["greenbar new slugify --interview", "from a sentence to a first spec with examples"],
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
      {
        form: "--propose",
        summary: "ask a model for examples, clearer words and questions; you decide each",
      },
      { form: "--model <name>", summary: "the model that is asked" },
      { form: "--brief", summary: "print the task for any model or person" },
      { form: "--proposals <file>", summary: "read the reply to a brief; - for standard input" },
      { form: "--accept-all", summary: "accept what passes the checks, marked as unreviewed" },
      { form: "--confirm", summary: "say that the unreviewed examples are what is meant" },
      {
        form: "--candidates <n>",
        summary: "also ask about what so many programs by a model do differently; in a sandbox only",
      },
      { form: "--max-tokens <n>", summary: "tokens of the model's answer, at most" },
      { form: "--max-cost <usd>", summary: "refuse a model whose price is unknown" },
    ],
    examples: [
      ["greenbar refine slugify", "asks what the spec's examples leave open; every answer becomes one"],
      ["greenbar refine slugify --json", "the next question, for a script"],
      ["greenbar refine slugify --answer 2", "the second of the results that it offers"],
      ["greenbar refine slugify --propose", "a model proposes Markdown; what is not red is not shown"],
      ["greenbar refine slugify --brief > task.md", "the same by hand: then --proposals reply.md"],
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
      { form: "--strict", summary: "weak and unproven requirements, and open questions, do not pass either" },
      {
        form: "--changed [ref]",
        summary: "only specs that a change since REF can affect; REF: where the default branch was left",
      },
      {
        form: "--trust-receipts",
        summary: "take a spec whose receipt stands as holding, without running it; never with --strict",
      },
      { form: "--baseline", summary: "fail only for what is worse than .greenbar/baseline.json says" },
      { form: "--no-baseline", summary: "fail for old debt too, whatever the configuration says" },
      {
        form: "--write-baseline",
        summary: "take paid debt out of the baseline; make one where there is none",
      },
      { form: "--force", summary: "with --write-baseline: it may take more debt" },
      {
        form: "--report <format[=file]>",
        summary: "github, summary, junit, sarif, markdown, badge or problems; repeatable",
        repeats: true,
      },
      { form: "--change <name>", summary: "the specs as a change of OpenSpec will have them" },
    ],
    examples: [
      ["greenbar check", "exit 0 when everything holds: the gate for CI"],
      ["greenbar check slugify --json", ""],
      ["greenbar check --report github --report junit=junit.xml", "annotations in the log, and a file"],
    ],
    load: () => import("./commands/check.ts"),
  },
  {
    name: "why",
    summary: "which requirements execute a line, and which code a requirement rests on",
    args: [
      {
        form: "[what...]",
        summary: "a file, a line of it (FILE:LINE), or a requirement; with --unclaimed: specs",
      },
    ],
    options: [
      {
        form: "--unclaimed",
        summary: "code that no requirement executes, and requirements that execute none",
      },
    ],
    examples: [
      ["greenbar why src/slugify.ts:12", "may this line be deleted?"],
      ["greenbar why src/slugify.ts", "each line, with the requirements that execute it"],
      ["greenbar why slugify/joins-words", "by its id or its title, or a part that no other has"],
      ["greenbar why --unclaimed", ""],
    ],
    load: () => import("./commands/why.ts"),
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
    options: [{ form: "--write", summary: "also into the specs, where they have <!-- status -->" }],
    examples: [
      ["greenbar status", ""],
      ["greenbar status --write", ""],
    ],
    load: () => import("./commands/status.ts"),
  },
  {
    name: "docs",
    summary: "a site of the specs, each line with its status, to be read from the disk",
    args: [specs],
    options: [
      { form: "--out <dir>", summary: "the folder to write to (default .greenbar/site)" },
      { form: "--check", summary: "run a check first, so that the pages say what holds now" },
      { form: "--history [n]", summary: "look back over the last commits too (default 100)" },
      { form: "--open", summary: "print the address of the first page" },
    ],
    examples: [
      ["greenbar docs", "what is known without running anything"],
      ["greenbar docs --check --history --out site", "what CI would publish"],
    ],
    load: () => import("./commands/docs.ts"),
  },
  {
    name: "watch",
    summary: "keep a site and this terminal up to date as you type; served to this machine only",
    args: [specs],
    options: [
      { form: "--port <n>", summary: "the site's port (default: one that is free)" },
      { form: "--no-site", summary: "only the terminal" },
    ],
    examples: [
      ["greenbar watch", "prints the site's address; its pages reload by themselves"],
      ["greenbar watch slugify --no-site", ""],
    ],
    jsonLines: true,
    load: () => import("./commands/watch.ts"),
  },
  {
    name: "diff",
    summary: "what is another behaviour: examples that came, went or say something else",
    args: [{ form: "[ref]", summary: "a commit; where this branch left the default one, else HEAD" }],
    options: [
      { form: "--check", summary: "run the check, for what holds now" },
      { form: "--report <format[=file]>", summary: "markdown: a comment for a pull request" },
      { form: "--exit-code", summary: "exit 1 when behaviour changed" },
    ],
    examples: [
      ["greenbar diff", "specs alone are compared; nothing is run"],
      ["greenbar diff main --check", ""],
      ["greenbar diff --report markdown=comment.md", "so that a reviewer reviews behaviour, not code"],
    ],
    load: () => import("./commands/diff.ts"),
  },
  {
    name: "inbox",
    summary: "what waits for you, of all specs, and how to decide it",
    args: [
      { form: "[item]", summary: "its number or its id: shows all that it is about" },
      { form: "[decision]", summary: "one of its answers: accept, decline, later, …" },
      { form: "[text]", summary: "your own words, where the answer asks for some" },
    ],
    options: [],
    examples: [
      ["greenbar inbox", "exit 1 while something waits"],
      ["greenbar inbox 1", "the first one, with all that it takes to decide it"],
      ["greenbar inbox 1 accept", ""],
      ['greenbar inbox 2 answer "a hyphen"', "an open question's answer goes into the spec"],
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
