import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CliEnded } from "../support/cli.ts";
import { hasStack, runCli } from "../support/cli.ts";
import { until } from "../support/processes.ts";
import { writeFiles } from "../support/project.ts";

// Each file of these folders stands in for `src/impl.ts`; only `honest.ts` deserves that the spec holds.
const suites = [
  { name: "our own attacks", folder: join(import.meta.dirname, "../fixtures/attacks"), spec: "spec.md" },
  {
    name: "the shared attacks",
    folder: join(import.meta.dirname, "../../../shared/attacks"),
    spec: "impl.md",
  },
];

/** Requirements that an attack answers honestly: they hold, and only they. */
const honestInPart: Readonly<Record<string, readonly string[]>> = { "proxy-equal.ts": ["Adds"] };

// Short, so that what never ends takes seconds. Honest code has all the time that it has by default.
const settings = "export default { timeouts: { example: 1000, idle: 3000, run: 10000 } };\n";

interface Checked {
  readonly outcome: string;
  readonly requirements: readonly { readonly title: string; readonly status: string }[];
}

describe.each(suites)("$name", ({ folder, spec }) => {
  const isThere = existsSync(join(folder, "honest.ts"));
  const names = isThere ? readdirSync(folder).filter((name) => name.endsWith(".ts")) : [];
  const ended = new Map<string, CliEnded>();
  const changed = new Map<string, readonly string[]>();
  let base = "";

  beforeAll(async () => {
    base = realpathSync(mkdtempSync(join(tmpdir(), "greenbar-attacks-")));
    mkdirSync(join(base, "tmp"));
    const waiting = [...names];
    const worker = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await attack(name);
    };
    await Promise.all([worker(), worker(), worker()]);
  }, 300_000);

  afterAll(() => rmSync(base, { recursive: true, force: true }));

  async function attack(name: string): Promise<void> {
    const root = join(base, basename(name, ".ts"));
    writeFiles(root, {
      "package.json": '{ "name": "attacked", "type": "module" }\n',
      ...(name !== "honest.ts" && { "greenbar.config.ts": settings }),
      [`specs/${spec}`]: readFileSync(join(folder, spec), "utf8"),
      "src/impl.ts": readFileSync(join(folder, name), "utf8"),
    });
    const before = hashes(root);
    const env = { TMPDIR: join(base, "tmp") };
    ended.set(name, await runCli(["check", "--json"], { cwd: root, env, timeout: 120_000 }));
    const after = hashes(root);
    const paths = new Set([...before.keys(), ...after.keys()]);
    changed.set(
      name,
      [...paths].filter((path) => before.get(path) !== after.get(path)),
    );
  }

  test.skipIf(!isThere)("honest code holds (skipped where the folder is absent)", () => {
    const end = ended.get("honest.ts");
    expect(end?.stderr).toBe("");
    expect(end?.code).toBe(0);
    expect(document(end).outcome).toBe("green");
  });

  test.each(names.filter((name) => name !== "honest.ts"))("%s does not", (name) => {
    const end = ended.get(name);
    const { requirements } = document(end);
    const holding = honestInPart[name] ?? [];
    expect(requirements.length).toBeGreaterThan(1);
    for (const { title, status } of requirements) {
      expect([title, status]).toStrictEqual([title, holding.includes(title) ? "unproven" : "fails"]);
    }
    expect([1, 3]).toContain(end?.code);
    expect(hasStack(end?.all ?? "")).toBe(false);
    expect(changed.get(name)).toStrictEqual([]);
  });

  test.skipIf(!isThere)("nothing is left: no file in the temporary folder or beside the projects", () => {
    expect(readdirSync(join(base, "tmp"))).toStrictEqual([]);
    expect(readdirSync(base).toSorted()).toStrictEqual(
      ["tmp", ...names.map((name) => basename(name, ".ts"))].toSorted(),
    );
  });

  // Only Linux shows where a process works.
  test.skipIf(!isThere || process.platform !== "linux")("nothing is left: no process", async () => {
    await until(() => processesIn(base).length === 0, 5_000, "every process is gone");
    expect(processesIn(base)).toStrictEqual([]);
  });
});

function document(end: CliEnded | undefined): Checked {
  return JSON.parse(end?.stdout ?? "") as Checked;
}

/** Hash of every file, by path. */
function hashes(root: string): ReadonlyMap<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, createHash("sha256").update(readFileSync(path)).digest("hex")];
    }),
  );
}

/** Numbers of the processes that work in a folder, or name it. */
function processesIn(folder: string): string[] {
  return readdirSync("/proc").filter((entry) => {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) return false;
    try {
      const command = readFileSync(`/proc/${entry}/cmdline`, "utf8");
      return command.includes(folder) || readlinkSync(`/proc/${entry}/cwd`).startsWith(folder);
    } catch (error) {
      // It ended while it was looked at, or is somebody else's.
      if (["ENOENT", "ESRCH", "EACCES"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
      throw error;
    }
  });
}
