import { chmodSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, test } from "vitest";
import { hasStack, runCli } from "../support/cli.ts";
import type { CliEnded } from "../support/cli.ts";
import { makeProject } from "../support/project.ts";
import { openWarmCli } from "../support/warm-cli.ts";

const runWarm = openWarmCli();

/** A spec of one requirement, with this below its heading. */
const spec = (body: string) => `---\nsubject: ../src/add.ts\n---\n# Add\n\n## Adds\n\n${body}\n`;
const table = "| `a` | `b` | `add(a, b)` |\n| --- | --- | --- |\n| 1 | 2 | 3 |\n";
const adds = "export function add(a: number, b: number) { return a + b; }\n";
const good = { "specs/add.md": spec(table), "src/add.ts": adds };

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly code: number;
  /** Asked of a process of its own: one of each sort that ends a command in another place. */
  readonly isAlone?: true;
  /** Each must be in the message: where, what, what to do. */
  readonly says: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    name: "no spec at all",
    files: {},
    code: 2,
    isAlone: true,
    says: [/there is no spec in specs\//, /greenbar new NAME/],
  },
  {
    name: "a spec that is not there",
    files: good,
    args: ["check", "sum"],
    code: 2,
    says: [/there is no spec sum/, /specs\/add\.md/],
  },
  {
    name: "no subject",
    files: { "specs/add.md": `# Add\n\n## Adds\n\n${table}` },
    code: 2,
    says: [/specs\/add\.md:7:1/, /`add` is called here, but the spec names no subject/, /subject: /],
  },
  {
    name: "a subject that does not parse",
    files: { ...good, "src/add.ts": "export function add(a {" },
    code: 2,
    isAlone: true,
    says: [/specs\/add\.md:2:10/, /src\/add\.ts:1:\d+/],
  },
  {
    name: "a row with too few cells",
    files: { ...good, "specs/add.md": spec("| `a` | `b` | `add(a, b)` |\n| --- | --- | --- |\n| 1 | 2 |\n") },
    code: 2,
    says: [/specs\/add\.md:10:1/, /the row has 2 cells, its header 3/, /expected: /],
  },
  {
    name: "an expected value that is code",
    files: { ...good, "specs/add.md": spec("- `add(1, 2)` is `Math.max(1, 3)`.") },
    code: 2,
    says: [/specs\/add\.md:8:\d+/, /is code, which is not run here/, /expected: a literal/],
  },
  {
    name: "an unclosed code span",
    files: {
      ...good,
      "specs/add.md": spec("| `a` | `b` | `add(a, b)` |\n| --- | --- | --- |\n| `1 | 2 | 3 |\n"),
    },
    code: 2,
    says: [/specs\/add\.md:10:\d+/, /backtick/],
  },
  {
    name: "a contradiction, at both places",
    files: { ...good, "specs/add.md": spec("- `add(1, 2)` is `3`.\n- `add(1, 2)` is `4`.") },
    code: 2,
    says: [/specs\/add\.md:8:3/, /specs\/add\.md:9:3/, /one result for one input/],
  },
  {
    name: "an id pinned twice",
    files: {
      ...good,
      "specs/add.md": spec("<!-- id: x -->\n- `add(1, 2)` is `3`.\n\n<!-- id: x -->\n- `add(1, 3)` is `4`."),
    },
    code: 2,
    says: [/specs\/add\.md:8:1/, /specs\/add\.md:11:1/, /pinned twice/],
  },
  {
    name: "a spec of ten megabytes",
    files: { ...good, "specs/add.md": spec("words, and more words\n".repeat(480_000)) },
    code: 2,
    isAlone: true,
    says: [/specs\/add\.md:1:1/, /10\d{6} characters long/, /split it/],
  },
  {
    name: "a folder where the spec is expected",
    files: { "specs/add.md/x.txt": "" },
    args: ["check", "specs/add.md"],
    code: 2,
    says: [/specs\/add\.md is a folder/],
  },
  {
    name: "a folder where the subject is expected",
    files: { "specs/add.md": spec(table), "src/add.ts/x.txt": "" },
    code: 2,
    says: [/src\/add\.ts is a folder; a file was expected/],
  },
  {
    name: "a folder where the suite is expected",
    files: { ...good, "test/specs/add.test.ts/x.txt": "" },
    code: 2,
    says: [/test\/specs\/add\.test\.ts is a folder/],
  },
  {
    name: "a file where the folder of the suites is expected",
    files: { ...good, test: "" },
    code: 2,
    says: [/test is a file; a folder for the suites was expected/, /tests: "…"/],
  },
  {
    name: "a file where the folder of the specs is expected",
    files: { specs: "" },
    code: 2,
    says: [/specs is a file; a folder of specs was expected/],
  },
  {
    name: "a configuration that throws",
    files: { ...good, "greenbar.config.ts": "\nthrow new Error('no tulip');\n" },
    code: 2,
    says: [/the configuration throws: Error: no tulip \(greenbar\.config\.ts:2\)/],
  },
  {
    name: "a configuration that throws no error",
    files: { ...good, "greenbar.config.ts": "throw 'tulip';\n" },
    code: 2,
    says: [/the configuration throws: tulip/],
  },
  {
    name: "a key of the configuration that there is not",
    files: { ...good, "greenbar.config.ts": "export default { spec: 'x' };\n" },
    code: 2,
    says: [/greenbar\.config\.ts/, /"spec"; there are: specs, /],
  },
  {
    name: "a package.json that is no object",
    files: { ...good, "package.json": "null" },
    code: 2,
    says: [/package\.json holds no object/],
  },
  {
    name: "a lock with marks of a merge",
    files: { ...good, ".greenbar/lock.json": "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n" },
    code: 2,
    says: [/\.greenbar\/lock\.json:1 cannot be read/, /merge/],
  },
  {
    name: "a template of one's own that is broken",
    files: { ...good, ".greenbar/templates/suite.hbs": "{{nope}}" },
    code: 2,
    says: [/\.greenbar\/templates\/suite\.hbs/, /"nope" not defined/],
  },
  {
    name: "a Vitest that is too old",
    files: { ...good, "node_modules/vitest/package.json": '{ "name": "vitest", "version": "2.1.8" }' },
    code: 2,
    says: [/The project's Vitest is 2\.1\.8/, /needs 3 to 5/, /npm install/],
  },
  {
    name: "a Vitest configuration that throws",
    files: { ...good, "vitest.config.ts": "throw new Error('no tulip');" },
    code: 2,
    isAlone: true,
    says: [/vitest\.config\.ts cannot be used: Error: no tulip/],
  },
  {
    name: "a command that there is not",
    files: {},
    args: ["chek"],
    code: 2,
    isAlone: true,
    says: [/'chek'/, /Did you mean check\?/],
  },
  {
    name: "an option that there is not",
    files: {},
    args: ["check", "--strikt"],
    code: 2,
    says: [/'--strikt'/, /Did you mean --strict\?/],
  },
  {
    name: "a number that is none",
    files: good,
    args: ["run", "--max-turns", "many"],
    code: 2,
    says: [/--max-turns takes a number above 0/, /"many"/],
  },
  {
    name: "an agent that there is not",
    files: good,
    args: ["run", "--agent", "offlin"],
    code: 2,
    says: [/there is no agent "offlin"/, /anthropic, handoff, offline/],
  },
  {
    name: "-C to nowhere",
    files: {},
    args: ["check", "-C", "nowhere/at/all"],
    code: 2,
    isAlone: true,
    says: [/nowhere\/at\/all is not a folder/],
  },
  {
    name: "a run that there is not",
    files: good,
    args: ["run", "--apply", "x"],
    code: 2,
    says: [/there is no run x/, /No run has been made here/],
  },
];

