import { expect, test } from "vitest";
import { hiddenFromJudge } from "../../src/app/hidden-from-judge.ts";

const usual = { specs: "specs", tests: "test/specs" };

test.each<[string, { specs: string; tests: string }, readonly string[], string, boolean]>([
  ["a spec", usual, [], "specs/a.md", true],
  ["anything beside specs", usual, [], "specs/img/a.png", true],
  ["a suite", usual, [], "test/specs/deep/a.test.ts", true],
  ["what greenbar keeps", usual, [], ".greenbar/lock.json", true],
  ["git's folder", usual, [], ".git/config", true],
  ["git's own word on a worktree", usual, [], ".git", true],
  ["a page that is no spec", usual, [], "docs/a.md", false],
  ["a folder that begins alike", usual, [], "specs-of-old/a.md", false],
  ["a test of the person's own", usual, [], "test/a.test.ts", false],
  ["a spec elsewhere that is judged", usual, ["docs/a.md"], "docs/a.md", true],
  ["a spec of a folder written with a dot", { ...usual, specs: "./specs" }, [], "specs/a.md", true],
  ["a spec of a folder written with a slash", { ...usual, specs: "specs/" }, [], "specs/a.md", true],
  ["a spec of a folder written roundabout", { ...usual, specs: "docs/../specs" }, [], "specs/a.md", true],
  ["a spec in the root", { ...usual, specs: "." }, [], "a.md", true],
  ["a spec below the root", { ...usual, specs: "./" }, [], "src/a.md", true],
  ["the subject beside specs in the root", { ...usual, specs: "." }, [], "src/a.ts", false],
  ["a suite in the root", { specs: "specs", tests: "." }, [], "a.test.ts", true],
])("%s", (_, folders, specs, path, isHidden) => {
  expect(hiddenFromJudge(folders, specs)(path)).toBe(isHidden);
});
