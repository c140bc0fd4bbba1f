import type { Behaviour } from "../../../src/docs/behaviour/behaviour.ts";
import { behaviourOf } from "../../../src/docs/behaviour/behaviour.ts";
import type { BehaviourChanges } from "../../../src/docs/behaviour/changes.ts";
import { compileAll } from "../../../src/plan/compile-all.ts";
import { parseSpec } from "../../../src/spec/parse.ts";
import type { Spec } from "../../../src/spec/spec.ts";
import type { Status } from "../../../src/verdict/statuses.ts";

/** What the specs with these texts say, by path. */
export function behaviour(
  texts: Readonly<Record<string, string>>,
  statusOf: (id: string) => Status | null = () => null,
): Behaviour {
  const specs = Object.entries(texts).map(([file, text]) => parsed(file, text));
  const plans = compileAll(specs, {
    packageName: "sample",
    bins: ["slug"],
    modules: new Map([
      ["src/slug.ts", { state: "missing" }],
      ["src/other.ts", { state: "missing" }],
    ]),
    specsFolder: "specs",
    defaultSubjects: [],
  });
  const errors = plans.flatMap(({ diagnostics }) =>
    diagnostics.filter(({ severity }) => severity === "error"),
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return behaviourOf(plans, statusOf);
}

const known = new Map<string, Spec>();

/** Most edits leave most specs as they are: each text is read once. */
function parsed(file: string, text: string): Spec {
  const key = `${file}\n${text}`;
  const spec = known.get(key) ?? parseSpec(text, file);
  known.set(key, spec);
  return spec;
}

/** Changes in a few words each, one line a change. */
export function inWords({ specs }: BehaviourChanges): string[] {
  return specs.flatMap(({ spec, is, from, requirements }) => [
    ...(is === "kept" && from === null ? [] : [`spec ${spec} ${from === null ? is : `was ${from}`}`]),
    ...requirements.flatMap((requirement) => {
      const { before, after, isRenamed, isMoved, examples } = requirement;
      const title = after?.title ?? before?.title ?? "";
      return [
        ...(requirement.is === "kept" ? [] : [`${requirement.is} requirement ${title}`]),
        ...(isRenamed ? [`renamed ${before?.title} to ${title}`] : []),
        ...(isMoved ? [`moved ${title}`] : []),
        ...(requirement.is === "kept" && before?.manual !== after?.manual
          ? [`manual ${before?.manual} to ${after?.manual}`]
          : []),
        ...examples.map((example) => `${example.is} ${(example.after ?? example.before).title}`),
      ];
    }),
  ]);
}
