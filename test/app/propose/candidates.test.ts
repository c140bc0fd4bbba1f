import { describe, expect, test } from "vitest";
import { proposeCandidates } from "../../../src/adapters/anthropic/propose-candidates.ts";
import { candidatePrompt, candidateTask } from "../../../src/app/propose/candidate-task.ts";
import { candidatesPath, keepCandidates, keptCandidates } from "../../../src/app/propose/kept-candidates.ts";
import { noBudgets } from "../../../src/loop/budget.ts";
import type { Model, ModelRequest } from "../../../src/loop/model.ts";
import { page } from "./checking.ts";
import { allTemplates, proposeWorld } from "./propose-world.ts";

const { signal } = new AbortController();
const files = { "specs/x.md": page, "src/x.ts": "// present\nexport const slug = (t) => t;\n" };
const right = "export const slug = (title: string) => title;";

describe("programs to be compared", () => {
  test("are asked for without the code that is there", async () => {
    const task = await candidateTask(proposeWorld(files).world, "x", signal);
    expect(task).toMatchObject({ spec: "specs/x.md", subject: "src/x.ts", exports: ["slug(title)"] });
    const told = candidatePrompt(task, 3, allTemplates);
    expect([told.includes("Write 3 different modules"), told.includes("present")]).toStrictEqual([
      true,
      false,
    ]);
  });

  test("are refused without a sandbox, with what mends it", async () => {
    const { world } = proposeWorld(files, { sandbox: false });
    await expect(candidateTask(world, "x", signal)).rejects.toMatchObject({
      exitCode: 3,
      advice: ["Mend it: install one"],
    });
  });

  test("what does not parse, is too long or one too many has no say", async () => {
    const sources = [
      right,
      "export const slug = (",
      `${right}\n//${"x".repeat(50_000)}`,
      `${right}\n`,
      `${right}\n\n`,
    ];
    const requests: ModelRequest[] = [];
    const model: Model = {
      name: "m-1",
      turn: (request) => {
        requests.push(request);
        const input = { programs: sources.map((source) => ({ source })) };
        const usage = { input: 1, output: 1, cacheWrite: 0, cacheRead: 0 };
        const content = [{ type: "tool_use", id: "t", name: "propose_programs", input } as const];
        return Promise.resolve({
          is: "turn",
          content,
          broken: [],
          stop: "tool_use",
          stopDetail: null,
          usage,
        });
      },
    };
    const task = await candidateTask(proposeWorld(files).world, "x", signal);
    const asked = { model, templates: allTemplates, price: null };
    const found = await proposeCandidates(asked, task, 2, noBudgets, { signal });
    expect(found).toStrictEqual([
      { label: "program 1 of m-1", source: right },
      { label: "program 2 of m-1", source: `${right}\n` },
    ]);
    expect(requests[0]?.tools.map(({ name, strict }) => [name, strict])).toStrictEqual([
      ["propose_programs", true],
    ]);
  });

  test("are kept by spec, so that a question stays the same until it is answered", async () => {
    const { world, files: disk } = proposeWorld(files);
    const one = [{ label: "program 1", source: right }];
    await keepCandidates(world.disk, "specs/x.md", one);
    expect(await keptCandidates(world.disk, "specs/x.md")).toStrictEqual(one);
    expect(await keptCandidates(world.disk, "specs/y.md")).toStrictEqual([]);
    await keepCandidates(world.disk, "specs/x.md", []);
    expect(disk.has(candidatesPath)).toBe(false);
    disk.set(candidatesPath, "{");
    expect(await keptCandidates(world.disk, "specs/x.md")).toStrictEqual([]);
  });
});
