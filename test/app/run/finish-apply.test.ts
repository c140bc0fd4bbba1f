import { describe, expect, test } from "vitest";
import { applyEarlierRun } from "../../../src/app/run/apply-earlier.ts";
import { finishApply } from "../../../src/app/run/finish-apply.ts";
import { applyPart } from "../../../src/app/run/proposals.ts";
import type { FileChange, World } from "../../../src/app/ports.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import { hashText } from "../../../src/loop/hash.ts";
import { green, project, right, stub } from "../inbox/events.ts";
import { memoryWorld } from "../inbox/memory-world.ts";

const helper = "export const one = 1;\n";
const proposal: RunEvent = {
  type: "proposal",
  files: [
    { path: "src/add.ts", preHash: hashText(stub), postHash: hashText(right) },
    { path: "src/one.ts", preHash: null, postHash: hashText(helper) },
  ],
};
const two = {
  events: [...green.events.slice(0, 2), proposal],
  copy: { ...green.copy, "src/one.ts": helper },
};

class Killed extends Error {}

/** A world that dies once so many files of a write are written. */
function dying(world: World, after: number): World {
  const write = async (changes: readonly FileChange[]) => {
    await world.disk.write(changes.slice(0, after));
    throw new Killed();
  };
  return { ...world, disk: { ...world.disk, write } };
}

const yes = () => Promise.resolve(true);

function scene() {
  const memory = memoryWorld(project, { r1: two });
  const last = () => memory.journals.get("r1")?.entries.at(-1)?.type;
  return { ...memory, last };
}

describe("a result that was being written when its process was killed", () => {
  test.each([1, 2, 3])("with %i files of three written is finished, and nobody is asked", async (after) => {
    const { world, files, last } = scene();
    await expect(applyEarlierRun(dying(world, after), "r1", yes)).rejects.toThrow(Killed);
    expect(last()).toBe("apply-intended");
    const finished = await finishApply(world);
    expect(finished).toMatchObject({ id: "r1", state: { outcome: "green", decided: "applied" } });
    expect(finished?.events.at(-1)?.type).toBe("applied");
    expect(files.get("src/add.ts")).toBe(right);
    expect(files.get("src/one.ts")).toBe(helper);
    expect(files.has(".greenbar/lock.json")).toBe(true);
    expect(await finishApply(world)).toBeNull();
  });

  test("is left as it is when nothing of it was written: the project is whole", async () => {
    const { world, files, last } = scene();
    await expect(applyEarlierRun(dying(world, 0), "r1", yes)).rejects.toThrow(Killed);
    expect(await finishApply(world)).toBeNull();
    expect(files.get("src/add.ts")).toBe(stub);
    expect(last()).toBe("apply-intended");
  });

  test("is not written over what somebody changed since", async () => {
    const { world, files } = scene();
    await expect(applyEarlierRun(dying(world, 1), "r1", yes)).rejects.toThrow(Killed);
    files.set("src/one.ts", "mine\n");
    await expect(finishApply(world)).rejects.toThrow(/changed since the run began; nothing was written/);
    expect(files.get("src/one.ts")).toBe("mine\n");
  });

  test("of which a part was chosen: just that part", async () => {
    const { world, files } = scene();
    await expect(applyPart(dying(world, 1), "r1", ["src/one.ts"])).rejects.toThrow(Killed);
    expect(await finishApply(world)).toMatchObject({ state: { decided: "applied" } });
    expect(files.get("src/one.ts")).toBe(helper);
    expect(files.get("src/add.ts")).toBe(stub);
    expect(files.has(".greenbar/lock.json")).toBe(false);
  });
});

test("a run that waits to be accepted is not accepted by that", async () => {
  const { world, files } = scene();
  expect(await finishApply(world)).toBeNull();
  expect(files.get("src/add.ts")).toBe(stub);
});

test("without any run there is nothing to finish", async () => {
  expect(await finishApply(memoryWorld(project).world)).toBeNull();
});
