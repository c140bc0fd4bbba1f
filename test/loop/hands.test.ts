import { describe, expect, test } from "vitest";
import type { RunEventBody } from "../../src/loop/events.ts";
import { createHands } from "../../src/loop/hands.ts";
import { hashText } from "../../src/loop/hash.ts";
import type { OpenCall } from "../../src/loop/state.ts";
import { createMemoryFiles } from "../support/memory-files.ts";
import { writeRulesOfTiny } from "./world.ts";

const editor = "str_replace_based_edit_tool";

function setUp(files: Readonly<Record<string, string>> = {}, openCalls: readonly OpenCall[] = []) {
  const disk = createMemoryFiles(files);
  const events: RunEventBody[] = [];
  const hands = createHands({
    files: disk,
    roots: ["/copy", "/project"],
    rules: writeRulesOfTiny,
    permitImports: async (_path, text) =>
      text.includes("evil") ? { is: "deny", rule: "new-import", reason: "evil is none" } : { is: "allow" },
    runTests: async () => "2 examples fail",
    emit: async (event) => {
      events.push(event);
    },
    openCalls: () => openCalls,
    requirement: () => "one",
  });
  const call = (name: string, input: unknown) =>
    hands.execute({ id: "c", name, input }, new AbortController().signal);
  return { disk, events, hands, call };
}

test("an edit is called, intended with its hashes, applied, answered: in this order", async () => {
  const { events, call, disk } = setUp();
  const result = await call(editor, { command: "create", path: "/project/src/a.ts", file_text: "x" });
  expect(result).toMatchObject({ isError: false, edited: "src/a.ts", conflict: false });
  expect(events.map((event) => event.type)).toEqual([
    "tool-called",
    "edit-intended",
    "edit-applied",
    "tool-result",
  ]);
  expect(events[1]).toMatchObject({ path: "src/a.ts", preHash: null, postHash: hashText("x") });
  expect(disk.texts.get("src/a.ts")).toBe("x");
});

describe("what an agent reads", () => {
  const files = { "src/a.ts": "one\ntwo\nthree\n", "src/deep/er/b.ts": "two\n", "specs/a.md": "# Two" };
  test.each<[string, string, unknown, boolean, string]>([
    [
      "a file",
      editor,
      { command: "view", path: "src/a.ts" },
      false,
      "     1\tone\n     2\ttwo\n     3\tthree\n     4\t",
    ],
    [
      "some lines",
      editor,
      { command: "view", path: "/copy/src/a.ts", view_range: [2, 3] },
      false,
      "     2\ttwo\n     3\tthree",
    ],
    [
      "to the end",
      editor,
      { command: "view", path: "src/a.ts", view_range: [3, -1] },
      false,
      "     3\tthree\n     4\t",
    ],
    [
      "a wrong range",
      editor,
      { command: "view", path: "src/a.ts", view_range: [9, 10] },
      true,
      "has 4 lines",
    ],
    [
      "the root",
      editor,
      { command: "view", path: "." },
      false,
      "specs/\nspecs/a.md\nsrc/\nsrc/a.ts\nsrc/deep/",
    ],
    ["a folder", editor, { command: "view", path: "src" }, false, "src/a.ts\nsrc/deep/\nsrc/deep/er/"],
    [
      "a file that is elsewhere",
      editor,
      { command: "view", path: "b.ts" },
      true,
      "Did you mean `src/deep/er/b.ts`?",
    ],
    ["no such file", editor, { command: "view", path: "c.ts" }, true, "There is no file `c.ts`"],
    ["outside", editor, { command: "view", path: "/etc/passwd" }, true, "outside the project"],
    ["a folder as a file", editor, { command: "create", path: "src", file_text: "" }, true, "is a folder"],
    [
      "the same text again",
      editor,
      { command: "create", path: "src/a.ts", file_text: files["src/a.ts"] },
      true,
      "already holds",
    ],
    [
      "a search",
      "search",
      { query: "TWO" },
      false,
      "specs/a.md:1: # Two\nsrc/a.ts:2: two\nsrc/deep/er/b.ts:1: two",
    ],
    ["a search below", "search", { query: "two", path: "src/deep" }, false, "src/deep/er/b.ts:1: two"],
    ["a search for a name", "search", { query: "b.ts" }, false, "src/deep/er/b.ts"],
    ["a search for nothing there", "search", { query: "(.*" }, false, 'Nothing contains "(.*".'],
    ["the tests", "run_tests", {}, false, "2 examples fail"],
    ["a wrong input", editor, { command: "view" }, true, "path: Invalid input"],
    [
      "a wrong command",
      editor,
      { command: "undo_edit", path: "a" },
      true,
      "was not accepted, and nothing was run",
    ],
    [
      "no such tool",
      "bash",
      { command: "ls" },
      true,
      "There is no tool `bash`. There are `str_replace_based_edit_tool`",
    ],
    ["a conflict without lines", "report_conflict", { lines: [], reason: "x" }, true, "lines: Too small"],
  ])("%s", async (_name, tool, input, isError, text) => {
    const { call, disk } = setUp(files);
    const result = await call(tool, input);
    expect(result.isError, result.content).toBe(isError);
    if (isError) expect(result.content).toContain(text);
    else expect(result.content).toBe(text);
    expect(disk.writes).toEqual([]);
  });
});

