import type { Diagnostic, Spec } from "../spec/spec.ts";
import { standardGlobals } from "../spec/standard-globals.ts";
import type { NameProblem } from "./bind-block.ts";
import { bindBlock } from "./bind-block.ts";
import { contradictions } from "./contradictions.ts";
import type { ExampleDraft } from "./draft-example.ts";
import { draftExample } from "./draft-example.ts";
import { helperDiagnostics } from "./helper-diagnostics.ts";
import type { HelperReach } from "./helper-reach.ts";
import { helperReaches } from "./helper-reach.ts";
import { illTyped } from "./ill-typed.ts";
import { nameDiagnostics } from "./name-diagnostics.ts";
import { isAddressed, unaddressed, withoutForms } from "./other-dialects.ts";
import { outlineOf } from "./outline.ts";
import type { Helper, Plan, Subject, Surroundings } from "./plan.ts";
import type { DraftedNode } from "./requirements.ts";
import { requirementsOf } from "./requirements.ts";
import { nameBinder } from "./resolve.ts";
import { subjectDiagnostics } from "./subject-diagnostics.ts";
import type { NamedModules } from "./subject-paths.ts";
import { namedModules } from "./subject-paths.ts";
import { subjectUses } from "./subject-uses.ts";

/**
 * Compiles one spec: looks up what its examples call, and gives every example and requirement an id, a title
 * and a place. The plan carries the spec's own diagnostics and those found here, in the order of the text; with
 * an `error` among them the rest of the plan is not to be used.
 */
export function compile(spec: Spec, around: Surroundings): Plan {
  const named = namedModules(spec, around);
  const reaches = helperReaches(named, around);
  const doesReach = (helper: string) =>
    reaches.some((each) => each.helper === helper && (each.open || each.subjects.length > 0));
  const bind = nameBinder(named, around, standardGlobals, doesReach);
  const settings = { bind, bins: new Set(around.bins) };
  const addressed = isAddressed(spec, named);
  const problems: NameProblem[] = [];
  const nodes = outlineOf(spec).map((node): DraftedNode => ({
    node,
    drafts: node.blocks.flatMap(({ block, pinnedId, manual }) => {
      const read = bindBlock(block, settings);
      const bound = addressed ? read : unaddressed(block, read);
      if (bound.is !== "unbound") problems.push(...bound.problems);
      // What a person checks need not bind.
      else if ((manual ?? node.manual) !== null) return [];
      return draftExample(block, bound, pinnedId) ?? [];
    }),
  }));
  const drafts = nodes.flatMap((each) => each.drafts);
  const { requirements, diagnostics } = requirementsOf(spec, around.specsFolder, nodes, illTyped(drafts));
  const clashes = contradictions(spec.file, drafts);
  const clashingLines = new Set(clashes.map(({ place }) => place.line));
  return {
    spec: spec.file,
    title: spec.title,
    draft: spec.frontMatter.draft,
    subjects: subjectsOf(named, drafts, around, reaches),
    ...(reaches.length > 0 && { helpers: reaches.map((reach) => helperOf(reach, around)) }),
    requirements,
    diagnostics: inOrder([
      ...(addressed ? spec.diagnostics : withoutForms(spec.diagnostics)),
      ...named.diagnostics,
      ...subjectDiagnostics(spec, named, around),
      ...helperDiagnostics(spec, named, around),
      ...nameDiagnostics(spec, problems, around),
      // Of two examples that clash the author hears already; that their ids do too says nothing more.
      ...diagnostics.filter(({ place }) => !clashingLines.has(place.line)),
      ...clashes,
    ]),
  };
}

function subjectsOf(
  named: NamedModules,
  drafts: readonly ExampleDraft[],
  around: Surroundings,
  helpers: readonly HelperReach[],
): Subject[] {
  if (drafts.length > 0 && drafts.every(({ kind }) => kind === "console")) return [];
  const uses = subjectUses(drafts, helpers);
  return named.modules
    .filter(({ path, by }) => by === "front-matter" || uses.has(path))
    .map(({ path }) => {
      const facts = around.modules.get(path) ?? { state: "missing" };
      return {
        path,
        exists: facts.state !== "missing",
        exports: facts.state === "read" && !facts.open ? facts.exports : null,
        uses: uses.get(path) ?? [],
      };
    });
}

function helperOf({ helper, subjects, loads, open }: HelperReach, around: Surroundings): Helper {
  const facts = around.modules.get(helper);
  const exports = facts?.state === "read" ? facts.exports.filter((name) => name !== "default") : [];
  return { path: helper, exports, subjects, loads, open };
}

function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.toSorted((one, other) => one.place.offset - other.place.offset);
}
