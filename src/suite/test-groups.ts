import type { Example, Requirement } from "../plan/plan.ts";
import { plainWords } from "./string-literal.ts";

/** A `describe`: tests and further groups, in the order of the spec. */
export interface TestGroup {
  readonly title: string;
  readonly depth: number;
  readonly items: (TestGroup | NamedTest)[];
}

export interface NamedTest {
  readonly example: Example;
  /** Titles from the outermost `describe` to the test: unique in the file. */
  readonly name: readonly string[];
}

/**
 * Requirements with examples as nested groups, as their headings nest. Headings that follow one another with
 * the same path share a group; a heading that comes back later gets a group of its own.
 */
export function testGroups(requirements: readonly Requirement[]): {
  groups: TestGroup[];
  tests: NamedTest[];
} {
  const groups: TestGroup[] = [];
  const tests: NamedTest[] = [];
  const seen = new Set<string>();
  let open: TestGroup[] = [];
  for (const requirement of requirements) {
    if (requirement.examples.length === 0) continue;
    const titles = titlesOf(requirement);
    let same = 0;
    while (same < titles.length && open[same]?.title === titles[same]) same += 1;
    open = open.slice(0, same);
    for (const title of titles.slice(same)) {
      const group: TestGroup = { title, depth: open.length, items: [] };
      (open.at(-1)?.items ?? groups).push(group);
      open.push(group);
    }
    for (const example of requirement.examples) {
      const test = { example, name: uniqueName(titles, example, seen) };
      tests.push(test);
      open.at(-1)?.items.push(test);
    }
  }
  return { groups, tests };
}

function titlesOf({ path, title, id }: Requirement): string[] {
  const titles = (path.length === 0 ? [title] : path).map(plainWords).filter((part) => part !== "");
  return titles.length === 0 ? [plainWords(id)] : titles;
}

function uniqueName(titles: readonly string[], example: Example, seen: Set<string>): string[] {
  const plain = plainWords(example.title);
  const title = plain === "" ? `line ${example.place.line}` : plain;
  let name = [...titles, title];
  // Reporters join the titles, so it is the joined name that must not come twice.
  for (let number = 2; seen.has(name.join(" > ")); number += 1) name = [...titles, `${title} (${number})`];
  seen.add(name.join(" > "));
  return name;
}
