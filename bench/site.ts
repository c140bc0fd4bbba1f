import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { chromium } from "playwright-core";
import rehypeSanitize from "rehype-sanitize";
import rehypeStringify from "rehype-stringify";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { readSiteAssets } from "../src/adapters/site/site-assets.ts";
import { readTemplates } from "../src/adapters/templates.ts";
import { createPipeline } from "../src/app/pipeline.ts";
import { createTreePipeline } from "../src/app/publish/tree-pipeline.ts";
import { pagePaths } from "../src/docs/site/paths.ts";
import type { Site, SpecPage } from "../src/docs/site/site.ts";
import { createSiteRenderer } from "../src/docs/site/site-renderer.ts";
import { emptyLock } from "../src/verdict/lock.ts";
import { requirementStatuses } from "../src/verdict/status.ts";
import type { SpecText } from "./compile.ts";
import { corpus } from "./compile.ts";
import type { Row } from "./measure.ts";
import { median, ratioRow, sideBySide } from "./measure.ts";

const executablePath = "/usr/bin/chromium";

/** Text to site, against Markdown to HTML alone on the same text; one page again; and the overview in a browser. */
export async function siteRows(root: string): Promise<Row[]> {
  const texts = thousand(corpus(root).specs);
  const templates = await readTemplates();
  const assets = await readSiteAssets({ read: () => Promise.resolve(null), list: () => Promise.resolve([]) });
  const make = createMaker({ templates, assets });
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkFrontmatter, ["yaml"])
    .use(remarkRehype)
    .use(rehypeSanitize)
    .use(rehypeStringify)
    .freeze();
  const alone = () => texts.reduce((sum, { text }) => sum + String(processor.processSync(text)).length, 0);
  const whole = await sideBySide(3, () => createMaker({ templates, assets })(texts).size, alone);

  make(texts);
  let edit = 0;
  const one = await sideBySide(
    3,
    () =>
      make(
        texts.map((spec, at) => (at === 500 ? { ...spec, text: `${spec.text}\nEdit ${++edit}.\n` } : spec)),
      ),
    alone,
  );
  return [
    ratioRow("docs for 1,000 specs, text to site, against remark + rehype alone", whole, 2),
    ratioRow("the same, one page changed, in process", one, 0.05),
    ...(await browserRows(make(texts))),
  ];
}

/** The corpus over and over, each time under another name. */
function thousand(specs: readonly SpecText[]): SpecText[] {
  return Array.from({ length: 1_000 }, (_, at) => {
    const { file, text } = specs[at % specs.length] ?? { file: "", text: "" };
    return { file: file.replace("specs/", `specs/part-${Math.floor(at / specs.length)}/`), text };
  });
}

/** Does all that `docs` does between reading and writing. */
function createMaker(given: Pick<Site, "assets"> & { readonly templates: Site["shared"]["templates"] }) {
  const pipeline = createTreePipeline(createPipeline());
  const renderer = createSiteRenderer();
  const settings = {
    testsFolder: "test/specs",
    specsFolder: "specs",
    importExtension: "ts" as const,
    templates: given.templates,
  };
  const around = {
    packageName: null,
    bins: [],
    modules: new Map(),
    specsFolder: "specs",
    defaultSubjects: [],
  };
  const known = new WeakMap<object, SpecPage>();
  let paths: ReadonlyMap<string, string> | null = null;
  return (texts: readonly SpecText[]): ReadonlyMap<string, string> => {
    const specs = texts.map(({ file, text }) => pipeline.parse(text, file));
    const plans = pipeline.compile(specs, around);
    const pages = plans.map((plan, at): SpecPage => {
      const before = known.get(plan);
      if (before !== undefined) return before;
      const spec = specs[at];
      if (spec === undefined) throw new Error("there is a plan without a spec");
      const suite = pipeline.render(plan, settings);
      const tests = new Map(suite.tests.map(({ example, hash }) => [example, hash]));
      const evidence = { suite: null, judge: null, lock: emptyLock, tests, edits: new Map<string, string>() };
      const statuses = requirementStatuses(plan, evidence);
      const page: SpecPage = {
        spec,
        tree: pipeline.treeOf(spec),
        plan,
        suite,
        judged: "status",
        statuses,
        lock: new Map(),
        receipt: null,
        history: null,
      };
      known.set(plan, page);
      return page;
    });
    paths ??= pagePaths(
      texts.map(({ file }) => file),
      "specs",
    );
    const shared = { name: "bench", pages: paths, judged: "status" as const, templates: given.templates };
    return renderer.render({ shared, pages, history: null, assets: given.assets });
  };
}

async function browserRows(files: ReadonlyMap<string, string>): Promise<Row[]> {
  const what = ["overview of 1,000 specs, first paint", "the same, a keystroke in the search"] as const;
  if (!existsSync(executablePath)) {
    return what.map((row) => ({
      what: row,
      measured: `not measured: no ${executablePath}`,
      bar: "",
      holds: true,
    }));
  }
  const folder = mkdtempSync(join(tmpdir(), "greenbar-bench-site-"));
  const browser = await chromium.launch({ executablePath });
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const address = pathToFileURL(join(folder, "index.html")).href;
    const paints: number[] = [];
    const keys: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const page = await browser.newPage();
      await page.goto(address);
      paints.push(await firstPaint(page));
      await page.focus("#query");
      for (const key of "string length") {
        await page.evaluate(startTimer);
        await page.keyboard.press(key === " " ? "Space" : key);
        keys.push(await page.evaluate<number>("globalThis.keyTime"));
      }
      await page.close();
    }
    const [paint, key] = [median(paints), Math.max(...keys)];
    return [
      {
        what: what[0],
        measured: `${paint.toFixed(0)} ms (median of 5)`,
        bar: "< 1000 ms",
        holds: paint < 1_000,
      },
      {
        what: what[1],
        measured: `${median(keys).toFixed(1)} ms, at most ${key.toFixed(1)} ms`,
        bar: "< 50 ms",
        holds: median(keys) < 50,
      },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the start of the navigation to the first content on the screen. */
function firstPaint(page: Page): Promise<number> {
  return page.evaluate<number>(
    `new Promise((done) => new PerformanceObserver((list, observer) => {
      const [entry] = list.getEntriesByName("first-contentful-paint");
      if (entry === undefined) return;
      observer.disconnect();
      done(entry.startTime);
    }).observe({ type: "paint", buffered: true }))`,
  );
}

/** From the key to the frame after what it changed was drawn. */
const startTimer = `void (globalThis.keyTime = new Promise((done) => addEventListener("keydown", () => {
  const since = performance.now();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - since)));
}, { once: true, capture: true })))`;
