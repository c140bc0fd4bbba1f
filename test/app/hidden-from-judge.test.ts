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

const inSuites = { specs: "specs", tests: "test" };
const page = "test/support/page.ts";

test.each<[string, { specs: string; tests: string }, readonly string[], string, boolean]>([
  ["a helper beside the suites", usual, [page], page, false],
  ["a helper in the suites' folder", inSuites, [page], page, false],
  ["a file beside such a helper, which it may read", inSuites, [page], "test/support/page.html", false],
  ["a suite beside such a helper", inSuites, [page], "test/a.test.ts", true],
  ["anything there without such a helper", inSuites, ["support/page.ts"], "test/support/page.html", true],
  ["a helper in the specs' folder", usual, ["specs/page.ts"], "specs/page.ts", false],
  ["anything beside a helper in the specs' folder", usual, ["specs/page.ts"], "specs/page.json", true],
  ["a spec that says it is a helper", usual, ["specs/a.md"], "specs/a.md", true],
  ["a suite that a helper loads", usual, ["test/specs/a.test.ts"], "test/specs/a.test.ts", true],
])("helpers: %s", (_, folders, helpers, path, isHidden) => {
  expect(hiddenFromJudge(folders, [], helpers)(path)).toBe(isHidden);
});
