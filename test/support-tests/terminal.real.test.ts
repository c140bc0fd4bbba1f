import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterEach, describe, expect, test } from "vitest";
import type { Terminal, TerminalOptions } from "../support/terminal/terminal.ts";
import { openTerminal } from "../support/terminal/terminal.ts";

const opened: Terminal[] = [];

async function open(options: TerminalOptions): Promise<Terminal> {
  const terminal = await openTerminal(options);
  opened.push(terminal);
  return terminal;
}

function script(text: string, env: TerminalOptions["env"] = {}): Promise<Terminal> {
  return open({
    command: process.execPath,
    args: ["--input-type=module", "-e", text],
    columns: 60,
    rows: 10,
    env,
  });
}

function inkProgram(env: TerminalOptions["env"] = {}): Promise<Terminal> {
  const program = join(import.meta.dirname, "programs/ink-program.ts");
  return open({ command: process.execPath, args: [program], columns: 60, rows: 10, env });
}

afterEach(async () => {
  for (const terminal of opened.splice(0)) await terminal.close();
});

describe("a terminal", () => {
  test("shows what is typed into it, and what comes back", async () => {
    const terminal = await open({ command: "cat", columns: 40, rows: 5 });
    terminal.send("hello\r");
    expect(await terminal.waitFor("hello\nhello")).toBe("hello\nhello");
    expect(terminal.cursor()).toEqual({ column: 0, row: 2, isVisible: true });
    expect(terminal.alternate()).toBe(false);
    terminal.press("ctrl+d");
    // The terminal may hang up before the program's end is seen.
    expect(await terminal.exit).toMatchObject({ code: 0 });
  });

  test("gives a program the environment of a person's terminal, not that of a test", async () => {
    const terminal = await script(
      "const { TERM, LANG, CI, NO_COLOR, HOME, VITEST, MORE } = process.env;" +
        "console.log(JSON.stringify([TERM, LANG, CI, NO_COLOR, HOME, VITEST, MORE], (_, value) => value ?? null))",
      { MORE: "x" },
    );
    const expected = ["xterm-256color", "C.UTF-8", null, null, terminal.home, null, "x"];
    await terminal.exit;
    expect(JSON.parse(terminal.screen().replaceAll("\n", ""))).toEqual(expected);
    await terminal.close();
    expect(existsSync(terminal.home)).toBe(false);
  });

  test("knows title, cursor, buffer, colours and widths", async () => {
    const terminal = await script(
      'process.stdout.write("\\x1b]2;the title\\x07\\x1b[?1049h\\x1b[?25l\\x1b[1;31mred\\x1b[0m 漢👩🏽‍🚀x\\x1b[48;2;1;2;3m \\x1b[0m");' +
        "setInterval(() => {}, 1000)",
    );
    expect(await terminal.waitFor("👩🏽‍🚀x")).toBe("red 漢👩🏽‍🚀x");
    expect(terminal.title()).toBe("the title");
    expect(terminal.alternate()).toBe(true);
    expect(terminal.cursor()).toEqual({ column: 10, row: 0, isVisible: false });
    const row = terminal.cells()[0] ?? [];
    expect(row).toHaveLength(60);
    expect(row[0]).toMatchObject({ text: "r", width: 1, foreground: 1, background: null, bold: true });
    expect(row.slice(4, 9).map(({ text, width }) => [text, width])).toEqual([
      ["漢", 2],
      ["", 0],
      ["👩🏽‍🚀", 2],
      ["", 0],
      ["x", 1],
    ]);
    expect(row[9]).toMatchObject({ text: " ", background: "#010203" });
  });

  test("answers what a program asks of it", async () => {
    const terminal = await script(
      'process.stdin.setRawMode(true); process.stdout.write("ab\\x1b[6n\\x1b[c");' +
        'let got = ""; process.stdin.on("data", (text) => { got += text; if (got.endsWith("c")) { console.log(JSON.stringify(got)); process.exit(); } })',
    );
    expect(await terminal.waitFor("1;3R")).toBe('ab"\\u001b[1;3R\\u001b[?1;2c"');
  });

  test.each([
    ["enter", "0d"],
    ["down", "1b5b42"],
    ["ctrl+c", "03"],
    ["shift+tab", "1b5b5a"],
    ["meta+x", "1b78"],
    ["é", "c3a9"],
  ])("presses %s", async (key, bytes) => {
    const terminal = await script(
      'process.stdin.setRawMode(true); process.stdout.write("ready\\r\\n"); process.stdin.once("data", (got) => { console.log(`<${got.toString("hex")}>`); process.exit(); })',
    );
    await terminal.waitFor("ready");
    terminal.press(key);
    expect(await terminal.waitFor(">")).toBe(`ready\n<${bytes}>`);
  });

  test("pastes as terminals do", async () => {
    const terminal = await open({ command: "cat", args: ["-v"], columns: 60, rows: 5 });
    terminal.paste("a b");
    terminal.send("\r");
    expect(await terminal.waitFor(/~\n/)).toContain("^[[200~a b^[[201~");
  });

  test("knows no key of another name", async () => {
    const terminal = await open({ command: "cat" });
    expect(() => terminal.press("entr")).toThrow("no key is called entr; one of up, down,");
  });

  test("says what it shows when what was waited for does not come", async () => {
    const terminal = await open({ command: "cat", columns: 40, rows: 5 });
    terminal.send("here\r");
    await terminal.waitFor(/here\nhere/);
    await expect(terminal.waitFor("there", { ms: 50 })).rejects.toThrow(
      'the terminal did not show "there" within 50 ms; it shows:\n│ here\n│ here',
    );
  });

  test("says at once that the program ended", async () => {
    const terminal = await open({ command: "sh", args: ["-c", "echo bye; exit 3"] });
    await expect(terminal.waitFor("there")).rejects.toThrow(
      'did not show "there" before the program ended (3); it shows:\n│ bye',
    );
    expect(() => terminal.send("x")).toThrow("the program has ended");
  });

  test("looks at no frame that is only half drawn", async () => {
    const terminal = await script(
      'const out = (text) => process.stdout.write(text); out("\\x1b[?2026hone"); setTimeout(() => out(" two\\x1b[?2026l"), 100); setInterval(() => {}, 1000)',
    );
    expect(await terminal.waitFor("one")).toBe("one two");
  });

  test("counts what was written, and keeps it as it came", async () => {
    const terminal = await script('process.stdout.write("é\\x1b[2Jx")');
    await terminal.exit;
    expect(terminal.raw()).toEqual({ bytes: 7, text: "é\u001B[2Jx", isWhole: true });
  });

  test("closes what does not end by itself", async () => {
    const terminal = await script(
      'process.on("SIGHUP", () => {}); process.stdout.write("stubborn"); setInterval(() => {}, 1000)',
    );
    await terminal.waitFor("stubborn");
    await terminal.close();
    expect(await terminal.exit).toMatchObject({ signal: "SIGKILL" });
  });
});

