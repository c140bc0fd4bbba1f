import { expect, test } from "vitest";
import { cleanDraft } from "../../../src/app/interview/clean-draft.ts";
import { read } from "../examples/adding.ts";

const place = { title: "X", subject: "../src/x.ts" };
const good = { title: "Good", blocks: [{ head: null, parts: ["- `slug(1)` is `1`."] }] };

function clean(part: string) {
  const requirements = [good, { title: "Bad", blocks: [{ head: null, parts: [part] }] }];
  const drafted = { intent: "Makes slugs.", call: null, requirements, questions: [] };
  return cleanDraft(drafted, place, (text) => read(text, ["slug"]), []);
}

test("a draft whose pieces are what they say stays as it is", () => {
  const { drafted, refused } = clean("- `slug(2)` is `2`.");
  expect([drafted.requirements.length, refused]).toStrictEqual([2, []]);
});

test.each([
  ["a heading of its own", "## Smuggled\n\n- `slug(2)` is `2`."],
  ["an import", '```ts\nimport { a } from "./evil.ts";\na(2) // => 2\n```'],
  ["a fence that swallows what follows", "```ts\nslug(2) // => 2\n````\n\n## More"],
])("nothing is left of a draft in which a piece brings %s", (_, part) => {
  const { drafted, rendered, refused } = clean(part);
  expect(refused.map(({ reason }) => reason)).toStrictEqual(["unreadable"]);
  expect([drafted.requirements, drafted.questions]).toStrictEqual([[], []]);
  expect(rendered.text).toBe("---\nsubject: ../src/x.ts\n---\n# X\n\nMakes slugs.\n");
});
