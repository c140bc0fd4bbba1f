import { join } from "node:path";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";
import { createEngineProcess } from "../../../src/adapters/engine-process/engine-process.ts";
import type { Answered } from "../../../src/app/engine/calls.ts";
import { makeProject } from "../../support/project.ts";

const entry = join(import.meta.dirname, "../../../src/cli/start.js");

const spec = `---
subject: ../src/double.ts
---
# Double

## Doubles

- \`double(2)\` is \`4\`.
- \`double(5)\` is \`10\`.
`;

function startEngine(files: Readonly<Record<string, string>>) {
  const cwd = makeProject(files);
  const engine = createEngineProcess({ program: process.execPath, args: [entry, "engine"], cwd });
  onTestFinished(() => engine.close());
  return engine;
}

function answerOf<Name extends Answered["do"]>(answered: Answered, name: Name) {
  expect(answered.do).toBe(name);
  return answered.answer as Extract<Answered, { do: Name }>["answer"];
}

test("an engine in a process of its own answers several requests, and is told of what goes on", async () => {
  const engine = startEngine({
    "specs/double.md": spec,
    "src/double.ts": "export const double = (n: number) => n * 2;\n",
  });
  const seen: string[] = [];
  const [overview, opened, generated] = await Promise.all([
    engine.ask({ do: "overview" }),
    engine.ask({ do: "open", spec: "specs/double.md" }),
    engine.ask(
      { do: "generate", specs: [], force: false },
      { seen: (example, outcome) => seen.push(`${example} ${outcome.is}`) },
    ),
  ]);
  expect(answerOf(overview, "overview").specs.map(({ title, examples }) => [title, examples])).toStrictEqual([
    ["Double", 2],
  ]);
  expect(answerOf(opened, "open").requirements[0]?.examples.map(({ place }) => place.line)).toStrictEqual([
    8, 9,
  ]);
  const { red } = answerOf(generated, "generate");
  expect([red?.total, red?.notImplemented, red?.alreadyGreen.length]).toStrictEqual([2, 2, 2]);
  expect(seen.map((line) => line.split(" ").at(-1))).toStrictEqual(["notImplemented", "notImplemented"]);
});

test("what was asked for can be cancelled, and a person's mistake comes back in words", async () => {
  const engine = startEngine({ "specs/double.md": spec });
  const abort = new AbortController();
  const checking = engine.ask({ do: "check", specs: [] }, { signal: abort.signal });
  const refused = engine.ask({ do: "open", spec: "specs/triple.md" });
  await expect(refused).rejects.toThrow("there is no spec specs/triple.md");
  abort.abort();
  await expect(checking).rejects.toThrow("stopped");
});

test("when it dies, what it was asked is refused, and the next request starts another", async () => {
  const engine = startEngine({ "specs/double.md": spec, "greenbar.config.ts": "while (true) {}\n" });
  const asked = engine.ask({ do: "overview" });
  engine.close();
  await expect(asked).rejects.toThrow("greenbar's own engine stopped");
});
