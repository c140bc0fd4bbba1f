import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";

/**
 * Every place in `src` that starts a process, a thread or a virtual machine, or that loads code which is not named in
 * its own text, and what it starts. Whoever adds one says here why it need not go through the sandbox's port.
 */
const STARTS: Readonly<Record<string, string>> = {
  "src/adapters/sandbox/launch.ts": "whatever a sandbox puts itself in front of",
  "src/adapters/sandbox/canaries.ts": "`sleep`, as a process to attack",
  "src/adapters/project/evaluate-config.ts": "the user's greenbar.config.ts, which no agent may write",
  "src/adapters/workspace/git.ts": "git, without the project's hooks and monitors",
  "src/adapters/run-host/process-identity.ts": "ps",
  "src/adapters/run-host/start-host.ts": "greenbar itself",
  "src/adapters/engine-process/engine-process.ts": "greenbar itself",
  "src/adapters/judge/pattern-worker.ts": "a thread of our own text, which matches a spec's patterns",
  "src/cli/commands/init.ts": "the package manager, once the user has agreed to what it adds",
  "src/cli/commands/demo.ts":
    "the demo's own project, whose code the offline agent wrote in its fixed grammar",
  "src/cli/tui/editor.ts": "the user's editor",
};

/** What runs inside, already started through the port, and there loads the user's code. */
const LOADS: Readonly<Record<string, string>> = {
  "src/adapters/vitest/child-vitest.ts": "the suite's Vitest",
  "src/adapters/judge/vite-main.ts": "the Vite that transforms what the judge loads",
  "src/judge-child/main.ts": "the judge's child",
  "src/judge-child/transformed.ts": "the judge's child",
  "src/judge-child/trace.ts": "the judge's child, when it counts what runs",
};

/** Who may start programs without a sandbox in front of them. */
const UNSANDBOXED: Readonly<Record<string, string>> = {
  "src/cli/world.ts": "for `--unsandboxed`, asked for by name",
  "src/adapters/sandbox/choose-sandbox.ts": "where the platform has none; it never proves itself",
  "src/adapters/vitest/picks-up.ts": "`init` asks the user's own Vitest which files it takes",
};

const root = join(import.meta.dirname, "../../..");
const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((path) => /\.[jt]s$/.test(path))
  .map((path) => `src/${path.replaceAll("\\", "/")}`);
const parsed = new Map(files.map((path) => [path, read(path)]));
const STARTERS = /^node:(?:child_process|worker_threads|vm|cluster)$|^(?:execa|@lydell\/node-pty)$/;

test("nothing starts a process but what is listed here", () => {
  expect(found(({ imports }) => imports.some((name) => STARTERS.test(name)))).toEqual(sorted(STARTS));
});

test("nothing loads code by a path that is worked out but what runs inside", () => {
  expect(found(({ loads }) => loads)).toEqual(sorted(LOADS));
});

test("only sandboxes use what starts their programs", () => {
  const users = found(({ imports }) =>
    imports.some((name) => /sandbox\/launch\.ts$|^\.\/launch\.ts$/.test(name)),
  );
  const outside = users.filter((path) => !path.startsWith("src/adapters/sandbox/"));
  // The judge has a launch.ts of its own.
  expect(outside.filter((path) => !path.startsWith("src/adapters/judge/"))).toEqual([]);
  expect(users.length).toBeGreaterThan(2);
});

test("no sandbox is had only by name", () => {
  expect(found(({ imports }) => imports.some((name) => name.endsWith("/no-sandbox.ts")))).toEqual(
    sorted(UNSANDBOXED),
  );
});

function found(holds: (file: { readonly imports: readonly string[]; readonly loads: boolean }) => boolean) {
  return [...parsed].flatMap(([path, file]) => (holds(file) ? [path] : [])).toSorted();
}

function sorted(list: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(list).toSorted();
}

function read(path: string) {
  const text = readFileSync(join(root, path), "utf8");
  const { module } = parseSync(path, text);
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start, end));
  const imports = module.staticImports
    .filter(({ entries }) => entries.length === 0 || !entries.every(({ isType }) => isType))
    .map(({ moduleRequest }) => moduleRequest.value);
  return {
    imports: [...imports, ...dynamic.map((name) => name.slice(1, -1))],
    // `import(variable)`, `createRequire(…)(…)`, `eval`, `new Function`.
    loads:
      dynamic.some((name) => !/^["']/.test(name)) ||
      /\beval\(|\bnew Function\(|\brunIn\w*Context\(/.test(text),
  };
}
