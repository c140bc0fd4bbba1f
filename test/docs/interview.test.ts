import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { answerAll, openInterview } from "../../src/app/interview/interviewed-spec.ts";
import { readAnswers } from "../../src/app/interview/read-answers.ts";
import { memoryWorld } from "../app/inbox/memory-world.ts";

const page = readFileSync(new URL("../../docs/interview.md", import.meta.url), "utf8");

test("the answers of docs/interview.md give its spec", async () => {
  const fence = (language: string) =>
    new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(page)?.[1] ?? "";
  const read = readAnswers(fence("json"));
  if ("problem" in read) throw new Error(read.problem);
  const { text } = await answerAll(await openInterview(memoryWorld({}).world, "slugify", null), read.answers);
  expect(text).toBe(fence("markdown"));
});
