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
  const all = { ...counts };
  for (const { requirements, isLeftOut } of summaries)
    for (const { status } of requirements) {
      all[status] += 1;
      if (!isLeftOut) counts[status] += 1;
    }
  const frame = frameOf(shared, "index.html", shared.name);
  const groups = numbered(summaries);
  const view = {
    ...frame,
    scripts: ["assets/minisearch.js", "assets/search-index.js"],
    lead: html(leadOf(counts, total(all) - total(counts), shared)),
    bar: html([statusBar(counts)]),
    chips: html(chips(all, new Set(groups.map(([kind]) => kind)))),
    isEmpty: summaries.length === 0,
    groups: html(groups.map(([kind, members]) => group(kind, members))),
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

/** Drafts have no status yet: nobody checks them until they are named. */
type Group = Status | "draft";

/** Specs by status, worst first, and the drafts behind them; within one, in the order of their paths. */
function numbered(summaries: readonly PageSummary[]): readonly (readonly [Group, readonly Numbered[]])[] {
  let first = 0;
  const all = summaries.map((summary): Numbered => {
    const own = { summary, first };
    first += summary.requirements.length;
    return own;
  });
  return ([...statuses, "draft"] as const).flatMap((kind) => {
    const members = all.filter(({ summary }) => (summary.isLeftOut ? "draft" : summary.status) === kind);
    return members.length === 0 ? [] : [[kind, members] as const];
  });
}

function total(counts: Readonly<Record<Status, number>>): number {
  return statuses.reduce((sum, status) => sum + counts[status], 0);
}

function leadOf(
  counts: Readonly<Record<Status, number>>,
  drafted: number,
  { judged }: SiteShared,
): readonly Child[] {
  const checked = total(counts);
  if (checked + drafted === 0) return ["No requirement yet."];
  const drafts =
    drafted === 0 ? "" : ` ${drafted} more ${drafted === 1 ? "is" : "are"} in drafts, which nobody checks.`;
  if (judged === "status") {
    return [
      el("strong", {}, `${checked} ${checked === 1 ? "requirement" : "requirements"}. `),
      `Nothing was run for this page: what holds today, a check says.${drafts}`,
    ];
  }
  return [
    el("strong", {}, `${counts.holds + counts.weak} of ${checked} requirements hold. `),
    `A check ran just before this page was written.${drafts}`,
  ];
}

/** Each leads to its part of the page where there is one; the script makes filters of them. */
function chips(counts: Readonly<Record<Status, number>>, groups: ReadonlySet<Group>): readonly Child[] {
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

function group(kind: Group, members: readonly Numbered[]): Element {
  const title = kind === "draft" ? ["drafts"] : [statusWords(kind)];
  return el(
    "section",
    { className: ["group", `is-${kind}`], id: kind, dataGroup: kind },
    el("h2", {}, ...title.flat(), el("span", { className: ["count"] }, ` ${members.length}`)),
    el("p", { className: ["meaning"] }, kind === "draft" ? "left out until they are named" : meanings[kind]),
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
