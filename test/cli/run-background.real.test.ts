import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { hasStack, runCli, startCli } from "../support/cli.ts";
import { createHeldAnswers } from "../support/held-answers.ts";
import { startMessagesServer } from "../support/messages-server.ts";
import type { MessagesServer, Script } from "../support/messages-server.ts";
import { descendants, isAlive, until } from "../support/processes.ts";
import { makeProject } from "../support/project.ts";
import { addSpec, countOf, ledgers, right, writes, wrong } from "../support/runs.ts";

const views = { calls: [{ tool: "str_replace_based_edit_tool", input: { command: "view", path: "." } }] };

/** A project whose runs ask a scripted model; whatever is left of its run is ended with the test. */
async function scene(script: Script, files: Readonly<Record<string, string>> = { "specs/add.md": addSpec }) {
  const root = makeProject(files);
  const server = await startMessagesServer(script);
  onTestFinished(() => server.close());
  const env = { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: server.url };
  const options = { cwd: root, env, timeout: 120_000 };
  const lock = join(root, ".greenbar/runs/lock");
  const holder = () => JSON.parse(readFileSync(lock, "utf8")) as { pid: number; run: string; socket: string };
  onTestFinished(() => {
    if (!existsSync(lock)) return;
    process.kill(holder().pid, "SIGKILL");
  });
  return {
    root,
    server,
    lock,
    holder,
    run: (...args: string[]) => runCli(["run", ...args], options),
    start: (...args: string[]) => startCli(["run", ...args], options),
    asked: (count: number) => asked(server, count),
    subject: () => readFileSync(join(root, "src/add.ts"), "utf8"),
  };
}

const asked = ({ requests }: MessagesServer, count: number) =>
  until(() => requests.length === count, 60_000, `the model is asked ${count} times`);

/** The id that `--background` prints. */
const idIn = (text: string) => /run (\S+) goes on in the background/.exec(text)?.[1] ?? "";

const slow = 240_000;

