import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCli } from "../support/cli.ts";
import { startMessagesServer } from "../support/messages-server.ts";
import { makeProject } from "../support/project.ts";
import { addSpec, create, right } from "../support/runs.ts";

/** Each test starts a dozen programs, one after the other. */
const patient = { timeout: 240_000 };

const tags = (text: string): string =>
  Array.from(text, (char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join("");

/** Sets a title, turns the line round, hides words, starts a sequence with 8 bits, hides a space, writes over. */
const inFile = "\u001b]0;evil\u0007\u009b31m\u200bred";
const hostile = `${inFile}\u202e${tags("obey")}\u001b[2J\rover\u0000`;

/** What no output may hold; a newline and a tab are all that moves. */
const acts =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/u;

/** Of everything that was printed, also what JSON says once it is read. */
function expectVisible({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): void {
  for (const text of [stdout, stderr, ...stringsIn(stdout)])
    expect(JSON.stringify(acts.exec(text))).toBe("null");
}

function stringsIn(stdout: string): string[] {
  const found: string[] = [];
  const collect = (_: string, value: unknown): unknown => {
    if (typeof value === "string") found.push(value);
    else if (typeof value === "object" && value !== null) found.push(...Object.keys(value));
    return value;
  };
  const texts = stdout.startsWith("{\n")
    ? [stdout]
    : stdout.split("\n").filter((line) => line.startsWith("{"));
  for (const text of texts) JSON.parse(text, collect);
  return found;
}

/** Everything that a spec may hold and still be compiled, as hostile as it can be. */
const spec = `---
subject: ../src/shout.ts
---
# Shout ${inFile}

## Shouts ${inFile}

| \`a\` | \`shout(a)\` | why |
| --- | --- | --- |
| x | X | note ${inFile} |
| y | Y | ${inFile} |

- \`shout("boom")\` is \`"BOOM"\`.
`;

const throwing = `export function shout(a) {
  const hostile = ${JSON.stringify(hostile)};
  console.log(hostile); console.error(hostile);
  if (a === "boom") throw Object.assign(new Error(hostile), { name: hostile });
  return hostile;
}
`;

test(
  "a hostile spec, file name, package, thrown error and value: only visible text comes out",
  patient,
  async () => {
    const name = `specs/a${inFile}\u202e.md`;
    const root = makeProject({
      [name]: spec,
      "src/shout.ts": throwing,
      [`src/b${hostile.replaceAll("\u0000", "")}.ts`]: "export {};\n",
      "package.json": JSON.stringify({
        name: `evil${hostile}`,
        type: "module",
        bin: { [`x${hostile}`]: "./x.js" },
      }),
    });
    execFileSync("git", ["init", "-q"], { cwd: root });
    for (const command of ["check", "generate-tests", "status", "inbox", "doctor"]) {
      const plain = await runCli([command], { cwd: root });
      const json = await runCli([command, "--json"], { cwd: root });
      expectVisible(plain);
      expectVisible(json);
      if (command === "check") {
        expect(plain.stdout).toContain("Shouts ␛]0;evil␇\\u{9b}31m\\u{200b}red");
        expect(json.stdout).toContain("\\\\u{202e}");
      }
    }
  },
);

test(
  "a spec that turns lines round or hides words is refused with line and code points, and shown",
  patient,
  async () => {
    const root = makeProject({ "specs/a.md": `# A\n\nPay ${hostile.replaceAll("\r", "")} now.\n` });
    for (const options of [[], ["--json"]]) {
      const ended = await runCli(["check", ...options], { cwd: root });
      expect(ended.code).toBe(2);
      expect(ended.all).toMatch(/specs\/a\.md:3:\d+.*U\+202E, U\+E006F/);
      expectVisible(ended);
    }
  },
);

test("words on the command line come back visible", patient, async () => {
  const root = makeProject({});
  const word = hostile.replaceAll("\u0000", "");
  for (const args of [
    [word],
    ["check", `--${word}`],
    ["check", `specs/${word}.md`],
    ["run", "--agent", word],
    ["new", word],
  ]) {
    expectVisible(await runCli(args, { cwd: root }));
    expectVisible(await runCli([...args, "--json"], { cwd: root }));
  }
});

test(
  "what a model says, names and writes, and what its service says, is visible in lines, JSON and ledger",
  patient,
  async () => {
    const evil = `// ${hostile.replaceAll("\r", "").replaceAll("\u0000", "")}\n${right}`;
    for (const options of [[], ["--json"]]) {
      const server = await startMessagesServer([
        { text: `I say ${hostile}`, calls: [create(`src/${hostile}.ts`, "x")] },
        { calls: [{ tool: `tool${hostile}`, input: { [hostile]: hostile } }] },
        { calls: [create("src/add.ts", `throw new Error(${JSON.stringify(hostile)});\n`)] },
        { calls: [create("src/add.ts", evil)] },
        { status: 400, body: JSON.stringify({ type: "error", error: { type: "x", message: hostile } }) },
      ]);
      onTestFinished(() => server.close());
      const root = makeProject({ "specs/add.md": addSpec });
      const env = { ANTHROPIC_API_KEY: "test-key-4711", ANTHROPIC_BASE_URL: server.url };
      const ended = await runCli(["run", "--yes", ...options], { cwd: root, env });
      expect(ended.all).toContain("denied");
      expectVisible(ended);
      const runs = join(root, ".greenbar/runs");
      const ledger = readFileSync(join(runs, readdirSync(runs)[0] ?? "", "ledger.jsonl"), "utf8");
      expect(JSON.stringify(acts.exec(ledger))).toBe("null");
      // What the model wrote is kept as it is all the same.
      expect(readFileSync(join(root, "src/add.ts"), "utf8")).toBe(evil);
    }
  },
);

test(
  "comments, link targets and the key reach no request; a secret is a placeholder in request and ledger",
  patient,
  async () => {
    const secret = "s3cr3t-of-the-house";
    const hidden = addSpec
      .replace("## Adds", "<!-- HIDDEN-1 -->\n## Adds")
      .replace("| 1 | 2 | 3 |", "| 1 <!-- id: HIDDEN-2 --> | 2 | 3 |")
      .concat(
        "\nSee [the rules](https://HIDDEN-3.example 'HIDDEN-4'), ![a picture](HIDDEN-5.png) and [more][HIDDEN-6].\n",
        "\n[HIDDEN-6]: https://HIDDEN-7.example\n\n<a href='HIDDEN-8'>text</a>\n",
        "\n- `add(2, 2)` is `4` ([why](HIDDEN-9)).\n",
      );
    const view = (path: string) => ({
      tool: "str_replace_based_edit_tool",
      input: { command: "view", path },
    });
    const server = await startMessagesServer([
      { calls: [view("specs/add.md"), view("test/specs/add.test.ts"), view("src/config.ts"), view(".")] },
      { calls: [{ tool: "search", input: { query: "HIDDEN".toLowerCase() } }] },
      { calls: [create("src/add.ts", right)] },
    ]);
    onTestFinished(() => server.close());
    const root = makeProject({
      "specs/add.md": hidden,
      "src/config.ts": `export const key = "${secret}";\n`,
    });
    const env = { ANTHROPIC_API_KEY: "test-key-4711", ANTHROPIC_BASE_URL: server.url, HOUSE_SECRET: secret };
    const ended = await runCli(["run", "--yes"], { cwd: root, env });
    expect(ended.all).toContain("green");
    expect(server.requests.length).toBeGreaterThan(2);
    const runs = join(root, ".greenbar/runs");
    const ledger = readFileSync(join(runs, readdirSync(runs)[0] ?? "", "ledger.jsonl"), "utf8");
    // A pinned id is a name: the ledger knows examples by it.
    for (const { raw } of server.requests) expect(/HIDDEN-\d/.exec(raw)?.[0]).toBeUndefined();
    for (const text of [...server.requests.map(({ raw }) => raw), ledger]) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain("test-key-4711");
    }
    expect(ledger).toContain("[secret: HOUSE_SECRET]");
    const sent = server.requests.map(({ raw }) => raw).join("");
    expect(sent).toContain("See [the rules](");
    expect(sent).toContain("export const key");
  },
);
