import { describe, expect, test } from "vitest";
import { decide } from "../../../src/app/inbox/decide.ts";
import { marksPath } from "../../../src/app/inbox/marks.ts";
import { readInbox } from "../../../src/app/inbox/read-inbox.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import { ended, green, project, right, started, stub } from "./events.ts";
import type { MemoryWorld } from "./memory-world.ts";
import { memoryWorld } from "./memory-world.ts";

const asking = { "specs/a.md": "# A\n\n[NEEDS CLARIFICATION: a?]\n\n[NEEDS CLARIFICATION: b?]\n" };

async function ids({ world }: MemoryWorld): Promise<string[]> {
  return (await readInbox(world)).map(({ id }) => id);
}

const types = ({ journals }: MemoryWorld) =>
  journals
    .get("r1")
    ?.entries.map(({ type }) => type)
    .slice(2);

describe("a green run", () => {
  test("is accepted as `run --apply` does it: files and lock are written, and nothing waits any more", async () => {
    const memory = memoryWorld(project, { r1: green });
    const [id = ""] = await ids(memory);
    const { said, changes } = await decide(memory.world, id, "accept");
    expect(said).toBe("Wrote src/add.ts.");
    expect(memory.files.get("src/add.ts")).toBe(right);
    expect(memory.files.has(".greenbar/lock.json")).toBe(true);
    expect(memory.files.has(marksPath)).toBe(false);
    expect(types(memory)).toStrictEqual(["proposal", "apply-intended", "applied"]);
    expect(await ids(memory)).toStrictEqual([]);
    expect(changes.map(({ path }) => path)).toStrictEqual(["src/add.ts", ".greenbar/lock.json", marksPath]);
  });

  test("that was put off leaves no mark once it is decided", async () => {
    const memory = memoryWorld(project, { r1: green });
    const [id = ""] = await ids(memory);
    await decide(memory.world, id, "later");
    const { changes } = await decide(memory.world, id, "accept");
    expect(memory.files.has(marksPath)).toBe(false);
    await memory.undo(changes);
    expect(await readInbox(memory.world)).toMatchObject([{ id, isLater: true }]);
  });

  test("is declined: nothing is written, and nothing waits any more", async () => {
    const memory = memoryWorld(project, { r1: green });
    const [id = ""] = await ids(memory);
    await decide(memory.world, id, "decline");
    expect(memory.files.get("src/add.ts")).toBe(stub);
    expect(types(memory)).toStrictEqual(["proposal", "proposal-declined"]);
    expect(await ids(memory)).toStrictEqual([]);
  });

  test.each(["accept", "decline"] as const)("%s can be taken back, and decided anew", async (decision) => {
    const memory = memoryWorld(project, { r1: green });
    const [id = ""] = await ids(memory);
    const { changes } = await decide(memory.world, id, decision);
    await memory.undo(changes);
    expect(memory.files.get("src/add.ts")).toBe(stub);
    expect(memory.files.has(".greenbar/lock.json")).toBe(false);
    expect(await readInbox(memory.world)).toMatchObject([{ id, is: "accept", isReopened: true }]);

    await decide(memory.world, id, "accept");
    expect(memory.files.get("src/add.ts")).toBe(right);
    expect(types(memory)?.slice(-3)).toStrictEqual(["proposal", "apply-intended", "applied"]);
    expect(await ids(memory)).toStrictEqual([]);
  });

  test("that no longer fits is not written, and why is said", async () => {
    const memory = memoryWorld({ ...project, "src/add.ts": "mine\n" }, { r1: green });
    const [id = ""] = await ids(memory);
    await expect(decide(memory.world, id, "accept")).rejects.toMatchObject({
      exitCode: 2,
      message: `"accept" is no answer to ${id}`,
      advice: expect.arrayContaining([expect.stringContaining("changed since the run began")]),
    });
    expect(memory.files.has(marksPath)).toBe(false);
  });
});

describe("a question of a spec", () => {
  test("is answered in its place, waits no more, and its undo gives the same bytes", async () => {
    const memory = memoryWorld(asking);
    const [a = "", b = ""] = await ids(memory);
    const { said, changes } = await decide(memory.world, a, "answer", "yes");
    expect(said).toBe("Line 3 of specs/a.md has the answer.");
    expect(memory.files.get("specs/a.md")).toBe("# A\n\nyes\n\n[NEEDS CLARIFICATION: b?]\n");
    expect(await ids(memory)).toStrictEqual([b]);
    await memory.undo(changes);
    expect(memory.files.get("specs/a.md")).toBe(asking["specs/a.md"]);
    expect(await ids(memory)).toStrictEqual([a, b]);
  });

  test.each([
    [null, /wants your own words/],
    [" ", /an answer was expected/],
    ["# b", /one question fewer/],
  ])("wants words that can stand there: %j", async (text, message) => {
    const memory = memoryWorld(asking);
    const [a = ""] = await ids(memory);
    await expect(decide(memory.world, a, "answer", text)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
    });
    expect(memory.files.get("specs/a.md")).toBe(asking["specs/a.md"]);
  });
});

