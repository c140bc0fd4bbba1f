import { describe, expect, test } from "vitest";
import { decide } from "../../../src/app/inbox/decide.ts";
import { readInbox } from "../../../src/app/inbox/read-inbox.ts";
import { applyEarlierRun } from "../../../src/app/run/apply-earlier.ts";
import type { AgentKind } from "../../../src/app/run/agents.ts";
import { lockPath, readProject } from "../../../src/app/read-project.ts";
import { finishApply } from "../../../src/app/run/finish-apply.ts";
import { resumableRun } from "../../../src/app/run/resumable-run.ts";
import { worldAtRun } from "../../../src/app/run/world-at-run.ts";
import { readEvents } from "../../../src/ledger/read-events.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import { hashText } from "../../../src/loop/hash.ts";
import { printLock, readLock, textHash } from "../../../src/verdict/lock.ts";
import { ended, started } from "./events.ts";
import type { MemoryWorld } from "./memory-world.ts";
import { memoryWorld } from "./memory-world.ts";

const main = "openspec/specs/titles/spec.md";
const delta = "openspec/changes/trim/specs/titles/spec.md";
const first = "openspec/changes/count/specs/counts/spec.md";
const old = 'export const slugify = (title) => title.replaceAll(" ", "-");\n';
const now = 'export const slugify = (title) => title.trim().replaceAll(" ", "-");\n';

const requirement = (title: string, call: string, result: string) =>
  `### Requirement: ${title}\nThe system SHALL do it.\n\n#### Scenario: one\n- **WHEN** \`${call}\` is called\n- **THEN** the result SHALL be \`${result}\`\n`;
const head = "---\nsubject: ../../../src/titles.ts\n---\n# titles Specification\n\n## Requirements\n\n";

const project = {
  "src/titles.ts": old,
  [main]: head + requirement("Joins", 'slugify("a b")', '"a-b"'),
  [delta]: `## ADDED Requirements\n\n${requirement("Trims", 'slugify(" a ")', '"a"')}`,
  [first]: `## ADDED Requirements\n\n${requirement("Counts", 'slugify("")', '""')}`,
};

const greenOf = (over: Parameters<typeof started>[0]): readonly RunEvent[] => [
  started({ specs: [main], ...over }),
  ended("green"),
  {
    type: "proposal",
    files: [{ path: "src/titles.ts", preHash: hashText(old), postHash: hashText(now) }],
  },
];
const copy = { "src/titles.ts": now };
const ofChange = { events: greenOf({ change: "trim" }), copy };

/** The project, its specs where OpenSpec has them. */
function scene(runs: Parameters<typeof memoryWorld>[1], files: Readonly<Record<string, string>> = project) {
  const memory = memoryWorld(files, runs);
  const config = () => Promise.resolve({ path: "greenbar.config.ts", value: { specs: "openspec/specs" } });
  return { ...memory, world: { ...memory.world, disk: { ...memory.world.disk, config } } };
}

const items = async ({ world }: Pick<MemoryWorld, "world">) =>
  (await readInbox(world)).filter((item) => "run" in item);