describe("a run in the background", { timeout: slow }, () => {
  test("is joined, paused, told something, resumed, stopped, and goes on to green", async () => {
    const answers = createHeldAnswers();
    const { root, server, lock, run, start, asked, subject } = await scene(answers.script);
    const begun = await run("--background", "--yes");
    expect(begun.code).toBe(0);
    const id = idIn(begun.stdout);
    expect(begun.stdout).toContain("greenbar run --join");
    const joined = start("--join", id, "--json");
    await asked(1);

    const paused = await run("--pause");
    expect(paused).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("pauses after its step") as string,
    });
    answers.give(0, writes(wrong));
    await joined.saw(/"type":"paused","why":"asked"/);
    expect(await joined.saw(/edit-applied/)).toContain('"type":"run-started"');
    await delay(500);
    expect(server.requests).toHaveLength(1);

    expect((await run("--tell", "Mind the sign.", "--resume")).code).toBe(0);
    await asked(2);
    await joined.saw(/"type":"resumed"/);
    expect(await joined.saw(/"type":"person-said","text":"Mind the sign."/)).toContain(id);
    expect(server.requests[1]?.raw).toContain("The person who watches this run says:");
    expect(server.requests[1]?.raw).toContain("Mind the sign.");

    const stopping = start("--stop");
    await stopping.saw(/stops after its step/);
    answers.give(1, views);
    const stopped = await stopping.ended;
    expect(stopped.code).toBe(0);
    expect(stopped.stdout).toContain("It has stopped");
    const left = await joined.ended;
    expect(left.code).toBe(130);
    expect(ledgers(root)[0]?.at(-1)).toMatchObject({ type: "paused", why: "interrupted" });
    expect(existsSync(lock)).toBe(false);
    expect(server.requests).toHaveLength(2);

    const again = start("--yes");
    await asked(3);
    answers.give(2, writes(right));
    const ended = await again.ended;
    expect(ended.stderr).toContain(`going on with run ${id}`);
    expect(ended.code).toBe(0);
    expect(subject()).toBe(right);
    expect(ledgers(root)).toHaveLength(1);
    expect(countOf(ledgers(root)[0], "person-said")).toBe(1);
    expect(server.requests[2]?.raw.split("Mind the sign.")).toHaveLength(2);
  });

  test("at green waits for a person: exit 1 for whoever joined, and --apply writes it", async () => {
    const answers = createHeldAnswers();
    const { run, start, asked, subject } = await scene(answers.script);
    const id = idIn((await run("--background")).stdout);
    const joined = start("--join");
    await asked(1);
    answers.give(0, writes(right));
    const ended = await joined.ended;
    expect(ended.stdout).toContain(`greenbar run --apply ${id}`);
    expect(ended.code).toBe(1);
    expect(subject()).toContain("not implemented");
    expect((await run("--apply", id)).code).toBe(0);
    expect(subject()).toBe(right);
  });

  test("outlives the terminal of whoever joined it; Ctrl-C leaves it running and says so", async () => {
    const answers = createHeldAnswers();
    const { run, start, asked, holder, subject, lock } = await scene(answers.script);
    await run("--background", "--yes");
    const [gone, left] = [start("--join"), start("--join")];
    await Promise.all([gone, left].map((one) => one.saw(/run \S+ · anthropic/)));
    await asked(1);
    const { pid } = holder();
    gone.child.kill("SIGHUP");
    left.child.kill("SIGINT");
    expect((await left.ended).stderr).toMatch(/Left run \S+; it goes on/);
    expect((await left.ended).code).toBe(130);
    await gone.ended;
    expect(isAlive(pid)).toBe(true);
    answers.give(0, writes(right));
    await until(() => !existsSync(lock), 60_000, "the run has ended");
    expect(subject()).toBe(right);
  });

  test("that is killed leaves its claim to the next run, which goes on from there", async () => {
    const answers = createHeldAnswers();
    const { root, run, start, asked, holder, subject, lock } = await scene(answers.script);
    const id = idIn((await run("--background", "--yes")).stdout);
    const joined = start("--join", "--json");
    await joined.saw(/"type":"run-started"/);
    await asked(1);
    answers.give(0, writes(wrong));
    await asked(2);
    const { pid } = holder();
    process.kill(pid, "SIGKILL");
    const told = await joined.ended;
    expect(told.stderr).toContain("gone without a word");
    expect(told.code).toBe(4);
    expect(existsSync(lock)).toBe(true);
    expect((await run("--join")).code).toBe(2);
    const again = start("--yes");
    await asked(3);
    answers.give(2, writes(right));
    expect((await again.ended).code).toBe(0);
    expect((await again.ended).stderr).toContain(`going on with run ${id}`);
    expect(subject()).toBe(right);
    expect(ledgers(root)).toHaveLength(1);
    expect(existsSync(lock)).toBe(false);
  });

  test("is granted a larger budget while it works", async () => {
    const answers = createHeldAnswers();
    const { root, run, start, asked, lock } = await scene(answers.script);
    await run("--background", "--yes", "--max-turns", "1");
    await asked(1);
    expect((await run("--grant")).stderr).toMatch(/--grant needs a limit/);
    const granted = await run("--grant", "--max-turns", "5");
    expect(granted.all).toMatch(/has its new limits/);
    expect(granted.code).toBe(0);
    const joined = start("--join", "--json");
    await joined.saw(/"type":"run-started"/);
    answers.give(0, writes(wrong));
    await asked(2);
    answers.give(1, writes(right));
    expect((await joined.ended).code).toBe(0);
    expect(ledgers(root)[0]?.find(({ type }) => type === "budgets-changed")).toMatchObject({
      budgets: { turns: 5, minutes: 60 },
    });
    expect(existsSync(lock)).toBe(false);
  });
});

