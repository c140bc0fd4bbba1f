import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

export interface RanTest {
  readonly name: readonly string[];
  readonly state: string;
  /** Message of the first error and of what it wraps, outermost first. */
  readonly messages: readonly string[];
}

export interface Ran {
  readonly tests: readonly RanTest[];
  /** What failed outside the tests. */
  readonly problems: readonly string[];
}

export interface TemporaryProject {
  readonly folder: string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  /** Runs the repository's own Vitest on everything below `test`. */
  readonly vitest: () => Promise<Ran>;
  /** Output of `tsc --noEmit` with the project's tsconfig.json; empty when it has nothing to say. */
  readonly tsc: () => Promise<string>;
  readonly remove: () => void;
}

const reporter = `
import { writeFileSync } from "node:fs";
const messages = (error) => error ? [error.message, ...messages(error.cause)] : [];
const nameOf = (test) => test.parent?.type === "suite" ? [...nameOf(test.parent), test.name] : [test.name];
export default class {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => {
      const { state, errors } = test.result();
      return { name: nameOf(test), state, messages: messages(errors?.[0]) };
    }));
    const problems = [...unhandled, ...modules.flatMap((module) => module.errors())].map((error) => error.message);
    writeFileSync("ran.json", JSON.stringify({ tests, problems }));
  }
}
`;

/** A project of its own in the temporary folder, with this repository's packages. */
export function temporaryProject(files: Readonly<Record<string, string>>): TemporaryProject {
  const folder = mkdtempSync(join(tmpdir(), "suite-"));
  const write: TemporaryProject["write"] = (more) => {
    for (const [path, text] of Object.entries(more)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  };
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  write({ "package.json": '{ "type": "module" }', "reporter.mjs": reporter, ...files });
  return {
    folder,
    write,
    vitest: async () => {
      const options = [
        "--root",
        folder,
        "--dir",
        "test",
        "--reporter",
        join(folder, "reporter.mjs"),
        "--expect.requireAssertions",
      ];
      const said = await run(join(root, "node_modules/vitest/vitest.mjs"), ["run", ...options], folder);
      try {
        return JSON.parse(readFileSync(join(folder, "ran.json"), "utf8")) as Ran;
      } catch (cause) {
        throw new Error(`Vitest left no result: ${said}`, { cause });
      } finally {
        rmSync(join(folder, "ran.json"), { force: true });
      }
    },
    tsc: () => run(join(root, "node_modules/typescript/bin/tsc"), ["--noEmit", "-p", "."], folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], CI: "1" };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd, env, timeout: 50_000 },
      (_error, stdout, stderr) => {
        resolve(stdout + stderr);
      },
    );
  });
}
