import { describe, expect, test } from "vitest";
import { reportTargets } from "../../../src/cli/report/report-targets.ts";

const alone = { stepSummary: undefined, isJson: false };

describe("--report", () => {
  test.each([
    [["junit=out/junit.xml"], [{ format: "junit", to: { is: "file", path: "out/junit.xml" } }]],
    [["junit=a=b.xml"], [{ format: "junit", to: { is: "file", path: "a=b.xml" } }]],
    [["github"], [{ format: "github", to: { is: "output" } }]],
    [["summary"], [{ format: "summary", to: { is: "output" } }]],
    [
      ["github", "sarif=s.json", "sarif=t.json"],
      [
        { format: "github", to: { is: "output" } },
        { format: "sarif", to: { is: "file", path: "s.json" } },
        { format: "sarif", to: { is: "file", path: "t.json" } },
      ],
    ],
  ])("%j", (values, targets) => {
    expect(reportTargets(values, alone)).toStrictEqual(targets);
  });

  test("a summary goes to the job's own where there is one, unless a file is named", () => {
    const inJob = { ...alone, stepSummary: "/tmp/summary" };
    expect(reportTargets(["summary", "github"], inJob).map(({ to }) => to.is)).toStrictEqual([
      "step-summary",
      "output",
    ]);
    expect(reportTargets(["summary=s.md"], inJob)).toStrictEqual([
      { format: "summary", to: { is: "file", path: "s.md" } },
    ]);
    expect(reportTargets(["summary"], { ...alone, stepSummary: "" })[0]?.to.is).toBe("output");
  });

  test.each([
    [["junitt"], false, "--report junitt: there is no such format"],
    [["=x"], false, "--report : there is no such format"],
    [["junit="], false, "--report junit=: no file is named behind ="],
    [["github", "problems"], false, "--report github and --report problems all want standard output"],
    [["github"], true, "--json and --report github all want standard output"],
  ])("%j is refused", (values, isJson, message) => {
    expect(() => reportTargets(values, { ...alone, isJson })).toThrow(
      expect.objectContaining({ exitCode: 2, message }),
    );
  });
});