describe("one run at a time in a project", { timeout: slow }, () => {
  test("another is refused with exit 3, and told which one it is, its process, and how to join or stop it", async () => {
    const answers = createHeldAnswers();
    const { start, run, asked, holder, server } = await scene(answers.script);
    const first = start("--yes");
    await asked(1);
    const { pid, run: id } = holder();
    expect(pid).toBe(first.child.pid);
    for (const args of [["--yes"], ["--background"], ["--apply", id], ["--agent", "offline"]]) {
      const refused = await run(...args);
      expect(refused.stderr).toContain(`run ${id} goes on in this project already (process ${pid})`);
      expect(refused.stderr).toContain("greenbar run --join");
      expect(refused.stderr).toContain("greenbar run --stop");
      expect(refused.code).toBe(3);
      expect(hasStack(refused.all)).toBe(false);
    }
    const json = await run("--json");
    expect(JSON.parse(json.stdout)).toMatchObject({ type: "error", exitCode: 3 });
    expect(server.requests).toHaveLength(1);
    answers.give(0, writes(right));
    expect((await first.ended).code).toBe(0);
  });

  test("one in a terminal is joined as one in the background is", async () => {
    const answers = createHeldAnswers();
    const { start, asked } = await scene(answers.script);
    const first = start("--yes");
    await asked(1);
    const joined = start("--join");
    await joined.saw(/run \S+ · anthropic/);
    answers.give(0, writes(right));
    const [ended, told] = await Promise.all([first.ended, joined.ended]);
    expect([ended.code, told.code]).toStrictEqual([0, 0]);
    expect(told.stdout).toMatch(/judge green/);
    expect(told.stdout).toMatch(/wrote src\/add\.ts/);
  });

  test.each(["--pause", "--join"])("%s with none: exit 2 and a word", async (option) => {
    const ended = await runCli(["run", option], { cwd: makeProject({ "specs/add.md": addSpec }) });
    expect(ended.stderr).toMatch(/no run goes on in this project/);
    expect(ended.code).toBe(2);
  });
});

describe("what cannot begin is told by whoever started it", { timeout: slow }, () => {
  test.each<[string, string, readonly string[], RegExp, number]>([
    ["an agent that is none", addSpec, ["--agent", "nobody"], /there is no agent "nobody"/, 2],
    ["a limit that is none", addSpec, ["--max-turns", "many"], /--max-turns takes a number above 0/, 2],
    [
      "a spec that cannot be read",
      addSpec.replace("| 1 | 2 | 3 |", "| 1 | 2 |"),
      [],
      /specs\/add\.md:10:\d+ /,
      2,
    ],
  ])("%s", async (_, spec, args, says, code) => {
    const root = makeProject({ "specs/add.md": spec });
    const ended = await runCli(["run", "--background", ...args], { cwd: root });
    expect(ended.stderr).toMatch(says);
    expect(ended.code).toBe(code);
    expect(existsSync(join(root, ".greenbar/runs/lock"))).toBe(false);
  });
});

test(
  "a hand-off in the background gives its brief to whoever joins, and waits for the edit",
  { timeout: slow },
  async () => {
    const { run, start, root } = await scene([]);
    await run("--background", "--agent", "handoff");
    const joined = start("--join");
    await joined.saw(/Make these examples hold by changing src\/add\.ts/);
    writeFileSync(join(root, "src/add.ts"), right);
    const ended = await joined.ended;
    expect(ended.stdout).toMatch(/green {2}All 6 examples hold/);
    expect(ended.code).toBe(0);
  },
);

describe.skipIf(process.platform !== "linux")(
  "a run in a terminal, by signals (its children are looked at in /proc, on Linux)",
  { timeout: slow },
  () => {
    test.each([
      ["SIGINT", 130],
      ["SIGHUP", 143],
    ] as const)("one %s lets the step finish that has begun", async (signal, code) => {
      const answers = createHeldAnswers();
      const { root, server, start, asked, lock } = await scene(answers.script);
      const { child, ended } = start("--yes");
      await asked(1);
      const children = descendants(child.pid ?? 0);
      child.kill(signal);
      await delay(200);
      answers.give(0, writes(wrong));
      const end = await ended;
      expect(end.code).toBe(code);
      expect(end.stderr).toContain("Finishing the step");
      expect(hasStack(end.all)).toBe(false);
      expect(countOf(ledgers(root)[0], "edit-applied")).toBe(1);
      expect(ledgers(root)[0]?.at(-1)).toMatchObject({ type: "paused", why: "interrupted" });
      expect(server.requests).toHaveLength(1);
      await until(() => !children.some(({ pid }) => isAlive(pid)), 1_000, "every child is gone");
      expect(existsSync(lock)).toBe(false);
    });

    test("two stop it now, resumably", async () => {
      const answers = createHeldAnswers();
      const { root, start, asked, lock } = await scene(answers.script);
      const { child, ended } = start("--yes");
      await asked(1);
      const since = performance.now();
      child.kill("SIGINT");
      await delay(100);
      child.kill("SIGINT");
      expect((await ended).code).toBe(130);
      expect(performance.now() - since).toBeLessThan(4_000);
      expect(ledgers(root)[0]?.at(-1)).toMatchObject({ type: "paused", why: "interrupted" });
      expect(existsSync(lock)).toBe(false);
    });
  },
);
