import { spawn } from "node:child_process";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { UserError } from "../../app/user-error.ts";

const limitMs = 10_000;
const mark = "greenbar-config:";

// Runs in the other process: imports the file and prints what it exports as JSON behind a mark.
const program = `
const found = await import(process.argv[1]);
const value = typeof found.default === "function" ? await found.default() : found.default;
process.stdout.write("\\n${mark}" + JSON.stringify(value ?? null) + "\\n");
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
  const said = err.split("\n").find((line) => /^\w*Error\b|^Uncaught/.test(line)) ?? `it ended with ${code}`;
  throw new UserError(2, `the configuration throws: ${said}`, { advice: [path] });
}
