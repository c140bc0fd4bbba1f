import { describe, expect, test } from "vitest";
import { readTemplates } from "../../../src/adapters/templates.ts";
import { gatherSite } from "../../../src/app/publish/gather.ts";
import type { SiteWanted } from "../../../src/app/publish/gather.ts";
import { createTreePipeline } from "../../../src/app/publish/tree-pipeline.ts";
import { UserError } from "../../../src/app/user-error.ts";
import type { Claims } from "../../../src/docs/claims/claims.ts";
import { memoryWorld } from "../inbox/memory-world.ts";

const templates = await readTemplates();
const spec = (name: string) =>
  `---\nsubject: ../src/${name}.ts\n---\n# ${name}\n\n## R\n\n- \`${name}(1)\` is \`1\`.\n`;
const files = {
  "package.json": '{ "name": "sample", "type": "module" }',
  "specs/a.md": spec("a"),
  "specs/b.md": spec("b"),
  "src/a.ts": "export const a = (x: number) => x;\nexport const gone = () => 1;\n",
  "dist/built.js": "export const built = 1;\n",
  "src/b.ts": "export const b = (x: number) => x;\n",
};
const noCommits = { moments: () => Promise.resolve([]) };

function gather(wanted: Partial<SiteWanted> = {}, commits: Parameters<typeof gatherSite>[1] = noCommits) {
  const { world } = memoryWorld(files);
  const here = {
    ...world,
    disk: {
      ...world.disk,
      config: () => Promise.resolve({ path: "greenbar.config.ts", value: { copy: ["dist/**"] } }),
    },
    templates: () => Promise.resolve(templates),
    pipeline: createTreePipeline(world.pipeline),
  };
  return gatherSite(here, commits, {
    specs: [],
    isChecked: false,
    history: null,
    assets: new Map(),
    ...wanted,
  });
}

describe("what a site is made from", () => {
  test("every spec is a page; nobody looked at history or code", async () => {
    const { site, diagnostics } = await gather();
    expect(site.pages.map(({ plan }) => plan.spec)).toStrictEqual(["specs/a.md", "specs/b.md"]);
    expect(site.shared).toMatchObject({ name: "sample", judged: "status" });
    expect([...site.shared.pages.values()]).toStrictEqual(["specs/a.html", "specs/b.html"]);
    expect([site.history, site.sources, site.shared.sources]).toStrictEqual([null, undefined, undefined]);
    expect(site.pages.map(({ claims }) => claims)).toStrictEqual([undefined, undefined]);
    expect(diagnostics).toStrictEqual([]);
  });

  test("traced, each file that examples execute is a page, with the requirements that execute its lines", async () => {
    const { site } = await gather({
      trace: ({ specs }) => {
        const [id = ""] = specs.flatMap(({ plan }) =>
          plan.requirements.flatMap(({ examples }) => examples.map((example) => example.id)),
        );
        const claims: Claims = {
          examples: new Map([
            [
              id,
              [
                { path: "src/a.ts", lines: [[1, 1]], partly: [] },
                { path: "dist/built.js", lines: [[1, 1]], partly: [] },
              ],
            ],
          ]),
          untraced: new Map(),
          files: new Map([
            [
              "src/a.ts",
              {
                lines: new Map([
                  [1, { examples: [id], atLoad: false, missed: [] }],
                  [2, { examples: [], atLoad: false, missed: [[1, 5]] }],
                ]),
                functions: [],
              },
            ],
          ]),
        };
        return Promise.resolve(claims);
      },
    });
    const [source, ...more] = site.sources ?? [];
    expect(more).toStrictEqual([]);
    expect(source?.file.path).toBe("src/a.ts");
    expect(source?.file.lines.map(({ state }) => state)).toStrictEqual(["executed", "unclaimed"]);
    expect(source?.file.lines[0]?.claimants.map(({ id }) => id)).toStrictEqual(["a/r"]);
    expect(site.shared.sources?.get("src/a.ts")).toBe("source/src/a.ts.html");
    expect(site.pages[0]?.claims?.sources.get("src/a.ts")).toBe(files["src/a.ts"]);
  });

  test("a history that git cannot tell is said, with the way on", async () => {
    const gathering = gather(
      { history: 10 },
      { moments: () => Promise.resolve({ problem: "no repository" }) },
    );
    await expect(gathering).rejects.toThrow(UserError);
    await expect(gathering).rejects.toThrow("the history cannot be read: no repository");
  });
});
