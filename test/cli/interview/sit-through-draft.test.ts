import { expect, test } from "vitest";
import { readDraft } from "../../../src/app/interview/read-draft.ts";
import { settleDraft } from "../../../src/app/interview/settle-draft.ts";
import { placeOfNew } from "../../../src/app/new-spec.ts";
import { sitThroughDraft } from "../../../src/cli/interview/sit-through-draft.ts";
import { wantsDraft } from "../../../src/cli/interview/wants-draft.ts";
import { proposeWorld } from "../../app/propose/propose-world.ts";
import { createMemoryScreen } from "../../support/memory-screen.ts";

const draft = `# X

Doubles it.

## Doubles

- \`double(2)\` is \`4\`.

## Refuses

- \`double(null)\` throws.

## Open questions

- Why?
`;
const own = "Makes it twice as much.";

async function sit(words: readonly string[], edits: readonly (string | null)[] = []) {
  const { world, files, runs } = proposeWorld({ "package.json": "{}" });
  const before = new Map(files);
  const place = await placeOfNew(world.disk, "x", null);
  const { drafted } = readDraft(draft, place.subject);
  const given = { drafted: { ...drafted, intent: own }, refused: [] };
  const settled = await settleDraft(world, place, given, [], {});
  const { screen, out, err } = createMemoryScreen();
  const left = [...words];
  const texts = [...edits];
  const decided = await sitThroughDraft(
    {
      screen,
      world,
      prompt: () => Promise.resolve(left.shift() ?? "q"),
      edit: () => Promise.resolve(texts.shift() ?? null),
      signal: new AbortController().signal,
    },
    place,
    { draft: settled, own, wording: drafted.intent },
  );
  expect(files).toStrictEqual(before);
  const body = decided?.text.replace("---\nsubject: ../src/x.ts\n---\n# X\n\n", "") ?? null;
  return { body, decided, out: out.join("\n"), err: err.join("\n"), runs };
}

const all = draft.replace("# X\n\n", "");

test("all kept is all of the draft; nothing is run twice, and nothing written here", async () => {
  const { body, runs, decided } = await sit(["k", "k", "k", "k", "w"]);
  expect([body, runs.length, decided?.seen.length]).toStrictEqual([all, 1, 2]);
});

test("leave out: one's own sentence stands, the rest is kept", async () => {
  const { body } = await sit(["o", "k", "o", "o", "w"]);
  expect(body).toBe(`${own}\n\n## Doubles\n\n- \`double(2)\` is \`4\`.\n`);
});

test("later: a requirement becomes an open question", async () => {
  const { body } = await sit(["k", "k", "l", "k", "w"]);
  expect(body).toContain("## Open questions\n\n- Refuses: is that wanted?\n- Why?\n");
});

test("undo goes back as often as wanted, from the end too", async () => {
  const { body, out } = await sit(["u", "o", "o", "u", "u", "k", "k", "k", "o", "u", "k", "w"]);
  expect(body).toBe(all);
  expect(out).toContain("There is nothing to take back.");
  expect((await sit(["k", "k", "k", "o", "u", "k", "w"])).body).toBe(all);
});

test("edit: one's own words are compiled and run with what was kept", async () => {
  const { body, runs } = await sit(["k", "k", "e", "k", "w"], ["- `double(1n)` throws `TypeError`."]);
  expect(body).toContain("## Refuses\n\n- `double(1n)` throws `TypeError`.\n");
  expect(runs).toHaveLength(2);
});

test.each([
  ["do not compile", "- `double(3)` is `6 +`."],
  ["contradict what was kept", "- `double(2)` is `5`."],
  ["hold a comment", "- `double(3)` is `6`. <!-- x -->"],
])("words that %s are told, and asked for again", async (_, text) => {
  const { body, err } = await sit(["k", "k", "e", "k", "k", "w"], [text]);
  expect(body).toBe(all);
  expect(err).not.toBe("");
});

test.each([
  ["at once", []],
  ["after everything was kept", ["k", "k", "k", "k", "q"]],
  ["where nothing was kept", ["o", "o", "o", "o", "w", "q"]],
])("left %s, there is no spec", async (_, words) => {
  expect((await sit(words)).decided).toBe(null);
});

test("a model is asked only when an option says so", () => {
  expect([{ interview: true }, { intent: "x" }, { answers: "a.json" }, {}].map(wantsDraft)).toStrictEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(
    [{ propose: true }, { model: "m" }, { brief: true }, { proposals: "-" }].map(wantsDraft),
  ).toStrictEqual([true, true, true, true]);
});