/** The one document that stands on standard output, or what keeps it from being one. */
function document(ended: CliEnded): unknown {
  return JSON.parse(ended.stdout);
}

describe.each(cases)("$name", ({ files, args = ["generate-tests"], code, isAlone, says }) => {
  const run = isAlone ? runCli : runWarm;

  test("in words: where, what, what to do; no stack; nothing written", async () => {
    const root = makeProject(files);
    const before = readdirSync(root, { recursive: true }).length;
    const ended = await run(args, { cwd: root });
    for (const words of says) expect(ended.stderr).toMatch(words);
    expect(hasStack(ended.all)).toBe(false);
    expect(ended.code).toBe(code);
    expect(readdirSync(root, { recursive: true })).toHaveLength(before);
  });

  test("with --json: one document, and the same exit status", async () => {
    const ended = await run([...args, "--json"], { cwd: makeProject(files) });
    expect(document(ended)).toBeTypeOf("object");
    expect(ended.code).toBe(code);
  });
});

describe("input that is only unusual", () => {
  test("CRLF and a byte order mark", async () => {
    const root = makeProject({ ...good, "specs/add.md": `\uFEFF${spec(table)}`.replaceAll("\n", "\r\n") });
    expect(document(await runWarm(["generate-tests", "--json"], { cwd: root }))).toMatchObject({
      red: { total: 1, notImplemented: 1, broken: 0 },
      alreadyGreen: 1,
    });
  });

  test("an empty spec: said, and no suite is written that Vitest would call a failure", async () => {
    const root = makeProject({ "specs/add.md": "" });
    const ended = await runWarm(["generate-tests"], { cwd: root });
    expect(ended.stderr).toMatch(/specs\/add\.md:1:1 {2}the file is empty/);
    expect(existsSync(join(root, "test/specs/add.test.ts"))).toBe(false);
    expect(ended.code).toBe(0);
  });

  test("a verb that there is not is prose, with a hint", async () => {
    const root = makeProject({ ...good, "specs/add.md": spec("- `add(1, 2)` yields `3`.") });
    const ended = await runWarm(["generate-tests"], { cwd: root });
    expect(ended.stderr).toMatch(/specs\/add\.md:8:3 {2}"yields" is no verb/);
    expect(ended.code).toBe(0);
  });

  test("a call that never ends is a timeout, named, and the tool goes on", async () => {
    const root = makeProject({
      "specs/add.md": spec(`${table}\n- \`twice(2)\` is \`4\`.`).replace("# Add\n", "# Add\n"),
      "src/add.ts": "export function add() { for (;;); }\nexport const twice = (n: number) => n * 2;\n",
      "greenbar.config.ts": "export default { timeouts: { example: 1000, idle: 4000 } };\n",
    });
    const ended = await runCli(["check", "--json"], { cwd: root });
    expect(ended.code).toBe(1);
    expect(document(ended)).toMatchObject({
      outcome: "red",
      requirements: [{ examples: [{ status: "fails", reason: "timeout", line: 10 }, {}] }],
    });
    expect(ended.ms).toBeLessThan(30_000);
  });

  test("whoever reads may go away: no crash, no noise", async () => {
    const root = makeProject({ "specs/add.md": spec(table) });
    const ended = await runCli(["status"], {
      cwd: root,
      through: ["sh", "-c", `"$@" | true; "$@" 2>/dev/null | head -c 1`, "sh"],
    });
    expect(hasStack(ended.all)).toBe(false);
    expect(ended.stderr).toBe("");
  });
});

