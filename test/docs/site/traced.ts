import type { LineAnswer, LineState } from "../../../src/docs/claims/why-file.ts";
import type { Site } from "../../../src/docs/site/site.ts";
import { siteOf } from "./building.ts";

/** A spec whose one example was traced. */
export const text = "---\nsubject: ../src/slugify.ts\n---\n# Slugify\n\n## Joins\n\n- `f(1)` is `2`.\n";
const code = "/* one\n   <b>two */\nexport function f() {\n  gone();\n}\ngone();\n";
const claimant = { id: "slugify/joins", spec: "specs/slugify.md", line: 6, title: "Joins", examples: [] };
const line = (number: number, state: LineState, more: Partial<LineAnswer> = {}): LineAnswer => ({
  line: number,
  text: code.split("\n")[number - 1] ?? "",
  state,
  claimants: state === "executed" ? [claimant] : [],
  atLoad: false,
  missed: [],
  ...more,
});
/** What was seen of the lines of its subject. */
export const lines = [
  line(1, "no-code"),
  line(2, "no-code"),
  line(3, "executed", { missed: [[3, 5]] }),
  line(4, "unclaimed"),
  line(5, "at-load", { claimants: [claimant] }),
  line(6, "unclaimed"),
];
const path = "src/slugify.ts";

/** The site of that spec and of its subject's code. */
export function tracedSite(): Site {
  const plain = siteOf({ "specs/slugify.md": text });
  const id = plain.pages[0]?.plan.requirements[0]?.examples[0]?.id ?? "";
  const claims = {
    examples: new Map([[id, [{ path, lines: [[3, 4]] as const, partly: [] }]]]),
    untraced: new Map<string, string>(),
    sources: new Map([[path, code]]),
  };
  return {
    ...siteOf({ "specs/slugify.md": text }, { page: { claims } }),
    shared: { ...plain.shared, sources: new Map([[path, "source/src/slugify.ts.html"]]) },
    sources: [{ file: { path, isLoaded: true, lines }, text: code }],
  };
}
