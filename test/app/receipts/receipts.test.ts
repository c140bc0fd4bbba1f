import { describe, expect, test } from "vitest";
import { readProject } from "../../../src/app/read-project.ts";
import { keepReceipts, receiptChanges } from "../../../src/app/receipts/keep-receipts.ts";
import { receiptStandings } from "../../../src/app/receipts/receipt-standings.ts";
import { receiptStands } from "../../../src/app/receipts/receipt-stands.ts";
import { hashText } from "../../../src/loop/hash.ts";
import { emptyState } from "../../../src/loop/state.ts";
import type { RunState } from "../../../src/loop/state.ts";
import { readReceipt } from "../../../src/verdict/receipt.ts";
import { addSpec, right, wrong } from "../../support/runs.ts";
import { receiptWorld, sha256 } from "./receipt-world.ts";

const sum = "export const sum = (a: number, b: number): number => a + b;\n";
const before = { "specs/add.md": addSpec, "src/add.ts": wrong, "src/other.ts": "export {};\n" };
const path = ".greenbar/receipts/add.json";

/** A project, and a run in a copy of it that ended green with these files. */
function scene(proposed: Readonly<Record<string, string>>) {
  const made = receiptWorld(before, { r1: { events: [], copy: proposed } });
  const state = (some: Partial<RunState> = {}): RunState => ({
    ...emptyState,
    started: {
      type: "run-started",
      run: "r1",
      specs: ["specs/add.md"],
      agent: "anthropic",
      model: "claude-sonnet-5-5",
      budgets: emptyState.budgets,
      snapshot: made.snapshot().hash,
      sandbox: "bubblewrap",
    },
    outcome: "green",
    proposal: {
      files: Object.entries(proposed).map(([file, text]) => ({
        path: file,
        preHash: null,
        postHash: hashText(text),
      })),
    },
    ...some,
  });
  const keep = async (some: Partial<Parameters<typeof keepReceipts>[2]> = {}) => {
    const project = await readProject(made.world, []);
    const run = {
      id: "r1",
      state: state(),
      snapshot: made.snapshot(),
      sandbox: "bubblewrap",
      worksIn: "copy",
    } as const;
    await keepReceipts(made.world, project, { ...run, ...some });
    return receiptChanges(made.world.disk, "r1");
  };
  /** Writes the run's files and its receipts, as applying it does. */
  const apply = async () => {
    const changes = await keep();
    for (const [file, text] of Object.entries(proposed)) made.files.set(file, text);
    await made.world.disk.write(changes);
  };
  const standing = async () => {
    const project = await readProject(made.world, []);
    return receiptStands(made.world, project, project.specs[0] as (typeof project.specs)[number]);
  };
  return { ...made, state, keep, apply, standing };
}

