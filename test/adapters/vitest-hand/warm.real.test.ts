import { expect, onTestFinished, test } from "vitest";
import { job, project, runner } from "./projects.ts";

const file = "test/specs/subject.test.ts";
const suite = `
  import { expect, test } from "vitest";
  import { one } from "../../src/subject.ts";
  test("a", () => { expect(one()).toBe(1); });
  test("b", () => { expect(1).toBe(1); });
`;

test("each rerun sees the suites and the code as they are then", async () => {
  const here = project(null);
  onTestFinished(here.remove);
  here.write("package.json", `{ "type": "module" }`);
  here.write("src/subject.ts", "export const one = () => 2;");
  here.write(file, suite);
  const warm = await runner.open(job(here.dir, file, [["a"], ["b"]], { idleMs: 6000 }));
  onTestFinished(() => warm.close());
  const outcomes = async () => {
    const { ended, tests, problems } = await warm.rerun();
    return [ended, ...tests.map(({ outcome }) => outcome.is), ...problems.map(({ outcome }) => outcome.is)];
  };

  expect(await outcomes()).toEqual(["complete", "assertion", "passed"]);
  expect(await outcomes()).toEqual(["complete", "assertion", "passed"]);

  here.write("src/subject.ts", "export const one = () => 1;");
  expect(await outcomes()).toEqual(["complete", "passed", "passed"]);

  here.write("src/subject.ts", `export { one } from "./deeper.ts";`);
  expect(await outcomes()).toEqual(["complete", "import", "import", "import"]);
  here.write("src/deeper.ts", "export const one = () => 1;");
  expect(await outcomes()).toEqual(["complete", "passed", "passed"]);
  here.write("src/deeper.ts", "export const one = () => 3;");
  expect(await outcomes()).toEqual(["complete", "assertion", "passed"]);

  here.write("src/deeper.ts", "export const one = () => {{;");
  expect(await outcomes()).toEqual(["complete", "syntax", "syntax", "syntax"]);

  here.write("src/deeper.ts", "export const one = () => { for (;;); };");
  expect(await outcomes()).toEqual(["timeout", "timeout", "missing", "timeout"]);

  here.write("src/deeper.ts", "export const one = () => 1;");
  expect(await outcomes()).toEqual(["complete", "passed", "passed"]);

  here.write(file, suite.replace("expect(1).toBe(1)", "expect(1).toBe(2)"));
  expect(await outcomes()).toEqual(["complete", "passed", "assertion"]);
});
