import { compileAll } from "../plan/compile-all.ts";
import type { Plan, Surroundings } from "../plan/plan.ts";
import type { ReadAs } from "../spec/parse.ts";
import { parseSpec } from "../spec/parse.ts";
import type { Spec } from "../spec/spec.ts";
import { renderSuite } from "../suite/render-suite.ts";
import type { Suite, SuiteSettings } from "../suite/suite.ts";

/** Text to suites, where what did not change is not worked out again. One for the life of a process. */
export interface Pipeline {
  /** What was read with the words of other languages is not read again without them. */
  parse(text: string, file: string, as?: ReadAs): Spec;
  compile(specs: readonly Spec[], around: Surroundings): readonly Plan[];
  render(plan: Plan, settings: SuiteSettings): Suite;
}

/** A pipeline that remembers the last result of each step for each file. */
export function createPipeline(): Pipeline {
  const parsed = new Map<string, { readonly spec: Spec; readonly as: ReadAs }>();
  const rendered = new WeakMap<Plan, { readonly key: string; readonly suite: Suite }>();
  let compiled: {
    readonly specs: readonly Spec[];
    readonly key: string;
    readonly plans: readonly Plan[];
  } | null = null;
  const keyOf = rememberKey();
  return {
    parse(text, file, as = {}) {
      const before = parsed.get(file);
      if (before !== undefined && before.spec.text === text && isReadAs(before.as, as)) return before.spec;
      const spec = parseSpec(text, file, as);
      parsed.set(file, { spec, as });
      return spec;
    },
    compile(specs, around) {
      const key = JSON.stringify([{ ...around, modules: [...around.modules] }]);
      if (compiled !== null && compiled.key === key && isSameList(compiled.specs, specs))
        return compiled.plans;
      const plans = compileAll(specs, around);
      compiled = { specs, key, plans };
      return plans;
    },
    render(plan, settings) {
      const key = keyOf(settings);
      const before = rendered.get(plan);
      if (before !== undefined && before.key === key) return before.suite;
      const suite = renderSuite(plan, settings);
      rendered.set(plan, { key, suite });
      return suite;
    },
  };
}

function isReadAs(before: ReadAs, as: ReadAs): boolean {
  return before.dialect === as.dialect && (as.languages === undefined || before.languages === as.languages);
}

/** Settings as text; the same object is written out once. */
function rememberKey(): (settings: SuiteSettings) => string {
  const keys = new WeakMap<SuiteSettings, string>();
  return (settings) => {
    const key = keys.get(settings) ?? JSON.stringify([{ ...settings, templates: [...settings.templates] }]);
    keys.set(settings, key);
    return key;
  };
}

function isSameList<Item>(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
