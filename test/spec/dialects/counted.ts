import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { compile } from "../../../src/plan/compile.ts";
import type { Plan } from "../../../src/plan/plan.ts";
import { loadLanguages } from "../../../src/spec/dialects/languages.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import type { Spec } from "../../../src/spec/spec.ts";
import { around } from "../../plan/builders.ts";

const corpus = resolve(import.meta.dirname, "../../../../shared/corpus/dialects");
const languages = await loadLanguages();

/**
 * Counted by hand, headings and items listed with grep beside it. In OpenSpec requirements are headings and scenarios
 * the headings below them; in Spec Kit requirements are the user stories and scenarios their numbered lines; in Kiro
 * requirements are the headings. `lines`: requirements that are no heading, by the kind of their id.
 */
export interface Counted {
  readonly requirements: number;
  readonly scenarios: number;
  readonly lines: Readonly<Record<string, number>>;
}

export const counted: Readonly<Record<string, Counted>> = {
  "openspec/cli-validate.md": { requirements: 12, scenarios: 31, lines: {} },
  "openspec/config-loading.md": { requirements: 6, scenarios: 23, lines: {} },
  "openspec/docx-primitives.md": { requirements: 15, scenarios: 54, lines: {} },
  "openspec/telemetry.md": { requirements: 9, scenarios: 21, lines: {} },
  "spec-kit/artgraph-003-skills.md": { requirements: 3, scenarios: 10, lines: { FR: 8, SC: 6, edge: 6 } },
  "spec-kit/artgraph-004-id-lifecycle.md": {
    requirements: 3,
    scenarios: 18,
    lines: { FR: 10, SC: 5, edge: 8 },
  },
  "spec-kit/artgraph-005-speckit-remaining.md": {
    requirements: 4,
    scenarios: 17,
    lines: { FR: 6, NFR: 4, SC: 8, edge: 6 },
  },
  "spec-kit/code-review-fixes.md": { requirements: 8, scenarios: 21, lines: { FR: 20, SC: 10, edge: 4 } },
  "spec-kit/mock-auth.md": { requirements: 6, scenarios: 20, lines: { FR: 14, SC: 7, edge: 4 } },
  "kiro/customer-support-rag-backend-ja.md": { requirements: 8, scenarios: 0, lines: { criterion: 40 } },
  "kiro/photo-albums-en.md": { requirements: 5, scenarios: 0, lines: { criterion: 30 } },
};

/** What is found in a real spec, counted as above. */
export function countsIn({ spec, plan }: ReadSpec): Counted {
  const requirements = plan.requirements.map(({ place }) =>
    spec.sections.find(({ heading }) => heading?.place.offset === place.offset),
  );
  const lines = requirements.filter((section) => section?.is === "item");
  const kinds = lines.map((section) => kindOf(section?.key ?? ""));
  return {
    requirements: requirements.length - lines.length,
    scenarios: plan.requirements.flatMap(({ examples }) => examples.filter(({ kind }) => kind === "scenario"))
      .length,
    lines: Object.fromEntries(
      [...new Set(kinds)].toSorted().map((kind) => [kind, kinds.filter((each) => each === kind).length]),
    ),
  };
}

export interface ReadSpec {
  readonly spec: Spec;
  readonly plan: Plan;
}

const known = new Map<string, ReadSpec>();

/** A real spec of another dialect, read once for all who ask: nothing may change it. */
export function readReal(path: string): ReadSpec {
  const text = (): string => readFileSync(join(corpus, path), "utf8");
  const spec = known.get(path)?.spec ?? parseSpec(text(), `specs/${basename(path)}`, { languages });
  const found = known.get(path) ?? { spec, plan: compile(spec, around({ modules: new Map() })) };
  known.set(path, found);
  return found;
}

function kindOf(key: string): string {
  if (key.startsWith("edge ")) return "edge";
  return /^\d/u.test(key) ? "criterion" : (key.split("-")[0] ?? "");
}
