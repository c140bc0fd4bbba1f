import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { answerAll, openInterview } from "../../src/app/interview/interviewed-spec.ts";
import { readAnswers } from "../../src/app/interview/read-answers.ts";
import { readDraftReply } from "../../src/app/interview/read-draft.ts";
import { settleDraft } from "../../src/app/interview/settle-draft.ts";
import { placeOfNew } from "../../src/app/new-spec.ts";
import { commands } from "../../src/cli/commands.ts";
import { memoryWorld } from "../app/inbox/memory-world.ts";
import { proposeWorld } from "../app/propose/propose-world.ts";

const page = readFileSync(new URL("../../docs/interview.md", import.meta.url), "utf8");

test("the answers of docs/interview.md give its spec", async () => {
  const fence = (language: string) =>
    new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(page)?.[1] ?? "";
  const read = readAnswers(fence("json"));
  if ("problem" in read) throw new Error(read.problem);
  const { text } = await answerAll(await openInterview(memoryWorld({}).world, "slugify", null), read.answers);
  expect(text).toBe(fence("markdown"));
});

test("the draft of docs/interview.md comes to what it says", async () => {
  const [reply = "", stays = ""] = [...page.matchAll(/^````markdown\n(.*?)^````$/gms)].map(
    ([, text]) => text,
  );
  const { world } = proposeWorld({ "package.json": "{}" });
  const place = await placeOfNew(world.disk, "slugify", null);
  const read = readDraftReply(reply, place.subject);
  const drafted = { ...read.drafted, intent: "Turns a title into a URL slug." };
  const settled = await settleDraft(world, place, { ...read, drafted }, [], {});
  expect(settled.text).toBe(stays);
  expect(settled.refused.map(({ reason }) => reason).toSorted()).toStrictEqual([
    "contradicts",
    "contradicts",
    "forbidden-markdown",
    "no-example",
  ]);
});

test("the options of docs/interview.md are those of new", () => {
  const forms =
    commands.find(({ name }) => name === "new")?.options.map(({ form }) => form.split(" ")[0]) ?? [];
  const [, drafting = ""] = page.split("## Have it drafted");
  const named = new Set(
    drafting.match(/--[a-z][a-z-]+/g)?.filter((option) => !["--confirm", "--json"].includes(option)),
  );
  expect([...named].filter((option) => !forms.includes(option))).toStrictEqual([]);
  expect(
    forms.filter((form) => !page.includes(form ?? "")).filter((form) => form !== "--subject"),
  ).toStrictEqual([]);
});
