import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { describe, expect, onTestFinished, test } from "vitest";
import { claim, claimPath, readHolder } from "../../../src/adapters/run-host/claim.ts";
import type { Holder } from "../../../src/adapters/run-host/claim.ts";
import { isProvablyDead, ownIdentity } from "../../../src/adapters/run-host/process-identity.ts";
import { makeProject } from "../../support/project.ts";

const holder = (nonce: string, over: Partial<Holder> = {}): Holder => ({
  ...ownIdentity(),
  nonce,
  run: null,
  socket: "/tmp/nowhere",
  ...over,
});

/** A process that has ended, as it was while it lived. */
async function deadOne(): Promise<Partial<Holder>> {
  const child = spawn(process.execPath, ["-e", ""], { stdio: "ignore" });
  const { pid = 0 } = child;
  await new Promise((done) => child.on("exit", done));
  return { pid, began: "12345" };
}

/** Listens on a socket in a folder as ours are, and says where. */
const listening = `
  const folder = require("node:path").join(process.argv[1], "greenbar-abcdef");
  require("node:fs").mkdirSync(folder);
  require("node:net").createServer().listen(folder + "/run", () => process.stdout.write(folder + "/run"));
`;

/** A project whose claim is that of `by`. */
function claimedBy(by: Holder): { root: string; path: string } {
  const root = makeProject({ ".greenbar/runs/lock": JSON.stringify(by) });
  return { root, path: claimPath(root) };
}

