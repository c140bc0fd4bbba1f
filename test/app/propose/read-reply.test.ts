import { describe, expect, test } from "vitest";
import { readReply, replyLimits } from "../../../src/app/propose/read-reply.ts";

const one = { kind: "examples", requirement: "a/b", replaces: null, markdown: "| a | b |", why: "edge" };
const json = JSON.stringify({ proposals: [one] });

describe("a reply", () => {
  test.each([
    ["JSON", json],
    ["JSON in a fence, with words round it", `Here you are:\n\n\`\`\`json\n${json}\n\`\`\`\n`],
    ["fences, the words before say why", "edge\n\n```proposal examples a/b\n| a | b |\n```\n"],
    ["a longer fence", "edge\n\n`````proposal examples a/b\n| a | b |\n`````\n"],
  ])("as %s", (_, text) => {
    expect(readReply(text)).toStrictEqual({ drafts: [one], refused: [] });
  });

  test("what something takes the place of stands before it, for this one only", () => {
    const text =
      "```replaces\nold words\n```\n```proposal wording a/b\nnew words\n```\n\n```proposal question a/b\nWhy?\n```\n";
    expect(readReply(text).drafts.map(({ kind, replaces }) => [kind, replaces])).toStrictEqual([
      ["wording", "old words"],
      ["question", null],
    ]);
  });

  test("a fence inside a longer one is part of the proposal, and closes nothing of ours", () => {
    const inside = '```ts\nslug("a") // => "a"\n```';
    const { drafts } = readReply(`\`\`\`\`proposal examples a/b\n${inside}\n\`\`\`\`\n`);
    expect(drafts.map(({ markdown }) => markdown)).toStrictEqual([inside]);
  });

  test("a fence that closes ours early leaves a proposal that is cut, and words that are none", () => {
    const text = '```proposal examples a/b\n```ts\nslug("a")\n```\n\n```proposal wording a/b\nx\n```\n';
    expect(readReply(text).drafts.map(({ kind }) => kind)).toStrictEqual(["examples", "wording"]);
  });
});

describe("what cannot be read is counted, and spoils nothing else", () => {
  test.each<[string, unknown, string | null]>([
    ["another kind", { ...one, kind: "code" }, "a/b"],
    ["no Markdown", { ...one, markdown: 3 }, "a/b"],
    ["a key too many", { ...one, run: "rm -rf" }, "a/b"],
    ["no object", "all", null],
    ["null", null, null],
  ])("%s", (_, given, requirement) => {
    const read = readReply(JSON.stringify({ proposals: [given, one] }));
    expect(read.drafts).toStrictEqual([one]);
    expect(read.refused).toMatchObject([{ reason: "unreadable", requirement, count: 1 }]);
  });

  test("no list", () => {
    expect(readReply('{"proposals":"all"}').refused).toMatchObject([{ reason: "unreadable" }]);
  });

  test("10,000 proposals: the first are looked at, the others counted", () => {
    const { drafts, refused } = readReply(
      JSON.stringify({ proposals: Array.from({ length: 10_000 }, () => one) }),
    );
    expect(drafts).toHaveLength(replyLimits.proposals);
    expect(refused).toMatchObject([{ reason: "too-many", count: 10_000 - replyLimits.proposals }]);
  });

  test("5 MB are not read at all", () => {
    expect(readReply("x".repeat(5_000_000))).toMatchObject({ drafts: [], refused: [{ reason: "too-long" }] });
  });

  test("words of others are cleaned and short", () => {
    const { drafts } = readReply(
      JSON.stringify({ proposals: [{ ...one, why: `\u001b[31mred ${"x".repeat(2_000)}` }] }),
    );
    expect(drafts[0]?.why).toMatch(/^red x+…$/);
    expect(drafts[0]?.why.length).toBeLessThan(700);
  });

  test("words without a proposal are nothing", () => {
    expect(readReply("I have no idea.")).toStrictEqual({ drafts: [], refused: [] });
  });
});
