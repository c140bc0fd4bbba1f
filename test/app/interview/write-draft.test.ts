import { expect, test } from "vitest";
import { readDraft } from "../../../src/app/interview/read-draft.ts";
import { settleDraft } from "../../../src/app/interview/settle-draft.ts";
import { writeDraft } from "../../../src/app/interview/write-draft.ts";
import { placeOfNew } from "../../../src/app/new-spec.ts";
import { unreviewedExamples } from "../../../src/app/propose/unreviewed.ts";
import { readProject } from "../../../src/app/read-project.ts";
import { readLock } from "../../../src/verdict/lock.ts";
import { proposeWorld } from "../propose/propose-world.ts";

const spec = "specs/x.md";
const lock = ".greenbar/lock.json";
const by = { proposedBy: { agent: "anthropic", model: "m-1" }, acceptedBy: "accept-all" } as const;
const draft = "# X\n\n## Doubles\n\n- `double(2)` is `4`.\n- `double(3)` is `6`.\n";

async function settled(text = draft, files: Readonly<Record<string, string>> = {}) {
  const project = proposeWorld({ "package.json": "{}", ...files });
  const place = await placeOfNew(project.world.disk, "x", null);
  const found = await settleDraft(project.world, place, readDraft(text, place.subject), [], {});
  return { ...project, place, found };
}

test("one spec and its marks in the lock are all that is written, and nobody has reviewed them", async () => {
  const { world, files, place, found } = await settled();
  const before = [...files.keys()];
  const changes = await writeDraft(world, place, found, by, {});
  expect(changes.map(({ path }) => path)).toStrictEqual([spec, lock]);
  expect([...files.keys()].toSorted()).toStrictEqual([...before, spec, lock].toSorted());
  expect(files.get(spec)).toBe(found.text);
  const unreviewed = unreviewedExamples(await readProject(world, []));
  expect(unreviewed.map(({ text, by: who }) => [text, who])).toStrictEqual([
    ["`double(2)` is `4`.", "anthropic m-1"],
    ["`double(3)` is `6`.", "anthropic m-1"],
  ]);
});

test("what a person decided is theirs", async () => {
  const { world, files, place, found } = await settled();
  await writeDraft(world, place, found, { ...by, acceptedBy: "person" }, {});
  expect(unreviewedExamples(await readProject(world, []))).toStrictEqual([]);
  const read = readLock(files.get(lock) ?? null);
  const entries = "lock" in read ? [...read.lock.examples.values()] : [];
  expect(entries.map(({ red, held, acceptedBy }) => [red, held, acceptedBy])).toStrictEqual([
    ["notImplemented", false, "person"],
    ["notImplemented", false, "person"],
  ]);
});

test("a spec of questions alone leaves the lock as it is", async () => {
  const { world, files, place, found } = await settled("# X\n\n## Open questions\n\n- Why?\n");
  const changes = await writeDraft(world, place, found, by, {});
  expect(changes.map(({ path }) => path)).toStrictEqual([spec]);
  expect(files.get(spec)).toBe("---\nsubject: ../src/x.ts\n---\n# X\n\n## Open questions\n\n- Why?\n");
});

test("a spec that came to be there meanwhile is not touched, nor is the lock", async () => {
  const { world, files, place, found } = await settled();
  files.set(spec, "# Mine\n");
  await expect(writeDraft(world, place, found, by, {})).rejects.toThrow(spec);
  expect([files.get(spec), files.has(lock)]).toStrictEqual(["# Mine\n", false]);
});

test("what another spec says otherwise by now is not written", async () => {
  const { world, files, place, found } = await settled();
  const clash = { ...found, seen: [] };
  files.set("specs/y.md", "---\nsubject: ../src/x.ts\n---\n# Y\n\n## Z\n\n- `double(2)` is `5`.\n");
  await expect(writeDraft(world, place, clash, by, {})).rejects.toMatchObject({ exitCode: 2 });
  expect([files.has(spec), files.has(lock)]).toStrictEqual([false, false]);
});
