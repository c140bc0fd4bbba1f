import type { Root } from "mdast";
import { compile } from "../../plan/compile.ts";
import { compileAll } from "../../plan/compile-all.ts";
import type { Plan, Surroundings } from "../../plan/plan.ts";
import type { Spec } from "../../spec/spec.ts";
import type { Pipeline } from "../pipeline.ts";

/** A pipeline that also keeps the trees of the specs that it parsed, so that whoever shows one need not parse it again. */
export interface TreePipeline extends Pipeline {
  /** Null for a spec that was refused before it was parsed. */
  treeOf(spec: Spec): Root | null;
}

/**
 * A pipeline around another one. It knows the trees of what is parsed through it, as long as the specs live, and the
 * plan of a spec that did not change is the same object: so is then its suite, and its page.
 */
export function createTreePipeline(inner: Pipeline): TreePipeline {
  const trees = new WeakMap<Spec, Root>();
  const plans = new WeakMap<Spec, { readonly key: string; readonly plan: Plan }>();
  const compiled = (spec: Spec, around: Surroundings, key: string): Plan => {
    const before = plans.get(spec);
    if (before?.key === key) return before.plan;
    const plan = compile(spec, around);
    plans.set(spec, { key, plan });
    return plan;
  };
  return {
    compile(specs, around) {
      const key = JSON.stringify([{ ...around, modules: [...around.modules] }]);
      return compileAll(specs, around, (spec, given) => compiled(spec, given, key));
    },
    render: (plan, settings) => inner.render(plan, settings),
    parse(text, file, as = {}) {
      const seen: Root[] = [];
      const spec = inner.parse(text, file, { ...as, seeTree: (tree) => seen.push(tree) });
      const [tree] = seen;
      if (tree !== undefined) trees.set(spec, tree);
      return spec;
    },
    treeOf: (spec) => trees.get(spec) ?? null,
  };
}
