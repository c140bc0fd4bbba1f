import { describe, expect, test } from "vitest";
import { refuseBlockedSuites } from "../../src/app/refuse-blocked-suites.ts";
import { refuseDeadVitest, refuseWithoutVitest } from "../../src/app/refuse-without-vitest.ts";
import { createMemoryDisk } from "../support/memory-disk.ts";

describe("a file where a folder of the suites is expected", () => {
  const specs = [
    { suite: { spec: "specs/a/b.md", path: "test/specs/a/b.test.ts", text: "", tests: [], needs: [] } },
  ];

  test.each(["test", "test/specs", "test/specs/a"])("%s is told by its name", async (path) => {
    const disk = createMemoryDisk({ [path]: "x" });
    await expect(refuseBlockedSuites(disk, specs)).rejects.toThrow(`${path} is a file`);
    await expect(refuseBlockedSuites(disk, specs)).rejects.toMatchObject({ exitCode: 2 });
  });

  test("folders, and nothing, are fine", async () => {
    await expect(refuseBlockedSuites(createMemoryDisk({}), specs)).resolves.toBeUndefined();
    await expect(
      refuseBlockedSuites(createMemoryDisk({ "test/specs/a/b.test.ts": "" }), specs),
    ).resolves.toBeUndefined();
  });
});

describe("a Vitest that cannot be used", () => {
  test("is the person's to mend, and no requirement fails for it", () => {
    const refuse = () =>
      refuseWithoutVitest({ ended: "no-vitest", endedWhy: "The project's Vitest is 2.1.8." });
    expect(refuse).toThrow("Vitest cannot run here: The project's Vitest is 2.1.8.");
  });

  test("that did not start is nobody's verdict", () => {
    const refuse = () => refuseWithoutVitest({ ended: "not-started", endedWhy: "Vitest did not start." });
    expect(refuse).toThrow("Vitest did not start.");
    expect(refuse).toThrow(expect.objectContaining({ exitCode: 4 }));
  });

  test.each(["complete", "timeout", "crashed", "aborted"] as const)("%s is a verdict", (ended) => {
    expect(() => refuseWithoutVitest({ ended, endedWhy: "why" })).not.toThrow();
  });
});

describe("a Vitest that died", () => {
  const missing = { is: "missing", message: "killed" } as const;
  const died = { ended: "crashed", endedWhy: "The process was ended by SIGKILL." } as const;

  test("before it told of any test: something broke, and no requirement fails for it", () => {
    expect(() => refuseDeadVitest(died, [missing, missing])).toThrow(/died before it ran a test: .*SIGKILL/);
  });

  test("after it told of one: that is a verdict", () => {
    expect(() => refuseDeadVitest(died, [missing, { is: "passed" }])).not.toThrow();
  });

  test("one that came to its end is a verdict, whatever it left out", () => {
    expect(() => refuseDeadVitest({ ended: "complete", endedWhy: "" }, [missing])).not.toThrow();
  });
});
