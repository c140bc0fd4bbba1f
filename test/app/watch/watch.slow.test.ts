import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Checked } from "../../../src/app/check.ts";
import { createTreePipeline } from "../../../src/app/publish/tree-pipeline.ts";
import { readProject } from "../../../src/app/read-project.ts";
import { UserError } from "../../../src/app/user-error.ts";
import type { WatchEvent } from "../../../src/app/watch/events.ts";
import { createLiveSite } from "../../../src/app/watch/live-site.ts";
import type { Watch, WatchSettings } from "../../../src/app/watch/watch.ts";
import { startWatch } from "../../../src/app/watch/watch.ts";
import { renderOverview } from "../../../src/docs/site/render-overview.ts";
import { renderPage } from "../../../src/docs/site/render-page.ts";
import { searchScript } from "../../../src/docs/site/search-index.ts";
import { summaryOf } from "../../../src/docs/site/summary.ts";
import { requirementStatuses } from "../../../src/verdict/status.ts";
import { countStatuses } from "../../../src/verdict/statuses.ts";
import { readTemplates } from "../../../src/adapters/templates.ts";
import { memoryWorld } from "../inbox/memory-world.ts";

const templates = await readTemplates();
const spec = (name: string, expected = "1", prose = "Prose.") =>
  `---\nsubject: ../src/${name}.ts\n---\n# ${name}\n\n${prose}\n\n## R\n\n- \`${name}(1)\` is \`${expected}\`.\n`;
const files = {
  "package.json": '{ "name": "sample", "type": "module" }',
  "specs/a.md": spec("a"),
  "specs/b.md": spec("b"),
  "src/a.ts": "export const a = (x: number) => x;\n",
  "src/b.ts": "export const b = (x: number) => x;\n",
};

/** One check that was begun; it ends when the test says so, or when it is broken off. */
interface Begun {
  readonly specs: readonly string[];
  readonly signal: AbortSignal;
  end(failing?: "failing" | Error): void;
}

interface Scene {
  readonly watch: Watch;
  readonly events: WatchEvent[];
  readonly begun: Begun[];
  /** Of the site, what was told to have changed, one list a time. */
  readonly told: string[][];
  read(path: string): string | null;
  edit(path: string, text: string | null): void;
}

function watching(more: Readonly<Record<string, string>> = {}, specs: readonly string[] = []): Scene {
  const memory = memoryWorld({ ...files, ...more });
  const world = {
    ...memory.world,
    templates: () => Promise.resolve(templates),
    pipeline: createTreePipeline(memory.world.pipeline),
  };
  const site = createLiveSite({
    page: renderPage,
    overview: renderOverview,
    searchIndex: searchScript,
    summary: summaryOf,
  });
  const events: WatchEvent[] = [];
  const begun: Begun[] = [];
  const told: string[][] = [];
  const check: WatchSettings["check"] = async (here, { specs: wanted, signal }) => {
    if (signal === undefined) throw new Error("a check of a watch can be broken off");
    const ended = Promise.withResolvers<"failing" | undefined>();
    const over = () => ended.reject(new DOMException("stopped", "AbortError"));
    signal.addEventListener("abort", over);
    begun.push({
      specs: wanted,
      signal,
      end: (how) => (how instanceof Error ? ended.reject(how) : ended.resolve(how)),
    });
    const how = await ended.promise;
    return checkedOf(await readProject(here, wanted), how === "failing");
  };
  const watch = startWatch(world, {
    specs,
    check,
    assets: () => Promise.resolve(new Map()),
    served: { site, script: "live/reload.js", tell: (paths) => told.push([...paths]) },
    tell: (event) => events.push(event),
    explain: (error) =>
      error instanceof UserError ? { message: error.message, advice: error.advice } : null,
  });
  onTestFinished(() => watch.close());
  return {
    watch,
    events,
    begun,
    told,
    read: (path) => site.read(path),
    edit(path, text) {
      if (text === null) memory.files.delete(path);
      else memory.files.set(path, text);
      watch.changed([path]);
    },
  };
}

