import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readProject } from "../../src/app/read-project.ts";
import { createReceiptReader } from "../../src/app/receipts/receipt-stands.ts";
import { openWorld } from "../../src/cli/world.ts";
import { printReceipt } from "../../src/verdict/receipt.ts";
import { runCli } from "../support/cli.ts";
import { startMessagesServer } from "../support/messages-server.ts";
import { makeProject, writeFiles } from "../support/project.ts";
import { addSpec, right, writes, wrong } from "../support/runs.ts";

const path = ".greenbar/receipts/add.json";
const helper = "export const sum = (a: number, b: number): number => a + b;\n";
const viaHelper =
  'import { sum } from "./sum.ts";\n\nexport const add = (a: number, b: number): number => sum(a, b);\n';

/** A project with a scripted model that writes this. */
async function scene(files: Readonly<Record<string, string>> = {}, text = right) {
  const root = makeProject({ "specs/add.md": addSpec, ...files });
  const server = await startMessagesServer([writes(text)]);
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_API_KEY: "test-key-4711", ANTHROPIC_BASE_URL: server.url };
  const cli = (...args: string[]) => runCli(args, { cwd: root, env });
  const read = (file: string) => readFileSync(join(root, file), "utf8");
  return { root, server, cli, read };
}

describe("a green run leaves a receipt", () => {
  test("that stands on what was written; a change of what it imports is named", async () => {
    const { root, cli, read } = await scene({ "src/sum.ts": helper }, viaHelper);
    expect((await cli("run", "--yes")).code).toBe(0);
    const text = read(path);
    expect(JSON.parse(text)).toMatchObject({
      agent: "anthropic",
      holdOuts: 1,
      examples: 6,
      passed: 6,
      subject: { "src/add.ts": expect.any(String), "src/sum.ts": expect.any(String) },
    });

    const stands = await cli("verify");
    expect(stands.stdout).toMatch(/specs\/add\.md {2}stands[^]*holds now/);
    expect(stands.code).toBe(0);
    expect((await cli("status")).stdout).toMatch(/receipt stands/);

    writeFileSync(join(root, "src/sum.ts"), helper.replace("a + b", "a - b"));
    const replayed = await cli("verify", "--json");
    expect(JSON.parse(replayed.stdout)).toMatchObject({
      version: 1,
      outcome: "red",
      receipts: [{ state: "differs", differs: { what: "src/sum.ts" }, holds: false }],
    });
    expect(replayed.code).toBe(1);
  }, 120_000);

  test("is never read by check: a forged one, seal and all, changes nothing in what it says", async () => {
    const { root, cli } = await scene({ "src/add.ts": wrong });
    const world = await openWorld(root);
    const project = await readProject(world, []);
    const [spec] = project.specs;
    if (spec === undefined) throw new Error("there is no spec");
    const facts = await createReceiptReader(world, project).facts(spec);
    const claims = { sandbox: "bubblewrap", agent: "anthropic", model: "claude-opus-5-5" } as const;
    const forged = printReceipt({ facts, claims: { ...claims, holdOuts: 1, examples: 6, passed: 6 } });
    writeFiles(root, { [path]: forged });

    const verified = await cli("verify");
    expect(verified.stdout).toMatch(/does not hold now/);
    expect(verified.code).toBe(1);
    const withIt = await cli("check", "--json");
    rmSync(join(root, ".greenbar/receipts"), { recursive: true });
    const without = await cli("check", "--json");
    expect(withIt.stdout).toBe(without.stdout);
    expect(withIt.code).toBe(1);
  }, 120_000);

  test("only with what it writes: none while the result waits, and it comes with --apply", async () => {
    const { root, cli } = await scene();
    const waits = await cli("run");
    expect(existsSync(join(root, path))).toBe(false);
    const id = /greenbar run --apply (\S+)/.exec(waits.stdout)?.[1] ?? "";
    expect((await cli("run", "--apply", id)).code).toBe(0);
    expect((await cli("verify")).code).toBe(0);
    // Neither a check, nor a run that is not green, leaves one.
    rmSync(join(root, path));
    expect((await cli("check")).code).toBe(0);
    expect(existsSync(join(root, path))).toBe(false);
  });

  test("one that was edited by hand is told with its line, exit 2; a spec without one is said", async () => {
    const { root, cli, read } = await scene();
    expect((await cli("run", "--yes")).code).toBe(0);
    writeFiles(root, { [path]: read(path).replace('"passed": 6', '"passed": 7') });
    const edited = await cli("verify");
    expect(edited.stdout).toMatch(/\.greenbar\/receipts\/add\.json:\d+ its seal does not fit/);
    expect(edited.code).toBe(2);
    rmSync(join(root, path));
    const none = await cli("verify");
    expect(none.stdout).toMatch(/specs\/add\.md {2}no receipt/);
    expect(none.code).toBe(0);
  });
});

describe("all three legs of the trifecta", () => {
  const config = 'export default { copy: [".env"] };\n';

  test.each([[[]], [["--unsandboxed"]]])("are refused before anything is sent: run %j", async (options) => {
    const { root, server, cli } = await scene({ "greenbar.config.ts": config, ".env": "KEY=1\n" }, wrong);
    const ended = await cli("run", "--yes", ...options);
    expect(ended.stderr).toMatch(/private data: copy: \["\.env"\] in greenbar\.config\.ts/);
    expect(ended.stderr).toMatch(/The cheapest to drop is private data/);
    expect(ended.code).toBe(3);
    expect(server.requests).toStrictEqual([]);
    expect(existsSync(join(root, ".greenbar/runs"))).toBe(false);
  });

  test("that were asked for are named, and the run goes on", async () => {
    const { cli, read } = await scene();
    const ended = await cli("run", "--yes", "--unsandboxed");
    expect(ended.all).toMatch(
      /all three legs of the lethal trifecta, as was asked for: private data \(--unsandboxed\)/,
    );
    expect(ended.code).toBe(0);
    expect(JSON.parse(read(path))).toMatchObject({ sandbox: "none" });
  });

  test("doctor shows them for each agent, and where a model's are sent", async () => {
    const { server, cli } = await scene({ "greenbar.config.ts": config });
    const { stdout } = await cli("doctor", "--json");
    const { trifecta } = JSON.parse(stdout) as {
      trifecta: { agent: string; outcome: string; sends: { to: string } | null }[];
    };
    expect(trifecta.map(({ agent, outcome, sends }) => [agent, outcome, sends?.to ?? null])).toStrictEqual([
      ["anthropic", "refused", server.url],
      ["handoff", "allowed", null],
      ["offline", "allowed", null],
    ]);
  });
});