describe("a project's claim", () => {
  test("is one at a time, names the process and the run, and is free again after it", async () => {
    const path = claimPath(makeProject({}));
    const first = await claim(path, holder("one"));
    if (first.is === "held") throw new Error("nobody held it");
    await first.claim.name("r1");
    expect(await claim(path, holder("two"))).toMatchObject({
      is: "held",
      by: { pid: process.pid, run: "r1" },
    });
    await first.claim.release();
    await first.claim.release();
    expect(await readHolder(path)).toBeNull();
    expect((await claim(path, holder("three"))).is).toBe("claimed");
  });

  test("is taken from a process that is dead", async () => {
    const { path } = claimedBy(holder("old", await deadOne()));
    expect((await claim(path, holder("new"))).is).toBe("claimed");
    expect(await readHolder(path)).toMatchObject({ nonce: "new" });
    expect(readdirSync(dirname(path))).toStrictEqual(["lock"]);
  });

  test("with it goes the socket that a kill left in the temporary folder", async () => {
    const tmp = makeProject({});
    const left = spawn(process.execPath, ["-e", listening, tmp], { stdio: ["ignore", "pipe", "inherit"] });
    const socket = await new Promise<string>((done) =>
      left.stdout.once("data", (text) => done(String(text))),
    );
    left.kill("SIGKILL");
    await new Promise((done) => left.on("exit", done));
    expect(existsSync(socket)).toBe(true);
    const { path } = claimedBy(holder("old", { ...(await deadOne()), socket }));
    expect((await claim(path, holder("new"))).is).toBe("claimed");
    expect(existsSync(dirname(socket))).toBe(false);
  });

  test.each([
    ["another name", "greenbar-abcdef/other"],
    ["another folder", "mine/run"],
    ["a file", "greenbar-abcdef/run"],
  ])("but nothing else that is named in its place: %s", async (_, name) => {
    const tmp = makeProject({ [name]: "mine" });
    const { path } = claimedBy(holder("old", { ...(await deadOne()), socket: join(tmp, name) }));
    expect((await claim(path, holder("new"))).is).toBe("claimed");
    expect(readFileSync(join(tmp, name), "utf8")).toBe("mine");
  });

  test.each<[string, Partial<Holder>, boolean]>([
    ["a living one of that number that began at another time", { began: "1" }, true],
    [
      "one of before the machine was started anew",
      { boot: "00000000-0000-0000-0000-000000000000" },
      existsSync("/etc/machine-id"),
    ],
    [
      "one of another machine, of which nothing is known",
      { machine: "elsewhere pid:[1]", pid: 2 ** 22 },
      false,
    ],
    ["this very one", {}, false],
  ])("%s: dead %s", (_, over, dead) => {
    expect(isProvablyDead(holder("x", over))).toBe(dead);
  });

  test("is not taken from a process of another machine", async () => {
    const { path } = claimedBy(holder("far", { machine: "elsewhere pid:[1]", began: "1" }));
    expect((await claim(path, holder("new"))).is).toBe("held");
  });

  test.each(["", "{}", '{"pid":1}', "rubbish"])(
    "that names nobody (%j) is told with its path",
    async (text) => {
      const path = claimPath(makeProject({ ".greenbar/runs/lock": text }));
      await expect(claim(path, holder("new"))).rejects.toThrow(`${path} does not say which process it is of`);
      expect(readFileSync(path, "utf8")).toBe(text);
    },
  );

  test("whoever died while taking it away keeps nobody from it", async () => {
    const dead = await deadOne();
    const { root, path } = claimedBy(holder("old", dead));
    writeFileSync(`${path}.old`, JSON.stringify(holder("thief", dead)));
    expect((await claim(path, holder("new"))).is).toBe("claimed");
    expect(readdirSync(join(root, ".greenbar/runs"))).toStrictEqual(["lock"]);
  });

  test("is taken and given up by many at once, though with the last one its folders go too", async () => {
    const path = claimPath(makeProject({}));
    const comeAndGo = async (who: number): Promise<number> => {
      let taken = 0;
      for (let round = 0; round < 150; round += 1) {
        const own = await claim(path, holder(`n${who}-${round}`));
        if (own.is === "held") continue;
        taken += 1;
        await own.claim.release();
      }
      return taken;
    };
    const counts = await Promise.all(Array.from({ length: 8 }, (_, who) => comeAndGo(who)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });

  test("in a folder that cannot be is not waited for", async () => {
    const root = makeProject({});
    symlinkSync(join(root, "nowhere", "at", "all"), join(root, ".greenbar"));
    await expect(claim(claimPath(root), holder("one"))).rejects.toThrow("ENOTDIR");
  });

  test("of a dead process is taken by exactly one of eight that come at once", async () => {
    const { path } = claimedBy(holder("old", await deadOne()));
    const program = `
      import { claim } from ${JSON.stringify(join(import.meta.dirname, "../../../src/adapters/run-host/claim.ts"))};
      import { ownIdentity } from ${JSON.stringify(join(import.meta.dirname, "../../../src/adapters/run-host/process-identity.ts"))};
      process.stdout.write("ready\\n");
      await new Promise((go) => process.stdin.once("data", go));
      const got = await claim(process.argv[1], { ...ownIdentity(), nonce: "n" + process.pid, run: null, socket: null });
      process.stdout.write(got.is + "\\n");
      process.stdin.on("end", () => process.exit(0));
    `;
    const racers = Array.from({ length: 8 }, () => {
      const words = ["--input-type=module", "-e", program, path];
      const child = spawn(process.execPath, words, { stdio: ["pipe", "pipe", "inherit"] });
      onTestFinished(() => void child.kill("SIGKILL"));
      let said = "";
      const saw = (text: string) =>
        new Promise<void>((done) => {
          const look = () => said.includes(text) && done();
          child.stdout.on("data", look);
          look();
        });
      child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
      const exited = new Promise((done) => child.on("exit", done));
      return { child, saw, exited, said: () => said.trim().split("\n").at(-1) ?? "" };
    });
    await Promise.all(racers.map(({ saw }) => saw("ready")));
    for (const { child } of racers) child.stdin.write("go");
    await Promise.all(racers.map(({ saw }) => Promise.race([saw("claimed"), saw("held")])));
    expect(racers.map(({ said }) => said()).toSorted((a, b) => a.localeCompare(b))).toStrictEqual([
      "claimed",
      ...Array<string>(7).fill("held"),
    ]);
    for (const { child } of racers) child.stdin.end();
    await Promise.all(racers.map(({ exited }) => exited));
    // An end that nothing waits for gave it free.
    expect(existsSync(path)).toBe(false);
  });
});