describe("a green run of a change that was not accepted", () => {
  test("waits in the inbox, says which change, and is accepted there", async () => {
    const memory = scene({ r1: ofChange });
    const [item] = await items(memory);
    expect(item).toMatchObject({
      is: "accept",
      run: "r1",
      title: "A green result waits to be written: src/titles.ts (change trim)",
    });
    const { said } = await decide(memory.world, item?.id ?? "", "accept");
    expect(said).toBe("Wrote src/titles.ts.");
    expect(memory.files.get("src/titles.ts")).toBe(now);
    expect(memory.files.get(main)).toBe(project[main]);
    expect(await items(memory)).toStrictEqual([]);
  });

  test("is not put aside by a later run of the specs as they are, but by one of the same change", async () => {
    const plain = { events: greenOf({}), copy };
    expect((await items(scene({ r1: ofChange, r2: plain }))).map((item) => item.id.length)).toHaveLength(2);
    expect(await items(scene({ r1: ofChange, r2: ofChange }))).toMatchObject([{ run: "r2" }]);
    expect(await items(scene({ r1: plain, r2: ofChange }))).toHaveLength(2);
  });

  test("of a spec that is not there yet waits too", async () => {
    const events = greenOf({ change: "count", specs: ["openspec/specs/counts/spec.md"] });
    expect(await items(scene({ r1: { events, copy } }))).toMatchObject([{ is: "accept", run: "r1" }]);
  });

  test("of a change that is no more waits no longer, and can be applied by its name", async () => {
    const { [delta]: _, ...archived } = project;
    const memory = scene({ r1: ofChange }, archived);
    expect(await items(memory)).toStrictEqual([]);
    await applyEarlierRun(memory.world, "r1", () => Promise.resolve(true));
    expect(memory.files.get("src/titles.ts")).toBe(now);
  });

  test("that moved on is run again as it was: for the change", async () => {
    const memory = scene({ r1: ofChange }, { ...project, "src/titles.ts": "mine\n" });
    const [item] = await items(memory);
    expect(item?.answers.find(({ decision }) => decision === "run-again")?.does).toMatchObject({
      do: "start",
      order: { specs: [main], change: "trim", fresh: true },
    });
  });
});

test("a run of a change that stopped is read as it read its specs, those that are no more left out", async () => {
  const events = [
    started({ specs: [main, "openspec/specs/gone/spec.md"], change: "trim" }),
    { type: "conflict-reported", requirement: "titles/trims", lines: [19], reason: "so" } as const,
    ended("ambiguous"),
  ];
  const [item] = await items(scene({ r1: { events } }));
  expect(item).toMatchObject({ is: "conflict", run: "r1", spec: main });
  // Line 19 of the spec as the change has it; the main spec ends before.
  expect(JSON.stringify(item)).toContain('slugify(\\" a \\")');
});

test("what is applied says of the change's own examples that they have held", async () => {
  const memory = scene({ r1: ofChange });
  const changed = await worldAtRun(memory.world, "trim");
  const { specs } = await readProject(changed, [main]);
  const examples = specs.flatMap(({ plan }) => plan.requirements.flatMap((one) => one.examples));
  const entries = examples.map((example) => {
    const entry = { text: textHash(example), test: "1", red: "notImplemented", held: false } as const;
    return [example.id, entry] as const;
  });
  memory.files.set(lockPath, printLock({ suites: new Map(), examples: new Map(entries) }));
  await applyEarlierRun(memory.world, "r1", () => Promise.resolve(true));
  const read = readLock(memory.files.get(lockPath) ?? "");
  const held = "lock" in read ? [...read.lock.examples].map(([id, entry]) => [id, entry.held]) : [];
  expect(held).toStrictEqual(examples.map(({ id }) => [id, true]));
  expect(held).toHaveLength(2);
  expect(memory.files.get(main)).not.toContain("Trims");
});

test("the change is made once: in a world that has it already, the run is finished as it is", async () => {
  const memory = scene({ r1: { ...ofChange, events: [...ofChange.events, intended] } });
  memory.files.set("src/titles.ts", now);
  const changed = await worldAtRun(memory.world, "trim");
  expect(await finishApply(changed, "trim")).toMatchObject({ id: "r1", state: { decided: "applied" } });
});

const intended: RunEvent = {
  type: "apply-intended",
  files: [{ path: "src/titles.ts", preHash: hashText(old), postHash: hashText(now) }],
};

test.each([
  ["trim", "trim", "r1"],
  ["trim", undefined, null],
  ["trim", "count", null],
  [undefined, undefined, "r1"],
  [undefined, "trim", null],
])("a run for %s is gone on with by one for %s: %s", async (was, wanted, found) => {
  const events = greenOf(was === undefined ? {} : { change: was });
  const { world } = scene({ r1: { events, copy } });
  const agent = { name: "anthropic", model: "a-model", worksIn: "copy" } as AgentKind;
  expect(await resumableRun(world.runs, { specs: [main], change: wanted }, agent, "s")).toBe(found);
});

test("a ledger that names no change is read as ever", () => {
  expect(readEvents(greenOf({}))[0]).not.toHaveProperty("change");
});
