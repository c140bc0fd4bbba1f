import { posix } from "node:path";
import type { Element, ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { fillTemplate } from "../../suite/fill-template.ts";
import { countStatuses, statuses, worst } from "../../verdict/statuses.ts";
import { receiptWords } from "./behind.ts";
import { drawingOf } from "./drawing.ts";
import type { Child } from "./element.ts";
import { el } from "./element.ts";
import { frameOf, html, plain } from "./frame.ts";
import { marksOf } from "./marks.ts";
import type { Mark } from "./marks.ts";
import { fragment, requirementAnchor } from "./paths.ts";
import { placeMarks } from "./place-marks.ts";
import type { Drawing } from "./place-marks.ts";
import { safeProse } from "./safe-prose.ts";
import type { SiteShared, SpecPage } from "./site.ts";
import { statusWords } from "./status-look.ts";
import { statusBar } from "./status-bar.ts";

/**
 * One spec as a page: its own prose, with a mark at everything that can be true or false. Pure: the same data gives
 * the same text.
 *
 * @throws TemplateError where a template asks for what is not there.
 */
export function renderPage(page: SpecPage, shared: SiteShared): string {
  const { spec } = page;
  const drawing = drawingOf(page, shared);
  const marks = marksOf(page);
  const prose = page.tree === null ? null : safeProse(page.tree);
  const { nodes, left } =
    prose === null ? { nodes: asItStands(page), left: marks } : placeMarks(prose, marks, drawing);
  const { title, rest } = splitTitle(nodes, page);
  const view = {
    ...frameOf(shared, shared.pages.get(spec.file) ?? "index.html", pageTitle(page)),
    requirements: html(contents(page)),
    head: html(title),
    facts: html(factsOf(page)),
    problems: html(problemsOf(page)),
    // Nothing of the spec is raw: what is sanitised has no such nodes. The tests behind the marks are.
    prose: toHtml(
      { type: "root", children: [...rest, ...leftOver(left, drawing)] },
      { allowDangerousHtml: true },
    ),
    history: html(receiptHistory(page)),
    path: plain(spec.file),
  };
  return fillTemplate(shared.templates, "docs/page", view);
}

/** What cannot be read as Markdown is shown as it stands, as far as anybody would read it. */
function asItStands({ spec: { text } }: SpecPage): ElementContent[] {
  return [el("pre", {}, text.length > longestShown ? `${text.slice(0, longestShown)}…` : text)];
}

/** In UTF-16 units. */
const longestShown = 20_000;

/** What a spec is called: its first heading, else its file. */
export function pageTitle({ spec }: Pick<SpecPage, "spec">): string {
  return spec.title ?? posix.basename(spec.file);
}

/** What comes first on the page: the spec's own title where its text begins with it, else one is made. */
function splitTitle(
  nodes: readonly ElementContent[],
  page: SpecPage,
): { readonly title: readonly ElementContent[]; readonly rest: readonly ElementContent[] } {
  const at = nodes.findIndex((node) => node.type === "element");
  const first = nodes[at];
  if (first?.type === "element" && isTitle(first)) return { title: [first], rest: nodes.slice(at + 1) };
  const hasOwn = nodes.some((node) => node.type === "element" && isTitle(node));
  return { title: hasOwn ? [] : [el("h1", {}, pageTitle(page))], rest: nodes };
}

function isTitle(node: Element): boolean {
  return node.tagName === "h1" || node.children.some((child) => child.type === "element" && isTitle(child));
}

function contents({ statuses: all }: SpecPage): readonly Child[] {
  return all.map(({ id, title, status }) =>
    el(
      "li",
      { className: [`is-${status}`] },
      el(
        "a",
        { href: fragment(requirementAnchor(id)) },
        statusWords(status),
        " ",
        el("span", { className: ["title"] }, title),
      ),
    ),
  );
}

function factsOf({ statuses: all, plan, receipt, suite, judged }: SpecPage): readonly Child[] {
  const counts = countStatuses(all);
  const status = worst(all.map((one) => one.status));
  const subjects = plan.subjects.map(({ path, exists }) => (exists ? path : `${path} (not there yet)`));
  const facts: readonly (readonly [string, string])[] = [
    ...(subjects.length === 0 ? [] : [["subject", subjects.join(", ")] as const]),
    ["suite", suite.path],
    ["receipt", receiptWords(receipt)],
    [
      "judged",
      judged === "check"
        ? "by a check, just before this page was written"
        : "not now: this is what is known without running anything",
    ],
  ];
  return [
    el(
      "p",
      { className: ["verdict", `is-${status}`] },
      statuses
        .toReversed()
        .filter((one) => counts[one] > 0)
        .map((one) =>
          el(
            "span",
            { className: ["badge", `is-${one}`] },
            statusWords(one),
            el("span", { className: ["count"] }, ` ${counts[one]}`),
          ),
        ),
      plan.draft ? el("span", { className: ["badge", "is-draft"] }, "draft") : null,
    ),
    statusBar(counts),
    el("dl", {}, ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
  ];
}

function problemsOf({ plan }: SpecPage): readonly Child[] {
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return [];
  return [
    el(
      "section",
      { className: ["problems"], ariaLabel: "What stands in the way" },
      el("p", {}, "This spec cannot be compiled as it stands:"),
      el(
        "ul",
        {},
        ...errors.map(({ place, message, expected, rule }) =>
          el(
            "li",
            {},
            `Line ${place.line}: ${message}. `,
            expected === "" ? null : `Expected: ${expected} `,
            el("code", {}, rule),
          ),
        ),
      ),
    ),
  ];
}

/** Marks for which the text has no place are not lost: they stand behind it. */
function leftOver(left: readonly Mark[], drawing: Drawing): ElementContent[] {
  if (left.length === 0) return [];
  return [
    el(
      "section",
      { ariaLabel: "Elsewhere" },
      el("p", {}, "These have no line of their own in the text above:"),
      ...left.map((mark) =>
        mark.is === "example"
          ? drawing.line(mark, [el("p", {}, mark.example.title)], "div")
          : el("p", {}, ...drawing.requirement(mark, null), ` ${mark.requirement.title}`),
      ),
    ),
  ];
}

function receiptHistory({ history }: SpecPage): readonly Child[] {
  if (history === null) return [];
  const items = history.moments.map(({ date, commit, summary, receipt }) =>
    el(
      "li",
      {},
      el("time", {}, date),
      " ",
      el("code", {}, commit),
      receipt === null
        ? " the receipt was taken back"
        : ` ${receipt.passed} of ${receipt.examples} green, by ${receipt.agent}`,
      el("span", { className: ["summary"] }, ` ${summary}`),
    ),
  );
  return [
    el(
      "section",
      { className: ["moments"], ariaLabel: "History" },
      el("h2", {}, "Its receipts, commit by commit"),
      items.length === 0
        ? el("p", {}, "No commit has a receipt of this spec.")
        : el("ol", { reversed: true }, ...items.toReversed()),
    ),
  ];
}
