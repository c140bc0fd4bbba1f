import type { Site, SpecPage } from "../../docs/site/site.ts";
import type { RequirementStatus } from "../../verdict/statuses.ts";

/** What the last check said of a spec, and of which tests. */
export interface Judged {
  readonly tests: string;
  readonly statuses: readonly RequirementStatus[];
}

/** What a check said of the spec of a page, to be remembered. */
export function judgedOf(page: SpecPage, requirements: readonly RequirementStatus[]): Judged {
  const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));
  return { tests: testsOf(page), statuses: page.statuses.flatMap(({ id }) => byId.get(id) ?? []) };
}

/**
 * The site as it is to be shown: each page with what the last check said of its tests. Prose that changed is shown at
 * once; a page whose tests are others than those that were judged waits, as it was, for the check that is under way.
 *
 * @param shown - pages as they are shown now, by the spec's path.
 * @param checking - specs of the check that is under way.
 */
export function siteNow(
  site: Site,
  judged: ReadonlyMap<string, Judged>,
  shown: ReadonlyMap<string, SpecPage>,
  checking: ReadonlySet<string>,
): Site {
  const pages = site.pages.map((page): SpecPage => {
    const path = page.plan.spec;
    const known = judged.get(path);
    if (known?.tests === testsOf(page)) {
      return { ...page, judged: "check", statuses: atLinesOf(page.statuses, known.statuses) };
    }
    return checking.has(path) ? (shown.get(path) ?? page) : page;
  });
  const isJudged = pages.some((page) => page.judged === "check");
  return { ...site, pages, shared: { ...site.shared, judged: isJudged ? "check" : "status" } };
}

/** What a verdict is about: the tests, and the requirements that have none. */
function testsOf({ suite, statuses }: SpecPage): string {
  const requirements = statuses.map(({ id, status, examples }) =>
    examples.length === 0 ? [id, status === "manual"] : id,
  );
  return JSON.stringify([suite.tests.map(({ example, hash }) => [example, hash]), requirements]);
}

function atLinesOf(
  now: readonly RequirementStatus[],
  known: readonly RequirementStatus[],
): readonly RequirementStatus[] {
  const byId = new Map(now.map((requirement) => [requirement.id, requirement]));
  return known.map((requirement) => {
    const { line, title, examples } = byId.get(requirement.id) ?? requirement;
    const lines = new Map(examples.map((example) => [example.id, example.line]));
    return {
      ...requirement,
      line,
      title,
      examples: requirement.examples.map((example) => ({
        ...example,
        line: lines.get(example.id) ?? example.line,
      })),
    };
  });
}