// Only root may become somebody else; on other machines there is nobody to try it as.
const isRoot = process.getuid?.() === 0;

describe.skipIf(!isRoot)("no right to write (needs root, to become somebody else)", () => {
  const asNobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

  test.each([
    ["generate-tests", ["generate-tests"], /test\/specs\/add\.test\.ts could not be written.*EACCES/],
    [
      "run",
      ["run", "--agent", "offline", "--yes"],
      // It holds the project before anything else.
      /\.greenbar\/runs could not be made.*EACCES/,
    ],
    ["new", ["new", "sum"], /specs\/sum\.md could not be written.*EACCES/],
    ["init", ["init", "--yes"], /could not be written.*EACCES/],
  ])("%s: exit 4, and nothing was changed", async (_, args, says) => {
    const root = makeProject({ "specs/add.md": spec(table) });
    for (const folder of [root, join(root, "specs")]) chmodSync(folder, 0o755);
    const before = readdirSync(root, { recursive: true });
    const ended = await runCli(args, { cwd: root, through: asNobody });
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr).toMatch(/Nothing was changed/);
    expect(ended.code).toBe(4);
    expect(readdirSync(root, { recursive: true })).toStrictEqual(before);
  });

  test("a spec that may not be read", async () => {
    const root = makeProject(good);
    for (const folder of [root, join(root, "specs")]) chmodSync(folder, 0o755);
    chmodSync(join(root, "specs/add.md"), 0o600);
    const ended = await runCli(["check"], { cwd: root, through: asNobody });
    expect(ended.stderr).toMatch(/specs\/add\.md cannot be read.*EACCES/);
    expect(ended.stderr).toMatch(/chmod u\+r/);
    expect(ended.code).toBe(2);
  });
});