/** As the gate says it when every example of these specs passes, or fails. */
function checkedOf({ specs, lock }: Awaited<ReturnType<typeof readProject>>, isFailing: boolean): Checked {
  const requirements = specs.flatMap(({ plan, suite }) => {
    const ids = plan.requirements.flatMap(({ examples }) => examples.map(({ id }) => id));
    const verdict = isFailing
      ? ({
          status: "failed",
          reason: "assertion",
          message: "another value",
          expected: "1",
          actual: "2",
        } as const)
      : ({ status: "passed", reason: null, message: null } as const);
    return requirementStatuses(plan, {
      suite: new Map(ids.map((id) => [id, { is: "passed" as const }])),
      judge: new Map(ids.map((example) => [example, { example, ...verdict }])),
      lock,
      tests: new Map(suite.tests.map(({ example, hash }) => [example, hash])),
      edits: new Map(),
    });
  });
  return {
    outcome: isFailing ? "red" : "green",
    summary: countStatuses(requirements),
    requirements,
    diagnostics: [],
    questions: [],
    drift: [],
    drafts: [],
    specs: specs.map(({ plan }) => plan.spec),
    byReceipt: [],
    untouched: [],
    sandbox: null,
    seed: 1,
    endedWhy: "",
  };
}

const until = (what: () => void) => vi.waitFor(what, { timeout: 20_000, interval: 5 });
const begins = ({ begun }: Scene, number: number) => until(() => expect(begun).toHaveLength(number));
const ends = ({ events }: Scene, number: number) =>
  until(() => expect(events.filter(({ type }) => type === "checked")).toHaveLength(number));

/** A watch whose first check has ended. */
async function calm(more: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const scene = watching(more);
  await begins(scene, 1);
  scene.begun[0]?.end();
  await ends(scene, 1);
  scene.events.length = 0;
  scene.told.length = 0;
  return scene;
}