describe("what a green run keeps", () => {
  test("speaks of the files that were judged, and of how", async () => {
    const { keep } = scene({ "src/add.ts": `import "./sum.ts";\n${right}`, "src/sum.ts": sum });
    const [change, ...others] = await keep();
    expect(others).toStrictEqual([]);
    expect(change).toMatchObject({ path, before: null });
    const read = readReceipt(change?.after ?? "");
    if (!("receipt" in read)) throw new Error(read.problem);
    expect(Object.fromEntries(read.receipt.facts.subject)).toStrictEqual({
      "src/add.ts": sha256(`import "./sum.ts";\n${right}`),
      "src/sum.ts": sha256(sum),
    });
    expect(read.receipt.facts.specText).toBe(sha256(addSpec));
    expect(read.receipt.claims).toStrictEqual({
      sandbox: "bubblewrap",
      agent: "anthropic",
      model: "claude-sonnet-5-5",
      holdOuts: 1,
      examples: 6,
      passed: 6,
    });
  });

  test("is nothing once the project is no longer as the run found it", async () => {
    const { keep, files, state } = scene({ "src/add.ts": right });
    const found = state();
    files.set("src/other.ts", "export const more = 1;\n");
    expect(await keep({ state: found })).toStrictEqual([]);
  });

  test("of an edit in the project itself is what the verdict's fingerprint speaks of", async () => {
    const { keep, files, state, snapshot } = scene({});
    files.set("src/add.ts", right);
    const judged = { code: hashText(snapshot().hash), by: "judge", outcome: "green" } as RunState["verdict"];
    const ended = { state: state({ verdict: judged }), worksIn: "tree" } as const;
    const [change] = await keep(ended);
    expect(JSON.parse(change?.after ?? "")).toMatchObject({
      holdOuts: "visible",
      subject: { "src/add.ts": sha256(right) },
    });
    files.set("src/add.ts", wrong);
    expect(await keep(ended)).toStrictEqual([]);
  });

  test("is unsandboxed as soon as one of its sessions was", async () => {
    const { keep, state } = scene({ "src/add.ts": right });
    const { started } = state();
    const session = { state: state({ started: started && { ...started, sandbox: "none" } }) };
    expect(JSON.parse((await keep(session))[0]?.after ?? "")).toMatchObject({ sandbox: "none" });
    expect(JSON.parse((await keep({ sandbox: "none" }))[0]?.after ?? "")).toMatchObject({ sandbox: "none" });
  });

  test.each([
    ["no JSON", "{"],
    ["a path outside the folder of receipts", '{ "package.json": "{}" }'],
    ["a text that is none", `{ "${path}": 1 }`],
  ])("is not written when it is %s", async (_, text) => {
    const { files, world } = scene({});
    files.set(".greenbar/runs/r1/receipts.json", text);
    await expect(receiptChanges(world.disk, "r1")).rejects.toMatchObject({ exitCode: 4 });
  });
});

describe("whether a receipt stands", () => {
  test("is no question without one, and costs no look at the files", async () => {
    const { standing, world, snapshots } = scene({});
    expect(await standing()).toStrictEqual({ has: false, stands: false, differs: null });
    expect(await receiptStandings(world, [])).toStrictEqual(new Map());
    expect(snapshots).toStrictEqual([]);
  });

  test("it does on the tree that was judged", async () => {
    const { apply, standing, world } = scene({ "src/add.ts": right });
    await apply();
    expect(await standing()).toStrictEqual({ has: true, stands: true, differs: null });
    expect((await receiptStandings(world, [])).get("specs/add.md")?.stands).toBe(true);
  });

  test.each<[string, string, string, RegExp]>([
    [
      "a cell of the spec",
      "specs/add.md",
      addSpec.replace("| 1 | 2 | 3 |", "| 1 | 2 | 4 |"),
      /^specs\/add\.md changed/,
    ],
    ["the subject", "src/add.ts", wrong, /^src\/add\.ts changed/],
    ["what the subject imports", "src/sum.ts", `${sum}// more\n`, /^src\/sum\.ts changed/],
    [
      "any other file",
      "src/other.ts",
      "export const more = 1;\n",
      /^a file of the project that the subject does not import/,
    ],
    ["the receipt itself", path, "{}", /^\.greenbar\/receipts\/add\.json:1 cannot be read/],
  ])("not when %s changed", async (_, file, text, says) => {
    const { apply, standing, files } = scene({
      "src/add.ts": `import "./sum.ts";\n${right}`,
      "src/sum.ts": sum,
    });
    await apply();
    files.set(file, text);
    const found = await standing();
    expect(found).toMatchObject({ has: true, stands: false });
    expect(found.differs).toMatch(says);
  });

  test.each(["specs/sum.md", "test/specs/sum.test.ts", ".greenbar/lock.json"])(
    "it does when only %s changed",
    async (file) => {
      const { apply, standing, files } = scene({ "src/add.ts": right });
      await apply();
      files.set(file, file.endsWith(".json") ? '{ "version": 1, "suites": {}, "examples": {} }' : "# Sum\n");
      expect(await standing()).toMatchObject({ stands: true });
    },
  );
});
