import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { expectFrame } from "../support/terminal/frame.ts";
import type { Terminal } from "../support/terminal/terminal.ts";
import { openTerminal } from "../support/terminal/terminal.ts";

let folder = "";
let terminal: Terminal;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "greenbar-frames-"));
  terminal = await openTerminal({
    command: "sh",
    args: ["-c", "sleep 0.1; echo run 4711; cat"],
    columns: 40,
    rows: 5,
  });
});

afterEach(async () => {
  await terminal.close();
  await rm(folder, { recursive: true });
});

const mask = [[/run \d+/, "run ID"]] as const;

test("a frame that is not there is written, and is what the screen must become ever after", async () => {
  await terminal.waitFor("run");
  await expectFrame(terminal, "a/one", { folder, mask, mode: "compare" });
  expect(await readFile(join(folder, "a/one.txt"), "utf8")).toBe("run ID\n");
  await expectFrame(terminal, "a/one", { folder, mask, mode: "refuse" });
});

test("it waits until the screen is the frame", async () => {
  await writeFile(join(folder, "one.txt"), "run ID\n");
  await expectFrame(terminal, "one", { folder, mask, mode: "compare" });
});

test("another screen is told with the difference", async () => {
  await writeFile(join(folder, "one.txt"), "walk ID\n");
  await expect(expectFrame(terminal, "one", { folder, mask, mode: "compare", ms: 300 })).rejects.toThrow(
    "expected 'run ID' to be 'walk ID'",
  );
});

test("an update writes what the screen is now", async () => {
  await writeFile(join(folder, "one.txt"), "walk ID\n");
  await terminal.waitFor("run");
  await expectFrame(terminal, "one", { folder, mask, mode: "update" });
  expect(await readFile(join(folder, "one.txt"), "utf8")).toBe("run ID\n");
});

test("a CI writes none", async () => {
  await expect(expectFrame(terminal, "one", { folder, mode: "refuse" })).rejects.toThrow(
    /one\.txt is not there/,
  );
});
