import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCli } from "../support/cli.ts";
import { makeProject } from "../support/project.ts";

const spec = `---
subject: ../src/slugify.ts
---
# Slugify

## Joins words with hyphens

| \`title\`     | \`slugify(title)\` |
| ----------- | ---------------- |
| Hello World | hello-world      |
| two words   | two-words        |

Some words behind it.

## Is quick

It MUST be quick.
`;
// Fits both rows; what it does with several blanks, or at the ends, no row says.
const code = `export function slugify(title: string): string {
  return title.toLowerCase().replace(/\\s+/g, "-");
}
`;

interface Next {
  readonly question: {
    readonly is: string;
    readonly id: string;
    readonly call?: string;
    readonly options?: readonly { readonly expected: string; readonly isPresent: boolean }[];
  } | null;
}

test(
  "what nothing makes checkable comes first; each answer is one row more, every other byte as it was",
  { timeout: 240_000 },
  async () => {
    const root = makeProject({
      "package.json": '{ "name": "refined", "type": "module" }\n',
      "specs/slugify.md": spec,
      "src/slugify.ts": code,
    });
    const path = join(root, "specs/slugify.md");
    const refine = (...words: readonly string[]) => runCli(["refine", "slugify", ...words], { cwd: root });

    const unbound = JSON.parse((await refine("--json")).stdout) as Next;
    expect(unbound.question?.is).toBe("unbound");
    const refused = await refine("--answer", "1");
    expect([refused.code, refused.stderr.includes("is answered in the spec itself")]).toStrictEqual([
      2,
      true,
    ]);
    expect(readFileSync(path, "utf8")).toBe(spec);

    const bound = spec.replace("It MUST be quick.", '`slugify("x")` is `"x"`.');
    writeFileSync(path, bound);
    const asked = await refine("--json");
    const { question } = JSON.parse(asked.stdout) as Next;
    expect([asked.code, question?.is]).toStrictEqual([1, "disagreement"]);
    expect(question?.options?.[0]?.isPresent).toBe(true);
    expect(new Set(question?.options?.map(({ expected }) => expected)).size).toBeGreaterThan(1);

    const other = await refine("--answer", "1", "--question", "another");
    expect([other.code, other.stderr.includes("another question is next")]).toStrictEqual([2, true]);

    const answered = await refine("--answer", "1", "--question", question?.id ?? "");
    expect(answered.code).toBe(0);
    const after = readFileSync(path, "utf8");
    let same = 0;
    while (after[same] === bound[same]) same += 1;
    expect(after.length).toBeGreaterThan(bound.length);
    expect(after.endsWith(bound.slice(same))).toBe(true);
    expect(after.slice(same, after.length - bound.slice(same).length).trim()).not.toContain("\n");

    const next = JSON.parse((await refine("--json")).stdout) as Next;
    expect(next.question?.id).not.toBe(question?.id);
    if (next.question === null) return;
    const any = await refine("--answer", "x");
    expect(any.code).toBe(0);
    expect(readFileSync(path, "utf8")).toContain(`<!-- any: ${next.question.call ?? ""} -->`);
    const last = JSON.parse((await refine("--json")).stdout) as Next;
    expect(last.question?.id).not.toBe(next.question.id);
  },
);

test("where every program that fits agrees nothing is asked", { timeout: 120_000 }, async () => {
  const root = makeProject({
    "package.json": '{ "name": "settled", "type": "module" }\n',
    "specs/same.md":
      "---\nsubject: ../src/same.ts\n---\n# Same\n\n- `same(true)` is `true`.\n- `same(false)` is `false`.\n",
    "src/same.ts": "export const same = (value: boolean): boolean => value;\n",
  });
  const ended = await runCli(["refine", "same"], { cwd: root });
  expect([ended.code, ended.stdout.split("\n")[0]]).toStrictEqual([
    0,
    "Nothing is left to ask, as far as greenbar can see.",
  ]);
});
