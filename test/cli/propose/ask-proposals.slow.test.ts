import { expect, test } from "vitest";
import { readPending } from "../../../src/app/propose/pending.ts";
import { receiveProposals } from "../../../src/app/propose/receive.ts";
import { sitThrough } from "../../../src/cli/propose/ask-proposals.ts";
import { draft, page } from "../../app/propose/checking.ts";
import { proposeWorld } from "../../app/propose/propose-world.ts";
import { createMemoryScreen } from "../../support/memory-screen.ts";

const spec = "specs/x.md";

async function sit(words: readonly string[], edited: string | null = null) {
  const { world, files } = proposeWorld({ [spec]: page, "src/x.ts": "export const slug = (t) => t;\n" });
  const drafts = ["| a | a |", "| b | b |", "| c | c |"].map((markdown) => draft({ markdown }));
  await receiveProposals(world, spec, { drafts, refused: [], by: { agent: "handoff", model: null } }, {});
  const { screen, out, err } = createMemoryScreen();
  const left = [...words];
  const code = await sitThrough(
    {
      screen,
      world,
      prompt: () => Promise.resolve(left.shift() ?? "q"),
      edit: () => Promise.resolve(edited),
      signal: new AbortController().signal,
    },
    spec,
  );
  const rows = (files.get(spec) ?? "").split("\n").filter((line) => /^\| [a-z] /.test(line));
  return { code, out, err, rows, left: (await readPending(world.disk)).length, text: files.get(spec) };
}

test("accept, reject, later: one at a time", async () => {
  const { code, rows, left, out } = await sit(["a", "r", "l"]);
  expect(rows).toStrictEqual(["| a           | a             |"]);
  expect([code, left]).toStrictEqual([1, 1]);
  expect(out.join("\n")).toContain("+ | a           | a             |");
});

test("undo takes back what was accepted or rejected, the latest first", async () => {
  const { text, left } = await sit(["a", "r", "u", "u", "q"]);
  expect([text, left]).toStrictEqual([page, 3]);
});

test("undo with nothing done says so, and goes on", async () => {
  expect((await sit(["u", "q"])).out).toContain("There is nothing to take back.");
});

test("one's own words go in instead; what does not pass is said, and asked again", async () => {
  const { rows, left } = await sit(["e", "q"], "| own | own |");
  expect([rows, left]).toStrictEqual([[], 2]);
  const wrong = await sit(["e", "q"], "| two words | no |");
  expect([wrong.text, wrong.left]).toStrictEqual([page, 3]);
  expect(wrong.err.join("\n")).toContain("it contradicts line 13");
});

test("all decided ends with 0", async () => {
  const { code, rows } = await sit(["a", "a", "a"]);
  expect([code, rows.length]).toStrictEqual([0, 3]);
});
