import type { Element } from "hast";
import { fillTemplate } from "../../suite/fill-template.ts";
import type { Status } from "../../verdict/statuses.ts";
import { statuses } from "../../verdict/statuses.ts";
import type { Child } from "./element.ts";
import { el } from "./element.ts";
import { frameOf, html } from "./frame.ts";
import { historyChart } from "./history-chart.ts";
import type { History } from "./history.ts";
import type { SiteShared } from "./site.ts";
import type { SourceCoverage } from "./source-coverage.ts";
import { statusBar } from "./status-bar.ts";
import { meanings, statusWords } from "./status-look.ts";
import type { PageSummary } from "./summary.ts";

/**
 * The page that all others are reached from: how many requirements have each status, every spec under the status
 * that needs a person most, and what the commits say of it all.
 *
 * @throws TemplateError where a template asks for what is not there.
 */
export function renderOverview(
  summaries: readonly PageSummary[],
  history: History | null,
  shared: SiteShared,
  coverage: readonly SourceCoverage[] = [],
): string {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>;
  for (const { requirements } of summaries) for (const { status } of requirements) counts[status] += 1;
  const frame = frameOf(shared, "index.html", shared.name);
  const groups = numbered(summaries);
  const view = {
    ...frame,
    scripts: ["assets/minisearch.js", "assets/search-index.js"],
    lead: html(leadOf(counts, shared)),
    bar: html([statusBar(counts)]),
    chips: html(chips(counts, new Set(groups.map(([status]) => status)))),
    isEmpty: summaries.length === 0,
    groups: html(groups.map(([status, members]) => group(status, members))),
    history: history === null ? "" : html([historyChart(history)]),
    code: html(coverage.map(sourceItem)),
  };
  return fillTemplate(shared.templates, "docs/overview", view);
}

interface Numbered {
  readonly summary: PageSummary;
  /** Number of its first requirement among all, as the search knows them. */
  readonly first: number;
}

/** Specs by status, worst first; within one, in the order of their paths. */
function numbered(summaries: readonly PageSummary[]): readonly (readonly [Status, readonly Numbered[]])[] {
  let first = 0;
  const all = summaries.map((summary): Numbered => {
    const own = { summary, first };
    first += summary.requirements.length;
    return own;
  });
  return statuses.flatMap((status) => {
    const members = all.filter(({ summary }) => summary.status === status);
    return members.length === 0 ? [] : [[status, members] as const];
  });
}

function leadOf(counts: Readonly<Record<Status, number>>, { judged }: SiteShared): readonly Child[] {
  const total = statuses.reduce((sum, status) => sum + counts[status], 0);
  const known = counts.holds + counts.weak;
  if (total === 0) return ["No requirement yet."];
  if (judged === "status") {
    return [
      el("strong", {}, `${total} ${total === 1 ? "requirement" : "requirements"}. `),
      "Nothing was run for this page: what holds today, a check says.",
    ];
  }
  return [
    el("strong", {}, `${known} of ${total} requirements hold. `),
    "A check ran just before this page was written.",
  ];
}

/** Each leads to its part of the page where there is one; the script makes filters of them. */
function chips(counts: Readonly<Record<Status, number>>, groups: ReadonlySet<Status>): readonly Child[] {
  return statuses
    .filter((status) => counts[status] > 0)
    .map((status) =>
      el(
        "li",
        {},
        el(
          "a",
          {
            className: ["chip", `is-${status}`],
            href: `${groups.has(status) ? "#" : "?status="}${status}`,
            dataStatus: status,
            title: meanings[status],
          },
          statusWords(status),
          el("span", { className: ["count"] }, ` ${counts[status]}`),
        ),
      ),
    );
}

function group(status: Status, members: readonly Numbered[]): Element {
  return el(
    "section",
    { className: ["group", `is-${status}`], id: status, dataGroup: status },
    el("h2", {}, statusWords(status), el("span", { className: ["count"] }, ` ${members.length}`)),
    el("p", { className: ["meaning"] }, meanings[status]),
    el("ul", { className: ["specs"] }, ...members.map(specItem)),
  );
}

function specItem({ summary, first }: Numbered): Element {
  const { spec, title, href, isDraft, requirements } = summary;
  return el(
    "li",
    { className: ["spec"] },
    el(
      "h3",
      {},
      el("a", { href }, title),
      isDraft ? el("span", { className: ["badge", "is-draft"] }, "draft") : null,
    ),
    el("p", { className: ["path"] }, spec),
    el(
      "ul",
      {},
      ...requirements.map((requirement, at) =>
        el(
          "li",
          {
            className: [`is-${requirement.status}`],
            dataAt: String(first + at),
            dataStatus: requirement.status,
          },
          el(
            "a",
            { href: requirement.href },
            statusWords(requirement.status),
            " ",
            el("span", { className: ["title"] }, requirement.title),
          ),
        ),
      ),
    ),
  );
}

function sourceItem({ path, href, code, unclaimed }: SourceCoverage): Element {
  const words = unclaimed === 0 ? "every line of code" : `all but ${unclaimed} of ${code} lines of code`;
  return el(
    "li",
    {},
    el("a", { href }, el("code", {}, path)),
    el("span", { className: ["count"] }, ` ${words}`),
  );
}
