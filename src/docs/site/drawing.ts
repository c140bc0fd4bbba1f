import type { Element, ElementContent } from "hast";
import type { ExampleStatus } from "../../verdict/statuses.ts";
import { behind } from "./behind.ts";
import type { ShownTest } from "./behind.ts";
import { el } from "./element.ts";
import { headingIds, linkTarget } from "./links.ts";
import type { ExampleMark, RequirementMark } from "./marks.ts";
import { suiteTests } from "./suite-tests.ts";
import { exampleAnchor, fragment, requirementAnchor } from "./paths.ts";
import type { Drawing } from "./place-marks.ts";
import type { SiteShared, SpecPage } from "./site.ts";
import { statusWords } from "./status-look.ts";
import { testBlocks } from "./test-blocks.ts";

/**
 * How the marks of one page look. What stands behind a line opens without any script: its mark is a `details`
 * element, and the style sheet shows what follows it.
 */
export function drawingOf(page: SpecPage, shared: SiteShared): Drawing {
  const ids = headingIds(page);
  const tests = testsOf(page);
  const behindOf = (mark: ExampleMark) => behind(mark, tests(mark.example.id), page, shared);
  return {
    line: (mark, line, as) =>
      el(
        as,
        { className: ["ex", `is-${mark.status.status}`], id: exampleAnchor(mark.example.id) },
        markOf(mark),
        el("div", { className: ["line"] }, line),
        ...said(mark.status).map((said) => el("div", { className: ["said"] }, said)),
        el("div", { className: ["behind"] }, behindOf(mark)),
      ),
    row: (mark, row, columns) => [
      {
        ...row,
        properties: {
          ...row.properties,
          className: ["ex", `is-${mark.status.status}`],
          id: exampleAnchor(mark.example.id),
        },
        children: [el("td", {}, markOf(mark)), ...row.children],
      },
      ...said(mark.status).map((said) =>
        el(
          "tr",
          { className: ["said", `is-${mark.status.status}`] },
          el("td", {}),
          el("td", { colSpan: columns - 1 }, said),
        ),
      ),
      el(
        "tr",
        { className: ["behind", `is-${mark.status.status}`] },
        el("td", { colSpan: columns }, behindOf(mark)),
      ),
    ],
    inline: ({ status, example }) =>
      el(
        "a",
        {
          className: ["sign-link", `is-${status.status}`],
          href: fragment(exampleAnchor(example.id)),
          ariaLabel: `${status.status}, line ${example.place.line}`,
        },
        statusWords(status.status)[0] ?? null,
      ),
    requirement: (mark, heading) => requirementOf(mark, heading),
    link: (href) => linkTarget(href, page.spec, ids, shared),
    headingId: (offset) => ids.byOffset.get(offset) ?? null,
  };
}

function markOf({ example, status }: ExampleMark): Element {
  const more = `, line ${example.place.line}: what stands behind it`;
  return el(
    "details",
    { className: ["mark"] },
    el("summary", {}, statusWords(status.status), el("span", { className: ["unseen"] }, more)),
  );
}

/** What was expected and what came, or why it is so; nothing where the status says it all. */
function said({ status, message, expected, actual }: ExampleStatus): readonly ElementContent[] {
  if (status === "holds" || status === "manual") return [];
  if (expected !== null && actual !== null) {
    const pair = (name: string, value: string) =>
      el("div", { className: [name] }, el("dt", {}, name), el("dd", {}, el("code", {}, value)));
    return [el("dl", {}, pair("expected", expected), pair("actual", actual))];
  }
  // Of what was not judged the page says it once, at its head.
  return status === "unproven" || message === null ? [] : [el("p", {}, message)];
}

function requirementOf({ requirement, status }: RequirementMark, heading: Element | null): ElementContent[] {
  const held = status.examples.filter((example) => example.status === "holds").length;
  const bound = status.examples.filter((example) => example.kind !== "unbound").length;
  const some = status.status === "holds" ? ` ${held}` : `, ${held} of ${status.examples.length} hold`;
  const counts = bound === 0 ? "" : some;
  const anchor = requirementAnchor(requirement.id);
  const badge = el(
    "span",
    { className: ["badge", `is-${status.status}`], ...(heading === null && { id: anchor }) },
    statusWords(status.status),
    el("span", { className: ["count"] }, counts),
  );
  const link = el(
    "a",
    { className: ["permalink"], href: fragment(anchor), ariaLabel: `Link to ${requirement.title}` },
    "#",
  );
  const manual =
    requirement.manual === null ? [] : [note("manual", `A person checks this: ${requirement.manual}`)];
  if (heading === null) return [badge, link, ...manual.map(inParagraph)];
  return [el("div", { className: ["requirement"] }, heading, badge, link), ...manual];
}

function note(kind: string, text: string): Element {
  return el("p", { className: ["note", `is-${kind}`] }, text);
}

/** A paragraph cannot stand in one. */
function inParagraph(node: Element): Element {
  return { ...node, tagName: "span" };
}

/** The tests of a page's suite by example; the suite is read when the first is asked for. */
function testsOf({ suite }: SpecPage): (example: string) => ShownTest | null {
  let shown: ReadonlyMap<string, ShownTest> | null = null;
  return (example) => {
    shown ??= shownTests(suite);
    return shown.get(example) ?? null;
  };
}

function shownTests(suite: SpecPage["suite"]): ReadonlyMap<string, ShownTest> {
  const places = suiteTests(suite);
  return new Map(
    [...testBlocks(places)].map(([example, block]) => [
      example,
      { line: places.get(example)?.line ?? 0, block },
    ]),
  );
}
