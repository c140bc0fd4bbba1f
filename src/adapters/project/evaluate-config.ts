import { spawn } from "node:child_process";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { UserError } from "../../app/user-error.ts";

const limitMs = 10_000;
const mark = "greenbar-config:";
const thrownMark = "greenbar-config-thrown:";

// Runs in the other process: imports the file and prints what it exports, or throws, as JSON behind a mark.
const program = `
const say = (mark, value) => process.stdout.write("\\n" + mark + JSON.stringify(value ?? null) + "\\n");
try {
  const found = await import(process.argv[1]);
  say("${mark}", typeof found.default === "function" ? await found.default() : found.default);
} catch (error) {
  const isError = error instanceof Error;
  const at = isError ? /greenbar\\.config\\.\\w+:\\d+(?=:\\d+)/.exec(error.stack ?? "") : null;
  const said = isError ? error.name + ": " + error.message.split("\\n")[0] : String(error);
  say("${thrownMark}", said + (at === null ? "" : " (" + at[0] + ")"));
}
process.exit(0);
`;

/**
 * Evaluates a configuration file in a process of its own, since it is code, and returns what came back as JSON.
 *
 * @param path - absolute path of `greenbar.config.ts`, `.js` or `.mjs`.
 * @throws UserError when it throws, does not end, or exports something that is no JSON.
 */
export async function evaluateConfig(path: string): Promise<unknown> {
  const args = [
    "--disable-warning=ExperimentalWarning",
    "--input-type=module",
    "-e",
    program,
    pathToFileURL(path).href,
  ];
  const stripsTypes = process.features.typescript !== false;
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, stripsTypes ? args : ["--experimental-strip-types", ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH, HOME },
    timeout: limitMs,
    killSignal: "SIGKILL",
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const [code, signal] = await new Promise<[number | null, string | null]>((done, fail) => {
    child.on("error", fail);
    child.on("close", (...ended) => done(ended));
  });
  const answer = out.split("\n").findLast((line) => line.startsWith(mark));
  if (answer !== undefined) return JSON.parse(answer.slice(mark.length));
  if (signal !== null) {
    throw new UserError(2, `the configuration did not end within ${limitMs / 1000} s`, { advice: [path] });
  }
  const thrown = out.split("\n").findLast((line) => line.startsWith(thrownMark));
  const said =
    thrown === undefined
      ? (err.split("\n").find((line) => /^\w*Error\b|^Uncaught/.test(line)) ?? `it ended with ${code}`)
      : (JSON.parse(thrown.slice(thrownMark.length)) as string);
  throw new UserError(2, `the configuration throws: ${said}`, {
    advice: [`Expected in ${path}: export default { specs: "specs" }; every key is optional.`],
  });
}
