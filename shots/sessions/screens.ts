import { join } from "node:path";
import process from "node:process";
import { startMessagesServer } from "../../test/support/messages-server.ts";
import type { Answer } from "../../test/support/messages-server.ts";
import { openTerminal } from "../../test/support/terminal/terminal.ts";
import type { Wanted } from "../../test/support/terminal/terminal.ts";
import type { Session } from "../session.ts";
import { pictureSvg } from "../svg.ts";
import { makeProject } from "./project.ts";

const [columns, rows] = [100, 28];

const parking = (lines: readonly string[]) =>
  `export function fee(hours: number): number {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;

const first = parking(["return Math.min(12, hours * 2);"]);
const second = parking([
  'if (hours < 0) throw new RangeError("negative hours");',
  "return Math.min(12, Math.max(0, hours - 1) * 2);",
]);

const greeting = `export function greet(name: string): string {
  return \`Hello, \${name || "stranger"}!\`;
}
`;

/** The main screens of the terminal UI, on the example specs; a scripted server plays the model. */
export const screens: Session = async (root) => {
  const pictures: Record<string, string> = {};
  const half = Promise.withResolvers<void>();
  const script: readonly Answer[] = [
    {
      text: "Two euros for each hour, up to 12. I write that down and let the tests say what is missing.",
      calls: [create(first)],
    },
    {
      text:
        "The first hour is free: it must be taken off before the price is counted. And a negative stay is refused " +
        "with the message that the spec gives.",
      calls: [create(second)],
      before: (event) => (event === 24 ? half.promise : Promise.resolve()),
    },
  ];
  const server = await startMessagesServer(script);
  const { folder, remove } = await makeProject(root, {
    name: "town",
    specs: ["badge", "greeting", "parking"],
    files: { "src/greeting.ts": greeting },
  });
  const terminal = await openTerminal({
    command: process.execPath,
    args: [join(root, "src/cli/start.js"), "-C", folder],
    env: { ANTHROPIC_API_KEY: "scripted", ANTHROPIC_BASE_URL: server.url },
    columns,
    rows,
  });
  const see = (wanted: Wanted) => terminal.waitFor(wanted, { ms: 90_000 });
  const press = async (key: string, wanted: Wanted) => {
    terminal.press(key);
    await see(wanted);
  };
  const shoot = async (name: string, title: string) => {
    await terminal.quiet(400);
    pictures[`${name}.svg`] = pictureSvg(terminal.cells(), `greenbar: ${title}`);
  };
  try {
    await see("no tests yet");
    await press("j", "› ? Greeting");
    await press("g", "examples become tests");
    await press("enter", /(\d+) of \1 red/);
    await press("enter", "/ filter");
    await press("j", "› ? Parking");
    await press("enter", "The first hour is free");
    await press("g", "examples become tests");
    await press("enter", /(\d+) of \1 red/);
    await shoot("generate", "every test seen red, each for its reason");
    await press("r", "a model writes the code");
    await press("enter", "▶ 1 running");
    await see("The first hour is free: it must be taken off");
    await press("k", "›▸ turn 1");
    await press("enter", "›▾ turn 1");
    await press("f", "turn 2");
    await shoot("run", "a run as it happens");
    half.resolve();
    await see("waits for your answer");
    await see("inbox 1");
    await press("a", "y writes");
    await shoot("accept", "the diff to accept");
    await press("escape", "shows what would change");
    await press("i", "a change to accept");
    await shoot("inbox", "one decision at a time");
    await press("a", "Nothing waits for you.");
    await see("inbox 0");
    await press("escape", "written into the project");
    await press("escape", "checked: green");
    await press("escape", "/ filter");
    await press("C", /Name badge .* red/);
    terminal.resize(columns, 20);
    await shoot("specs", "all specs of a project");
    terminal.resize(columns, rows);
    await press("G", "› ✓ Parking");
    await press("enter", "checked: green");
    terminal.press("j");
    terminal.press("j");
    await press("enter", "holds · row");
    await shoot("spec", "a spec with its truth in the margin");
    return pictures;
  } finally {
    await terminal.close();
    await server.close();
    await remove();
  }
};

function create(text: string) {
  return {
    tool: "str_replace_based_edit_tool",
    input: { command: "create", path: "src/parking.ts", file_text: text },
  };
}