describe("what is kept of the inbox", () => {
  test("later puts an item last until it is wanted sooner; both can be taken back", async () => {
    const memory = memoryWorld(asking);
    const [a = "", b = ""] = await ids(memory);
    const put = await decide(memory.world, a, "later");
    expect(await readInbox(memory.world)).toMatchObject([
      { id: b, isLater: false },
      { id: a, isLater: true },
    ]);
    const back = await decide(memory.world, a, "sooner");
    expect(await ids(memory)).toStrictEqual([a, b]);
    await memory.undo(back.changes);
    expect(await ids(memory)).toStrictEqual([b, a]);
    await memory.undo(put.changes);
    expect(await ids(memory)).toStrictEqual([a, b]);
    expect(memory.files.has(marksPath)).toBe(false);
  });

  test("dismiss sets an item aside, as long as it is the same matter", async () => {
    const suite = "test/specs/add.test.ts";
    const memory = memoryWorld({ ...project, [suite]: "test.skip();\n" });
    const [id = ""] = await ids(memory);
    await decide(memory.world, id, "later");
    expect(await readInbox(memory.world)).toMatchObject([{ id, isLater: true }]);
    memory.files.set(suite, "test.only();\n");
    expect(await readInbox(memory.world)).toMatchObject([{ id, isLater: false }]);

    const questions = memoryWorld(asking);
    const [a = "", b = ""] = await ids(questions);
    const { changes } = await decide(questions.world, a, "dismiss");
    expect(await ids(questions)).toStrictEqual([b]);
    await questions.undo(changes);
    expect(await ids(questions)).toStrictEqual([a, b]);
  });

  test("what was set aside comes back when it says something else", async () => {
    const conflict = (reason: string): RunEvent => ({
      type: "conflict-reported",
      requirement: "add/adds",
      lines: [8],
      reason,
    });
    const memory = memoryWorld(project, { r1: { events: [started(), conflict("one"), ended("ambiguous")] } });
    const [id = ""] = await ids(memory);
    await decide(memory.world, id, "dismiss");
    expect(await ids(memory)).toStrictEqual([]);
    await memory.journals.get("r1")?.append(conflict("another"));
    expect(await ids(memory)).toStrictEqual([id]);
  });

  test("lies beside the runs, sorted, one line a mark", async () => {
    const memory = memoryWorld(asking);
    const [a = "", b = ""] = await ids(memory);
    await decide(memory.world, a, "later");
    await decide(memory.world, b, "later");
    const text = memory.files.get(".greenbar/runs/inbox.json") ?? "";
    const kept = [...text.matchAll(/^ {4}"(question-[0-9a-f]{6})": "[0-9a-f]{16}",?$/gm)].map(
      (found) => found[1],
    );
    expect(kept).toStrictEqual([a, b].toSorted());
  });

  test.each([
    ["no JSON", "{", /cannot be read/],
    ["no object", "null", /holds no object/],
    ["other values", '{ "later": { "a": 1 } }', /later and dismissed hold texts by id/],
    ["no list", '{ "reopened": "a" }', /reopened is a list of runs/],
  ])("that is damaged (%s) is told, with what mends it", async (_, text, says) => {
    const { world } = memoryWorld({ ...asking, [marksPath]: text });
    await expect(readInbox(world)).rejects.toThrow(says);
    await expect(readInbox(world)).rejects.toMatchObject({ exitCode: 2, advice: [/^Delete it/] });
  });
});

describe("what cannot be decided", () => {
  test("an item that there is not", async () => {
    const { world } = memoryWorld(asking);
    await expect(decide(world, "accept-000000", "accept")).rejects.toMatchObject({
      exitCode: 2,
      message: "nothing that waits has the id accept-000000",
      advice: [/^There are: question-/],
    });
  });

  test("an answer that the item has not", async () => {
    const memory = memoryWorld(asking);
    const [id = ""] = await ids(memory);
    await expect(decide(memory.world, id, "grant")).rejects.toMatchObject({
      exitCode: 2,
      advice: ["There are: answer, open-spec, dismiss, later."],
    });
  });
});

test("an answer that starts a run gives its order, and writes nothing", async () => {
  const memory = memoryWorld({ ...project, "src/add.ts": "mine\n" }, { r1: green });
  const [id = ""] = await ids(memory);
  expect(await decide(memory.world, id, "run-again")).toStrictEqual({
    said: "run again from the start",
    changes: [],
    start: {
      specs: ["specs/add.md"],
      agent: "anthropic",
      model: "a-model",
      unsandboxed: false,
      fresh: true,
      budgets: {},
    },
  });
});
