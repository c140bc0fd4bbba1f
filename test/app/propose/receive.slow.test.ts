import { describe, expect, test } from "vitest";
import { acceptProposal, rejectProposal } from "../../../src/app/propose/accept-proposal.ts";
import { pendingPath, readPending } from "../../../src/app/propose/pending.ts";
import type { Draft } from "../../../src/app/propose/proposal.ts";
import { receiveProposals } from "../../../src/app/propose/receive.ts";
import { confirmExamples, unreviewedExamples } from "../../../src/app/propose/unreviewed.ts";
import { readProject } from "../../../src/app/read-project.ts";
import type { TestOutcome } from "../../../src/verdict/report.ts";
import { draft, page, safe } from "./checking.ts";
import type { Outcomes } from "./propose-world.ts";
import { proposeWorld } from "./propose-world.ts";

const spec = "specs/x.md";
const lockPath = ".greenbar/lock.json";
const code = "export const slug = (title) => title;\n";
const by = { agent: "anthropic", model: "m-1" };
const row = draft({ markdown: "| a | a |", why: "short" });

async function receive(drafts: readonly Draft[], outcomes: Outcomes = {}, text = page) {
  const project = proposeWorld({ "package.json": "{}", [spec]: text, "src/x.ts": code }, outcomes);
  const received = await receiveProposals(project.world, spec, { drafts, refused: [], by }, {});
  return { ...project, ...received, reasons: received.refused.map(({ reason }) => reason) };
}

describe("what comes in", () => {
  test("waits with what was seen of it, and the spec is as it was", async () => {
    const { pending, files } = await receive([row]);
    expect(pending).toMatchObject([
      { spec, kind: "examples", by, why: "short", seen: [{ red: "notImplemented", now: "holds" }] },
    ]);
    expect(files.get(spec)).toBe(page);
    expect(files.has(lockPath)).toBe(false);
  });

  test("an example that passes on the stub proves nothing, and is not shown", async () => {
    const { pending, reasons, files } = await receive([row], { onStub: () => ({ is: "passed" }) });
    expect([pending, reasons]).toStrictEqual([[], ["not-red"]]);
    expect(files.has(pendingPath)).toBe(false);
  });

  test("one that never ends does not take the others with it: each is run alone then", async () => {
    const slow = draft({ markdown: "| slow | slow |" });
    const onStub = (name: string): TestOutcome =>
      name.includes("slow") ? { is: "timeout", message: "5 s" } : { is: "notImplemented", name: "slug" };
    const { pending, reasons, runs } = await receive([slow, row], { onStub });
    expect(pending.map(({ markdown }) => markdown)).toStrictEqual([row.markdown]);
    expect(reasons).toStrictEqual(["not-red"]);
    expect(runs).toHaveLength(3);
  });

  test("what fits together is run together, what contradicts each other is not", async () => {
    const one = await receive([row, draft({ markdown: "| b | b |" })]);
    expect(one.runs).toHaveLength(1);
    const two = await receive([row, draft({ markdown: "| a | b |" })]);
    expect([two.runs.length, two.pending.length]).toStrictEqual([2, 2]);
  });

  test("without a sandbox only plain calls with plain values are run", async () => {
    const snippet = draft({ requirement: safe, markdown: '```ts\nslug("q") // => "q"\n```' });
    const { pending, reasons, runs } = await receive([row, snippet], { sandbox: false });
    expect(pending.map(({ markdown }) => markdown)).toStrictEqual([row.markdown]);
    expect(reasons).toStrictEqual(["needs-sandbox"]);
    expect(runs.flat().some((name) => name.includes('"q"'))).toBe(false);
  });

  test("a flood is cut, the same twice is once", async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => draft({ markdown: `| w${at} | w${at} |` }));
    const { pending, refused } = await receive([row, row, ...many]);
    expect(pending).toHaveLength(49);
    expect(refused.map(({ reason, count }) => [reason, count])).toStrictEqual([
      ["too-many", 9_952],
      ["already-there", 1],
    ]);
  });
});

describe("accepting", () => {
  test("writes its own stretch, and into the lock who proposed and who accepted; undone, all is as it was", async () => {
    const { world, files, pending, undo } = await receive([row]);
    const before = new Map(files);
    const { changes, line } = await acceptProposal(world, pending[0]?.id ?? "", "person", null);
    expect(files.get(spec)).toBe(
      page.replace("two-words     |\n", "two-words     |\n| a           | a             |\n"),
    );
    expect(line).toBe(14);
    const lock = JSON.parse(files.get(lockPath) ?? "{}") as { examples: Record<string, object> };
    expect(Object.values(lock.examples)).toMatchObject([
      { red: "notImplemented", held: true, proposedBy: by, acceptedBy: "person" },
    ]);
    expect(files.has(pendingPath)).toBe(false);
    await undo(changes);
    expect(files).toStrictEqual(before);
  });

  test("is checked again: what was said in between counts", async () => {
    const { world, files, pending } = await receive([row]);
    files.set(spec, page.replace("| two words   | two-words     |\n", "| a | other |\n"));
    const accepting = acceptProposal(world, pending[0]?.id ?? "", "person", null);
    await expect(accepting).rejects.toThrow("it contradicts line 13");
    expect(await readPending(world.disk)).toHaveLength(1);
  });

  test("a change elsewhere asks for no second run; the person's own words do, and must be red too", async () => {
    const { world, files, pending, runs } = await receive([row, draft({ markdown: "| b | b |" })]);
    files.set(spec, `${page}\nMore words.\n`);
    const [first, second] = pending.map(({ id }) => id);
    await acceptProposal(world, first ?? "", "person", null);
    expect(runs).toHaveLength(1);
    await acceptProposal(world, second ?? "", "person", "| c | c |");
    expect(runs).toHaveLength(2);
    expect(files.get(spec)).toContain("| c           | c             |");
    expect(files.get(spec)?.endsWith("\nMore words.\n")).toBe(true);
  });

  test("rejecting takes it away, and can be taken back", async () => {
    const { world, files, pending, undo } = await receive([row]);
    const before = new Map(files);
    const changes = await rejectProposal(world, pending[0]?.id ?? "");
    expect(files.has(pendingPath)).toBe(false);
    await undo(changes);
    expect(files).toStrictEqual(before);
  });
});

test("what nobody accepted is unreviewed until a person confirms it", async () => {
  const { world, files, pending } = await receive([row]);
  await acceptProposal(world, pending[0]?.id ?? "", "accept-all", null);
  expect(unreviewedExamples(await readProject(world, []))).toMatchObject([
    { spec, line: 14, by: "anthropic m-1", requirement: "Joins words" },
  ]);
  const { confirmed } = await confirmExamples(world, spec);
  expect(confirmed).toHaveLength(1);
  expect(unreviewedExamples(await readProject(world, []))).toStrictEqual([]);
  expect(files.get(lockPath)).toContain('"acceptedBy":"person"');
});

test("an unreviewed example that a person changes in the spec is nobody's proposal any more", async () => {
  const { world, files, pending } = await receive([row]);
  await acceptProposal(world, pending[0]?.id ?? "", "accept-all", null);
  files.set(spec, (files.get(spec) ?? "").replace("| a           | a ", "| a           | b "));
  expect(unreviewedExamples(await readProject(world, []))).toStrictEqual([]);
});

test("a damaged file of what waits is said, with what mends it", async () => {
  const { world, files } = await receive([row]);
  files.set(pendingPath, "{");
  await expect(readPending(world.disk)).rejects.toThrow(`${pendingPath} cannot be read`);
});
