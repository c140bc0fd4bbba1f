import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCli } from "../support/cli.ts";
import { startMessagesServer } from "../support/messages-server.ts";
import { makeProject } from "../support/project.ts";

const key = "test-key-4711";
const intent = "Turns a title into a URL slug.";

const drafted = `---
subject: ../../outside.js
helpers: ../evil.js
---
# Anything

Makes a slug.

## Joins words with hyphens

| \`title\`     | \`slugify(title)\` |
| ----------- | ---------------- |
| Hello World | hello-world      |
| \u001b[2J   | x                |
| \`broken    | x                |
| twice       | one              |
| twice       | two              |

- \`slugify("A b")\` is \`"a-b"\`. <!-- id: stolen -->
- [\`slugify("c")\`](https://evil.example) is \`"c"\`.

## Is \u202equick

- \`slugify("d")\` is \`"d"\`.

## Imports

\`\`\`js
import "../evil.js";
slugify("e") // => "e"
\`\`\`

## Open questions

- What becomes of accents?
`;

const written = `---
subject: ../src/slugify.js
---
# Slugify

${intent}

## Joins words with hyphens

| \`title\`     | \`slugify(title)\` |
| ----------- | ---------------- |
| Hello World | hello-world      |

## Open questions

- What becomes of accents?
`;

interface Said {
  readonly written: boolean;
  readonly text: string;
  readonly examples: readonly { readonly red: string; readonly now: string }[];
  readonly refused: readonly { readonly reason: string }[];
}

/** Every file of the project but the installed packages. */
function filesOf(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted();
}

test(
  "over the wire: what compiles and is red becomes a spec that nobody has reviewed, the rest is counted",
  { timeout: 240_000 },
  async () => {
    const root = makeProject({ "src/slugify.js": "export const slugify = (title) => title;\n" });
    const before = filesOf(root);
    const server = await startMessagesServer([
      { calls: [{ tool: "draft", input: { markdown: drafted } }] },
      { calls: [{ tool: "draft", input: { markdown: drafted } }] },
    ]);
    onTestFinished(() => server.close());
    const env = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: server.url };
    const words = ["new", "slugify", "--interview", "--propose", "--intent", `${intent} My key is ${key}.`];
    const ask = (...more: readonly string[]) =>
      runCli([...words, ...more], { cwd: root, env, timeout: 200_000 });

    // Nobody decides, so nothing is written.
    const shown = await ask();
    expect([shown.code, shown.stdout.includes("Nothing was written")]).toStrictEqual([1, true]);
    expect(shown.stdout).toContain("9 proposals not shown");
    expect(shown.stdout).not.toContain("evil");
    expect(filesOf(root)).toStrictEqual(before);

    words.splice(5, 1, intent);
    const accepted = await ask("--accept-all", "--json");
    const said = JSON.parse(accepted.stdout) as Said;
    expect([accepted.code, said.written, said.text]).toStrictEqual([0, true, written]);
    expect(said.examples.map(({ red, now }) => [red, now])).toStrictEqual([["notImplemented", "fails"]]);
    expect(said.refused.map(({ reason }) => reason).toSorted()).toStrictEqual([
      "contradicts",
      "contradicts",
      "does-not-compile",
      "forbidden-markdown",
      "forbidden-markdown",
      "forbidden-markdown",
      "forbidden-markdown",
      "forbidden-markdown",
      "hidden-characters",
    ]);
    expect(filesOf(root)).toStrictEqual([...before, ".greenbar/lock.json", "specs/slugify.md"].toSorted());
    expect(readFileSync(join(root, "specs/slugify.md"), "utf8")).toBe(written);
    expect(readFileSync(join(root, ".greenbar/lock.json"), "utf8")).toContain(
      '"proposedBy":{"agent":"anthropic","model":"claude-sonnet-5-5"},"acceptedBy":"accept-all"',
    );
    expect(server.requests.map(({ body }) => body.tools.map(({ name }) => name))).toStrictEqual([
      ["draft"],
      ["draft"],
    ]);
    expect(server.requests.every(({ raw }) => !raw.includes(key))).toBe(true);
  },
);

test(
  "by hand-off: the task is printed, the reply read; no network and no key",
  { timeout: 120_000 },
  async () => {
    const root = makeProject({ "reply.md": drafted });
    const run = (...words: readonly string[]) =>
      runCli(["new", "slugify", "--interview", ...words], { cwd: root, timeout: 100_000 });
    const brief = await run("--brief", "--intent", intent);
    expect(brief.code).toBe(0);
    expect(brief.stdout).toContain(`<intent>\n${intent}\n</intent>`);
    expect(brief.stdout).toContain("greenbar new slugify --interview --proposals FILE");
    expect(existsSync(join(root, "specs"))).toBe(false);

    const read = await run("--proposals", "reply.md", "--intent", intent, "--accept-all");
    expect([read.code, readFileSync(join(root, "specs/slugify.md"), "utf8")]).toStrictEqual([
      0,
      written.replace("slugify.js", "slugify.ts"),
    ]);
  },
);

test.each<[name: string, words: readonly string[], says: string]>([
  ["without a key", ["--propose", "--intent", intent], "--brief prints it"],
  ["with a sentence that is none", ["--propose", "--intent", "It <b>MUST</b> be."], "one plain sentence"],
  ["without a draft", ["--accept-all", "--intent", intent], "--accept-all needs a draft"],
])("%s it says what was expected, and writes nothing", { timeout: 60_000 }, async (_, words, says) => {
  const root = makeProject({});
  const before = filesOf(root);
  const refused = await runCli(["new", "slugify", "--interview", ...words], { cwd: root });
  expect([refused.code, refused.stderr.includes(says)]).toStrictEqual([2, true]);
  expect(filesOf(root)).toStrictEqual(before);
});
