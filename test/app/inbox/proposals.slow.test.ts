import { describe, expect, test } from "vitest";
import { undo } from "../../../src/app/examples/undo.ts";
import { contextOf } from "../../../src/app/inbox/context.ts";
import { decide } from "../../../src/app/inbox/decide.ts";
import { readInbox } from "../../../src/app/inbox/read-inbox.ts";
import { acceptProposal } from "../../../src/app/propose/accept-proposal.ts";
import { readPending } from "../../../src/app/propose/pending.ts";
import { receiveProposals } from "../../../src/app/propose/receive.ts";
import { draft, page } from "../propose/checking.ts";
import { proposeWorld } from "../propose/propose-world.ts";

const spec = "specs/x.md";

async function waiting(markdowns: readonly string[] = ["| a | a |"]) {
  const project = proposeWorld({ [spec]: page, "src/x.ts": "export const slug = (t) => t;\n" });
  const drafts = markdowns.map((markdown) => draft({ markdown, why: "an edge" }));
  await receiveProposals(
    project.world,
    spec,
    { drafts, refused: [], by: { agent: "anthropic", model: "m-1" } },
    {},
  );
  const of = async (kind: string) => (await readInbox(project.world)).filter(({ is }) => is === kind);
  return { ...project, of };
}

describe("a proposal in the inbox", () => {
  test("stands with its change, who proposed it and what was seen", async () => {
    const { of } = await waiting();
    const [item] = await of("proposal");
    expect(item).toMatchObject({ spec, at: 14, title: 'Proposed examples for "Joins words"', problem: null });
    expect(item?.answers.map(({ key, decision }) => `${key} ${decision}`)).toStrictEqual([
      "a accept",
      "e edit",
      "d decline",
      "s open-spec",
      "l later",
    ]);
    const said = JSON.stringify(item === undefined ? null : contextOf(item));
    for (const words of ["anthropic m-1 proposes", "an edge", "seen red against the stub, all 1"]) {
      expect(said).toContain(words);
    }
  });

  test.each([
    ["accept", null, "| a           | a             |"],
    ["edit", "| own | own |", "| own         | own           |"],
  ] as const)("%s writes it; undone, it waits again", async (decision, text, row) => {
    const { world, files, of } = await waiting();
    const before = new Map(files);
    const [item] = await of("proposal");
    const { changes, said } = await decide(world, item?.id ?? "", decision, text);
    expect(files.get(spec)).toContain(row);
    expect(said).toBe("Line 14 of specs/x.md has it.");
    expect(await of("proposal")).toStrictEqual([]);
    await undo(world, changes);
    expect(files).toStrictEqual(before);
  });

  test("rejected, it is gone and the spec as it was; undone, it waits again", async () => {
    const { world, files, of } = await waiting();
    const [item] = await of("proposal");
    const { changes } = await decide(world, item?.id ?? "", "decline");
    expect([await of("proposal"), files.get(spec)]).toStrictEqual([[], page]);
    await undo(world, changes);
    expect(await of("proposal")).toHaveLength(1);
  });

  test("put off, it is listed last and not counted", async () => {
    const { world, of } = await waiting(["| a | a |", "| b | b |"]);
    const [first] = await of("proposal");
    await decide(world, first?.id ?? "", "later");
    expect((await of("proposal")).map(({ isLater }) => isLater)).toStrictEqual([false, true]);
  });

  test("that no longer fits says why, and cannot be accepted as it is", async () => {
    const { files, of } = await waiting();
    files.set(spec, page.replace("| two words   | two-words     |", "| a           | other         |"));
    const [item] = await of("proposal");
    expect(item).toMatchObject({ at: null, patch: [], problem: "it contradicts line 13" });
    expect(item?.answers.map(({ decision }) => decision)).not.toContain("accept");
  });

  test("of a spec that is gone can be set aside", async () => {
    const { world, files, of } = await waiting();
    files.delete(spec);
    files.set("specs/other.md", "# Other\n");
    const [item] = await of("proposal");
    expect(item).toMatchObject({ problem: "specs/x.md cannot be read" });
    await decide(world, item?.id ?? "", "decline");
    expect(await readPending(world.disk)).toStrictEqual([]);
  });
});

test("unreviewed examples wait, by spec, until a person confirms them; undone, they wait again", async () => {
  const { world, of } = await waiting();
  const [pending] = await readPending(world.disk);
  await acceptProposal(world, pending?.id ?? "", "accept-all", null);
  const [item] = await of("unreviewed");
  expect(item).toMatchObject({ spec, at: 14, title: "1 example was accepted by nobody yet" });
  const { changes, said } = await decide(world, item?.id ?? "", "confirm");
  expect(said).toBe("1 example confirmed.");
  expect(await of("unreviewed")).toStrictEqual([]);
  await undo(world, changes);
  expect(await of("unreviewed")).toHaveLength(1);
});
