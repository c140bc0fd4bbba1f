import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hasStack } from "../support/cli.ts";
import type { Script } from "../support/messages-server.ts";
import { create, ledgers, right, writes, wrong } from "../support/runs.ts";
import { key, scene } from "../support/scripted-run.ts";

describe("a run that stops", () => {
  test("at its budget goes on with a larger one, and --fresh begins anew", async () => {
    const { root, run, subject } = await scene([writes(wrong), writes(wrong), writes(right)]);
    const first = await run("--yes", "--max-turns", "1");
    expect(first.stdout).toMatch(/the budget of 1 turns is used up/);
    expect(first.code).toBe(1);
    expect((await run("--yes", "--fresh", "--max-turns", "1")).code).toBe(1);
    expect(ledgers(root)).toHaveLength(2);
    const second = await run("--yes", "--max-turns", "3");
    expect(second.stderr).toMatch(/going on with run/);
    expect(second.code).toBe(0);
    expect(subject()).toBe(right);
    expect(ledgers(root)).toHaveLength(2);
  });

  test.each<[string, Script, RegExp]>([
    ["a key that is refused", [{ status: 401 }], /the key was refused \(401\).*ANTHROPIC_API_KEY/],
    [
      "a wait that is too long",
      [{ status: 429, headers: { "retry-after": "600" } }],
      /too many requests for this key \(429\)/,
    ],
    [
      "HTML",
      [{ status: 200, body: "<html>login</html>", contentType: "text/html" }],
      /the answer is no event stream \(text\/html\).*ANTHROPIC_BASE_URL/,
    ],
    ["a model that is not there", [{ status: 404 }], /there is no model .*--model/],
  ])("%s: what and what to do, exit 4, and the tree untouched", async (_, script, says) => {
    const { run, subject } = await scene(script);
    const ended = await run("--yes");
    expect(ended.all).toMatch(says);
    expect(hasStack(ended.all)).toBe(false);
    expect(ended.all).not.toContain(key);
    expect(ended.code).toBe(4);
    expect(subject()).toContain("not implemented");
  });

  test("what may pass is tried again: 429, 529, a stream that is cut, a call cut off by max_tokens", async () => {
    const half = { calls: [create("src/add.ts", right)] };
    const { run, subject } = await scene([
      { status: 429, headers: { "retry-after": "0" } },
      { status: 529, headers: { "retry-after": "0" } },
      { ...half, endAfter: 500 },
      { ...half, stop: "max_tokens", cutInput: 30 },
      writes(right),
    ]);
    const ended = await run("--yes");
    expect(ended.code).toBe(0);
    expect(subject()).toBe(right);
  });

  test("a ledger that is damaged is told with its place, and --fresh goes around it", async () => {
    const { root, run } = await scene([writes(wrong), writes(right)]);
    await run("--yes", "--max-turns", "1");
    const [id = ""] = readdirSync(join(root, ".greenbar/runs"));
    appendFileSync(join(root, ".greenbar/runs", id, "ledger.jsonl"), "rubbish\n");
    const ended = await run("--yes");
    expect(ended.stderr).toMatch(/ledger\.jsonl is damaged at byte \d+ \(line \d+\)/);
    expect(ended.stderr).toMatch(/--fresh/);
    expect(ended.code).toBe(4);
    expect((await run("--yes", "--fresh")).code).toBe(0);
  });
});