describe("a watch", () => {
  test("begins with a check of all", async () => {
    const scene = watching();
    await begins(scene, 1);
    expect(scene.begun[0]?.specs).toStrictEqual(["specs/a.md", "specs/b.md"]);
    expect(scene.read("specs/a.html")).toContain("without running anything");
    scene.begun[0]?.end();
    await ends(scene, 1);
    expect(scene.read("specs/a.html")).toContain("by a check");
    expect(scene.read("specs/a.html")).toContain('<script src="../live/reload.js" defer>');
    // Nothing was seen red here.
    expect(scene.events.at(-1)).toMatchObject({
      type: "checked",
      holdOuts: "visible",
      summary: { unproven: 2 },
    });
  });

  test.each<[string, path: string, text: string | null, checked: readonly string[] | null]>([
    ["a spec", "specs/a.md", spec("a", "2"), ["specs/a.md"]],
    ["a subject", "src/b.ts", "export const b = (x: number) => x + 1;\n", ["specs/b.md"]],
    ["a suite", "test/specs/a.test.ts", "// by hand\n", ["specs/a.md"]],
    ["a new spec", "specs/c.md", spec("c"), ["specs/c.md"]],
    ["what configures all", "vite.config.ts", "export default {};\n", ["specs/a.md", "specs/b.md"]],
    ["a file of no spec", "src/other.ts", "export {};\n", null],
    ["the looks of the pages", ".greenbar/templates/docs/site.css", "body {}", null],
    ["a spec that went", "specs/b.md", null, null],
  ])("%s changed", async (_, path, text, checked) => {
    const scene = await calm();
    scene.edit(path, text);
    if (checked !== null) {
      await begins(scene, 2);
      expect(scene.begun[1]?.specs).toStrictEqual(checked);
      expect(scene.events).toMatchObject([{ type: "changed", paths: [path], specs: checked }]);
      return;
    }
    await scene.watch.close();
    expect(scene.begun).toHaveLength(1);
    expect(scene.events).toStrictEqual([]);
  });

  test("a newer change breaks the check off, and what it was to check is checked too", async () => {
    const scene = await calm();
    scene.edit("src/a.ts", "export const a = 1;\n");
    await begins(scene, 2);
    scene.edit("src/b.ts", "export const b = 1;\n");
    await begins(scene, 3);
    expect(scene.begun[1]?.signal.aborted).toBe(true);
    expect(scene.begun[2]?.specs).toStrictEqual(["specs/a.md", "specs/b.md"]);
    scene.begun[2]?.end("failing");
    await ends(scene, 1);
    expect(scene.events.at(-1)).toMatchObject({
      changes: [
        { before: "unproven", now: { id: "a/r", status: "fails" } },
        { before: "unproven", now: { id: "b/r", status: "fails" } },
      ],
      summary: { fails: 2 },
    });
  });

  test("what affects no spec lets the check go on", async () => {
    const scene = await calm();
    scene.edit("src/a.ts", "export const a = 1;\n");
    await begins(scene, 2);
    scene.edit("notes.txt", "milk");
    scene.edit("specs/a.md.swp", "");
    await scene.watch.close();
    expect(scene.begun).toHaveLength(2);
  });

  test("prose is on its page at once; the page reloads once, no other does", async () => {
    const scene = await calm();
    scene.edit("specs/a.md", spec("a", "1", "New words."));
    await begins(scene, 2);
    await until(() => expect(scene.told).toStrictEqual([["specs/a.html"]]));
    expect(scene.read("specs/a.html")).toContain("New words.");
    scene.begun[1]?.end();
    await ends(scene, 1);
    expect(scene.told).toStrictEqual([["specs/a.html"]]);
    expect(scene.events.at(-1)).toMatchObject({ changes: [] });
  });

  test("an example that says something else waits for its verdict", async () => {
    const scene = await calm();
    const before = scene.read("specs/a.html");
    scene.edit("specs/a.md", spec("a", "2"));
    await begins(scene, 2);
    expect(scene.read("specs/a.html")).toBe(before);
    scene.begun[1]?.end("failing");
    await ends(scene, 1);
    expect(scene.told).toStrictEqual([["assets/search-index.js", "index.html", "specs/a.html"]]);
    expect(scene.read("specs/a.html")).toContain("is-fails");
  });

  test("a spec that cannot be compiled says so at once, holds up no other, and is checked when it is mended", async () => {
    const scene = await calm();
    scene.edit("specs/a.md", `${spec("a")}\n| \`x\` | \`a(x)\` |\n| --- | --- |\n| 1 | *2* |\n`);
    await until(() => expect(scene.told).toHaveLength(1));
    expect(scene.events).toMatchObject([
      { type: "changed", specs: [], diagnostics: [{ file: "specs/a.md" }] },
    ]);
    expect(scene.read("specs/a.html")).toContain("cannot be compiled");
    scene.edit("src/b.ts", "export const b = 1;\n");
    await begins(scene, 2);
    expect(scene.begun[1]?.specs).toStrictEqual(["specs/b.md"]);
    scene.edit("specs/a.md", spec("a"));
    await begins(scene, 3);
    expect(scene.begun[2]?.specs).toStrictEqual(["specs/a.md", "specs/b.md"]);
  });

  test("what stands in the way is told, and mended by the next change", async () => {
    const scene = await calm();
    scene.edit("package.json", "{");
    await until(() => expect(scene.events).toMatchObject([{ type: "problem", message: /not JSON/ }]));
    scene.edit("package.json", files["package.json"]);
    await begins(scene, 2);
    scene.begun[1]?.end(new UserError(4, "there is no Vitest"));
    await until(() =>
      expect(scene.events.at(-1)).toMatchObject({ type: "problem", message: "there is no Vitest" }),
    );
    scene.edit("src/a.ts", "export const a = 1;\n");
    await begins(scene, 3);
    expect(scene.begun[2]?.specs).toStrictEqual(["specs/a.md", "specs/b.md"]);
  });

  test("a bug ends it", async () => {
    const scene = watching();
    await begins(scene, 1);
    scene.begun[0]?.end(new Error("a bug"));
    await expect(scene.watch.ended).rejects.toThrow("a bug");
  });

  test("closed, it leaves nothing behind", async () => {
    const scene = watching();
    await begins(scene, 1);
    await scene.watch.close();
    expect(scene.begun[0]?.signal.aborted).toBe(true);
    await scene.watch.ended;
    scene.edit("src/a.ts", "export const a = 1;\n");
    await scene.watch.close();
    expect(scene.begun).toHaveLength(1);
  });

  test("drafts are left out unless they are named", async () => {
    const draft = { "specs/c.md": spec("c").replace("---\n", "---\ndraft: true\n") };
    const scene = watching(draft);
    await begins(scene, 1);
    expect(scene.begun[0]?.specs).toStrictEqual(["specs/a.md", "specs/b.md"]);
    const named = watching(draft, ["c"]);
    await begins(named, 1);
    expect(named.begun[0]?.specs).toStrictEqual(["specs/c.md"]);
  });
});
