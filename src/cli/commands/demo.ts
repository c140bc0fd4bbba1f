import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { packageRoot } from "../../adapters/package-root.ts";
import { check } from "../../app/check.ts";
import { generateTests } from "../../app/generate.ts";
import { run as runSpecs } from "../../app/run/run.ts";
import { UserError } from "../../app/user-error.ts";
import { noBudgets } from "../../loop/budget.ts";
import { chooseAgent } from "../agents.ts";
import type { CommandContext } from "../command.ts";
import { createDesk } from "../desk.ts";
import { printDiagnostics } from "../print/diagnostics.ts";
import { isProven, printGenerated } from "../print/generated.ts";
import { printChecked } from "../print/requirements.ts";
import { createRunPrinter } from "../print/run-events.ts";
import type { Screen } from "../screen.ts";
import { openWorld } from "../world.ts";
import { exitCode } from "./check.ts";

/**
 * `demo`: the whole way on an example spec, for real, in a folder of its own. At a terminal it is walked in the
 * terminal UI, a key at a time; else, and with `--plain`, it runs by itself. Exit 0 when it ends green.
 */
export async function run(context: CommandContext): Promise<number> {
  const { screen, options } = context;
  const folder = await makeProject(typeof options["keep"] === "string" ? options["keep"] : null);
  if (!screen.canAsk || options["plain"] === true) return runByItself(folder, context);
  const { openTui } = await import("../tui/open-tui.ts");
  const status = await openTui({
    directory: folder,
    first: { at: "spec", spec: "specs/pelican.md" },
    greeting: "A spec, not true yet. g makes tests of it and sees them red; then r lets an agent work.",
  });
  if (await isWritten(folder)) await draw(folder);
  screen.out(`The project is in ${folder}. \`greenbar demo --plain\` shows the same as plain text.`);
  return status;
}

async function runByItself(folder: string, { screen, signal }: CommandContext): Promise<number> {
  const world = await openWorld(folder);
  const progress = (step: string, done?: number, total?: number) =>
    screen.progress(done === undefined ? `${step}…` : `${step}: ${done} of ${total}`);
  const say = (text: string) => {
    if (!screen.isJson) screen.out(text);
  };

  say(title(screen, "1. A spec is Markdown that anyone can read", "specs/pelican.md"));
  say(await excerpt(folder));

  say(title(screen, "2. It becomes a Vitest suite, and every test is seen red", "greenbar generate-tests"));
  const generated = await generateTests(world, { specs: [], dryRun: false, force: false, progress, signal });
  printDiagnostics(screen, generated.diagnostics);
  if (!screen.isJson) printGenerated(screen, generated);
  if (generated.red === null || !isProven(generated.red)) return 1;

  say(title(screen, "3. An agent works until it is green", "greenbar run --agent offline --yes"));
  const agent = chooseAgent({
    wanted: "offline",
    model: undefined,
    desk: createDesk(folder, { show: () => {}, waits: () => false }),
  });
  // With --json there is one document, at the end.
  const printer = createRunPrinter(screen.isJson ? { ...screen, out: () => {} } : screen);
  const ran = await runSpecs(world, {
    specs: [],
    agent,
    budgets: noBudgets,
    fresh: true,
    unsandboxed: false,
    accept: () => Promise.resolve(true),
    onEvent: printer.event,
    onLive: printer.live,
    onGenerated: () => {},
    onNotice: (notice) => screen.err(notice),
    progress,
    signal,
  });
  screen.clearProgress();
  if (ran.outcome !== "green") {
    screen.err(`\nThe demo did not end green: ${ran.why}`);
    return 1;
  }

  say(title(screen, "4. The check is the gate, here and in CI", "greenbar check"));
  const checked = await check(world, { specs: [], progress, signal });
  screen.clearProgress();
  if (!screen.isJson) printChecked(screen, checked);
  await draw(folder);
  if (screen.isJson) {
    screen.out(
      JSON.stringify({ version: 1, folder, outcome: checked.outcome, summary: checked.summary }, null, 2),
    );
  }
  say(`\nThe project is in ${folder}: read src/pelican.ts, and open pelican.svg.`);
  return exitCode(checked, false);
}

/** A project with the pelican's spec, no longer a draft, and the drawing that is there already. */
async function makeProject(wanted: string | null): Promise<string> {
  const folder = wanted === null ? await mkdtemp(join(tmpdir(), "greenbar-demo-")) : resolve(wanted);
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) {
    throw new UserError(2, `${folder} is not empty`, {
      advice: ["--keep takes a folder that is new or empty."],
    });
  }
  const examples = join(packageRoot(), "specs", "examples");
  await cp(join(examples, "src"), join(folder, "src"), { recursive: true });
  await mkdir(join(folder, "specs"));
  const text = await readFile(join(examples, "pelican.md"), "utf8");
  await writeFile(join(folder, "specs", "pelican.md"), text.replace(/^draft: true\r?\n/m, ""));
  const manifest = { name: "greenbar-demo", private: true, type: "module" };
  await writeFile(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  // Neither a key nor a network: whoever looks at the demo spends nothing.
  await writeFile(join(folder, "greenbar.config.ts"), 'export default { agent: "offline" };\n');
  return folder;
}

function title(screen: Screen, text: string, command: string): string {
  return `\n${screen.paint("bold", text)}\n${screen.paint("dim", `$ ${command}`)}\n`;
}

/** The requirement about the wheels, as it stands in the spec. */
async function excerpt(folder: string): Promise<string> {
  const text = await readFile(join(folder, "specs", "pelican.md"), "utf8");
  const from = text.indexOf("## The wheels");
  return text
    .slice(from, text.indexOf("## ", from + 3))
    .trimEnd()
    .replaceAll(/^/gm, "  ");
}

/** The agent's work was accepted: no stub is left. */
async function isWritten(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, "src", "pelican.ts"), "utf8").catch(() => "not implemented");
  return !text.includes("not implemented");
}

/** Has the project draw its pelican. The code was written by the offline agent, in its fixed grammar. */
async function draw(folder: string): Promise<void> {
  const program =
    'import { draw } from "./src/draw.ts"; import { writeFileSync } from "node:fs"; writeFileSync("pelican.svg", draw(400));';
  const flags = process.features.typescript === false ? ["--experimental-strip-types"] : [];
  await promisify(execFile)(
    process.execPath,
    [...flags, "--disable-warning=ExperimentalWarning", "--input-type=module", "-e", program],
    { cwd: folder },
  );
}
