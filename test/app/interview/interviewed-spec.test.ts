import { describe, expect, test } from "vitest";
import { answerAll, openInterview } from "../../../src/app/interview/interviewed-spec.ts";
import { memoryWorld } from "../inbox/memory-world.ts";

const answers = {
  intent: "Doubles a number.",
  signature: "double(value)",
  examples: [{ call: "double(2)", result: "4" }],
  refused: [],
  open: [],
};

describe("an interview", () => {
  test("ends in a spec where new would write one", async () => {
    const { world, files } = memoryWorld({});
    const open = await openInterview(world, "double", null);
    const { text } = await answerAll(open, answers);
    expect(text).toContain("- `double(2)` is `4`.");
    expect(files.get("specs/double.md")).toBe(text);
  });

  test("says which answer cannot stand, and writes nothing", async () => {
    const { world, files } = memoryWorld({});
    const open = await openInterview(world, "double", null);
    const wrong = { ...answers, examples: [{ call: "double(2)", result: "2 + 2" }] };
    await expect(answerAll(open, wrong)).rejects.toMatchObject({
      exitCode: 2,
      message: '"2 + 2" is no answer to "What does double(2) give?"',
    });
    expect(files.has("specs/double.md")).toBe(false);
  });

  test("is not begun for a spec that is there", async () => {
    const { world } = memoryWorld({ "specs/double.md": "# Double\n" });
    await expect(openInterview(world, "double", null)).rejects.toMatchObject({ exitCode: 2 });
  });
});