describe("an edit of what lies outside the project", () => {
  test.each([
    ["climbing", "create", "../x", { file_text: "x" }],
    ["absolute", "str_replace", "/etc/hosts", { old_str: "a", new_str: "b" }],
    ["at home", "insert", "~/x", { insert_line: 0, insert_text: "x" }],
  ])("%s is refused, and recorded as denied", async (_, command, path, rest) => {
    const { events, call, disk } = setUp();
    const result = await call(editor, { command, path, ...rest });
    expect(result).toMatchObject({ isError: true, edited: null });
    expect(events.map((event) => event.type)).toEqual(["tool-called", "edit-denied", "tool-result"]);
    expect(events[1]).toEqual({ type: "edit-denied", call: "c", path, reason: result.content });
    expect(disk.writes).toEqual([]);
  });

  test("is recorded without what a terminal would act on", async () => {
    const { events, call } = setUp();
    await call(editor, { command: "create", path: "src/\u001b[2Ja\u202e.ts", file_text: "x" });
    const denied = events.find((event) => event.type === "edit-denied");
    const said = `${denied?.path} ${denied?.reason}`;
    expect(said).toMatch(/^src\//);
    for (const acting of ["\u001b", "\u202e"]) expect(said).not.toContain(acting);
  });

  test("a mere look at it is no edit", async () => {
    const { events, call } = setUp();
    await call(editor, { command: "view", path: "../x" });
    expect(events.map((event) => event.type)).toEqual(["tool-called", "tool-result"]);
  });
});

test("a file that changed between look and write is not overwritten", async () => {
  const { disk, call, events } = setUp({ "src/a.ts": "one" });
  const write = disk.write.bind(disk);
  disk.write = async (path, text) => write(path, text, hashText("something else"));
  const result = await call(editor, {
    command: "str_replace",
    path: "src/a.ts",
    old_str: "one",
    new_str: "two",
  });
  expect(result).toMatchObject({ isError: true, edited: null });
  expect(disk.texts.get("src/a.ts")).toBe("one");
  expect(events.map((event) => event.type)).not.toContain("edit-applied");
});

describe("a call that a kill left open", () => {
  const input = { command: "str_replace", path: "src/a.ts", old_str: "one", new_str: "one one" };
  const edit = {
    path: "src/a.ts",
    preHash: hashText("one"),
    postHash: hashText("one one"),
    summary: "Edited.",
    applied: false,
  };
  test.each<[string, string, OpenCall["edit"], readonly string[]]>([
    ["before its edit was intended", "one", null, ["edit-intended", "edit-applied", "tool-result"]],
    ["before its edit was written", "one", edit, ["edit-intended", "edit-applied", "tool-result"]],
    ["after its edit was written", "one one", edit, ["edit-applied", "tool-result"]],
    ["after its edit was recorded", "one one", { ...edit, applied: true }, ["tool-result"]],
  ])("%s", async (_name, text, open, types) => {
    const { call, disk, events } = setUp({ "src/a.ts": text }, [{ call: "c", edit: open }]);
    const result = await call(editor, input);
    expect(result).toMatchObject({ isError: false, edited: "src/a.ts" });
    expect(events.map((event) => event.type)).toEqual(types);
    expect(disk.texts.get("src/a.ts")).toBe("one one");
  });
});

describe("every attempt to write what may not be written is recorded as denied", () => {
  const refusing = { is: "refused", why: "`src/l.ts` leads through a link or a file." } as const;
  test.each<[string, Record<string, unknown>, string]>([
    [
      "a path that is not to be written, whatever it holds",
      { command: "str_replace", path: "package.json", old_str: "a", new_str: "b" },
      "outside",
    ],
    [
      "one that is not even there",
      { command: "insert", path: "src/.npmrc", insert_line: 0, insert_text: "x" },
      "dotfiles",
    ],
    ["a folder that is not to be written", { command: "create", path: ".git", file_text: "x" }, "outside"],
    [
      "a link, before an edit",
      { command: "str_replace", path: "src/l.ts", old_str: "a", new_str: "b" },
      "link",
    ],
    ["a link, before a new file", { command: "create", path: "src/l.ts", file_text: "x" }, "link"],
    ["a link that came after the look", { command: "create", path: "src/late.ts", file_text: "x" }, "link"],
    [
      "a name that differs in its case alone",
      { command: "create", path: "src/A.ts", file_text: "x" },
      "`src/a.ts`, which is there",
    ],
    [
      "a folder that differs in its case alone",
      { command: "create", path: "src/DEEP/new.ts", file_text: "x" },
      "`src/deep`, which is there",
    ],
    [
      "an import that is not the project's",
      { command: "create", path: "src/i.ts", file_text: 'import "evil";' },
      "evil",
    ],
  ])("%s", async (_name, input, why) => {
    const { call, disk, events } = setUp({ "src/a.ts": "one", "src/deep/b.ts": "", "package.json": "{}" });
    const read = disk.read.bind(disk);
    disk.read = async (path) => (path === "src/l.ts" ? refusing : read(path));
    disk.write = async () => refusing;
    const result = await call(editor, input);
    expect(result).toMatchObject({ isError: true, edited: null });
    expect(result.content).toContain(why);
    const denied = events.filter((event) => event.type === "edit-denied");
    expect(denied).toEqual([{ type: "edit-denied", call: "c", path: input["path"], reason: result.content }]);
    expect(events.at(-1)?.type).toBe("tool-result");
  });
});
