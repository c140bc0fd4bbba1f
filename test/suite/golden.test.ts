import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { renderStub } from "../../src/suite/render-stub.ts";
import { renderSuite } from "../../src/suite/render-suite.ts";
import { planOf } from "./support/plan-of.ts";
import { settings, templates } from "./support/templates.ts";

const cases = new URL("../fixtures/suite/", import.meta.url);

/** `UPDATE=1` writes what is rendered; without it a golden file that is missing fails. */
const isUpdate = process.env["UPDATE"] === "1" && !["1", "true"].includes(process.env["CI"] ?? "");

describe.each(readdirSync(cases))("%s", (name) => {
  const folder = new URL(`${name}/`, cases);
  const plan = planOf(readFileSync(new URL("spec.md", folder), "utf8"), {
    file: `specs/${name}.md`,
    bins: [name],
  });

  test("the suite is the golden one", () => {
    expectGolden(new URL("suite.test.ts", folder), renderSuite(plan, settings).text);
  });

  test.each(["ts", "js"] as const)("the stub in %s is the golden one", (language) => {
    const stubs = plan.subjects.map((subject) => renderStub(subject, language, templates));
    expectGolden(new URL(`stub.${language}`, folder), stubs.join("\n"));
  });

  test("rendering again gives the same bytes", () => {
    expect(renderSuite(plan, settings).text).toBe(
      renderSuite(plan, { ...settings, templates: new Map(templates) }).text,
    );
  });
});

function expectGolden(file: URL, text: string): void {
  if (isUpdate) writeFileSync(file, text);
  expect(existsSync(file), `${file.pathname} is missing: UPDATE=1 writes it`).toBe(true);
  expect(text).toBe(readFileSync(file, "utf8"));
}