describe("an Ink program in it", () => {
  test("takes keys and another size, and leaves the first screen as it was", async () => {
    const terminal = await inkProgram();
    expect(await terminal.waitFor("keys:")).toBe("size 60x10\nkeys:");
    expect(terminal.alternate()).toBe(true);
    terminal.press("j");
    await terminal.waitFor("keys: j");
    terminal.press("down");
    await terminal.waitFor("keys: j down");
    terminal.resize(50, 8);
    expect(await terminal.waitFor("50x8")).toBe("size 50x8\nkeys: j down");
    terminal.press("q");
    expect(await terminal.exit).toEqual({ code: 0, signal: null });
    expect(terminal.alternate()).toBe(false);
    expect(terminal.screen()).toBe("before");
    expect(terminal.cursor().isVisible).toBe(true);
  });

  test("hands over to an editor and comes back", async () => {
    const editor = await script("");
    const file = join(editor.home, "editor.sh");
    await writeFile(file, '#!/bin/sh\nprintf \'the editor: \'; read line; echo "$line" > "$0.said"\n', {
      mode: 0o755,
    });
    const terminal = await inkProgram({ EDITOR: file });
    await terminal.waitFor("keys:");
    terminal.press("e");
    await terminal.waitFor("the editor:");
    terminal.send("words\r");
    await terminal.waitFor("keys:");
    expect(existsSync(`${file}.said`)).toBe(true);
    terminal.press("x");
    expect(await terminal.waitFor("keys: x")).toBe("size 60x10\nkeys: x");
  });

  test("gives the terminal back when it is ended from outside", async () => {
    const terminal = await inkProgram();
    await terminal.waitFor("keys:");
    process.kill(terminal.pid, "SIGTERM");
    await terminal.exit;
    expect(terminal.alternate()).toBe(false);
    expect(terminal.cursor().isVisible).toBe(true);
    expect(terminal.screen()).toBe("before");
  });
});
