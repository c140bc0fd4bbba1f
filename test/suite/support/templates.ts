import { readdirSync, readFileSync } from "node:fs";
import type { SuiteSettings, TemplateSources } from "../../../src/suite/suite.ts";

const folder = new URL("../../../templates/", import.meta.url);

/** The package's own templates, as the disk has them. */
export const templates: TemplateSources = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith(".hbs"))
    .map((file) => [file.slice(0, -".hbs".length), readFileSync(new URL(file, folder), "utf8")]),
);

export const settings: SuiteSettings = {
  testsFolder: "test/specs",
  specsFolder: "specs",
  importExtension: "ts",
  templates,
};
