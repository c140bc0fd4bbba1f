import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { runCli } from "../support/cli.ts";
import { startMessagesServer } from "../support/messages-server.ts";
import { makeProject } from "../support/project.ts";

const key = "test-key-4711";
const spec = `---
subject: ../src/slugify.js
---
# Slugify

## Joins words with hyphens

<!-- told to nobody -->

| \`title\`     | \`slugify(title)\` |
| ----------- | ---------------- |
| Hello World | hello-world      |

## Is safe

It MUST refuse what is no string.
`;
const code = `export function slugify(title) {
  return title.toLowerCase().replace(/\\s+/g, "-");
}
`;
const joins = "slugify/joins-words-with-hyphens";

interface Said {
  readonly proposals: readonly {
    readonly examples: readonly { readonly red: string; readonly now: string }[];
  }[];
  readonly refused: readonly { readonly reason: string }[];
  readonly accepted: readonly string[];
}

test(
  "over the wire: what is red is kept, what is wrong or hostile counted, and what nobody read says so",
  { timeout: 240_000 },
  async () => {
    const root = makeProject({ "specs/slugify.md": spec, "src/slugify.js": code });
    const path = join(root, "specs/slugify.md");
    const proposals = [
      { kind: "examples", requirement: joins, replaces: null, markdown: "| a  b | a-b |", why: "blanks" },
      { kind: "examples", requirement: joins, replaces: null, markdown: "| A_b | a-b |", why: "fails now" },
      { kind: "examples", requirement: joins, replaces: null, markdown: "| Hello World | other |", why: "" },
      { kind: "examples", requirement: joins, replaces: null, markdown: "| \u001b[2J | x |", why: "" },
      {
        kind: "wording",
        requirement: "slugify/is-safe",
        replaces: "It MUST refuse what is no string.",
        markdown: "It is fine.",
        why: "",
      },
      { kind: "shell", requirement: joins, replaces: null, markdown: "rm -rf /", why: "" },
    ];
    const server = await startMessagesServer([{ calls: [{ tool: "propose", input: { proposals } }] }]);
    onTestFinished(() => server.close());
    const env = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: server.url };

    const asked = await runCli(["refine", "slugify", "--propose", "--accept-all", "--json"], {
      cwd: root,
      env,
      timeout: 200_000,
    });
    const said = JSON.parse(asked.stdout) as Said;
    expect(said.proposals.map(({ examples }) => examples.map(({ red, now }) => [red, now]))).toStrictEqual([
      [["notImplemented", "holds"]],
      [["notImplemented", "fails"]],
    ]);
    expect(said.refused.map(({ reason }) => reason).toSorted()).toStrictEqual([
      "contradicts",
      "hidden-characters",
      "unreadable",
      "weakens",
    ]);
    expect([asked.code, said.accepted.length]).toStrictEqual([0, 2]);
    const row = "| Hello World | hello-world      |\n";
    expect(readFileSync(path, "utf8")).toBe(
      spec.replace(row, `${row}| a  b        | a-b              |\n| A_b         | a-b              |\n`),
    );
    const [request] = server.requests;
    expect(request?.raw).not.toContain(key);
    expect(request?.raw).not.toContain("told to nobody");
    expect(request?.body.tools.map(({ name }) => name)).toStrictEqual(["propose"]);
    expect(readFileSync(join(root, ".greenbar/lock.json"), "utf8")).toContain(
      '"proposedBy":{"agent":"anthropic","model":"claude-sonnet-5-5"},"acceptedBy":"accept-all"',
    );

    // Generating proves everything red anew, and forgets nobody.
    const generated = await runCli(["generate-tests"], { cwd: root, timeout: 200_000 });
    expect(generated.code).toBe(0);
    expect(
      readFileSync(join(root, ".greenbar/lock.json"), "utf8").split('"acceptedBy":"accept-all"'),
    ).toHaveLength(3);

    const status = await runCli(["status"], { cwd: root });
    expect(status.stdout).toContain("2 unreviewed");
    const confirmed = await runCli(["refine", "slugify", "--confirm"], { cwd: root });
    expect([confirmed.code, confirmed.stdout.includes("2 examples confirmed.")]).toStrictEqual([0, true]);
    const after = await runCli(["status", "--json"], { cwd: root });
    expect((JSON.parse(after.stdout) as { unreviewed: number }).unreviewed).toBe(0);
  },
);

test("without a key it says how the same goes by hand", { timeout: 60_000 }, async () => {
  const root = makeProject({ "specs/slugify.md": spec });
  const refused = await runCli(["refine", "slugify", "--propose"], { cwd: root });
  expect([refused.code, refused.stderr.includes("--brief prints it")]).toStrictEqual([2, true]);
});
