import type { Bench } from "../../loop/attempt.ts";
import { hashText } from "../../loop/hash.ts";
import type { Sandbox } from "../../verdict/sandbox.ts";
import type { World } from "../ports.ts";
import type { Project } from "../read-project.ts";
import { askOnce } from "../verdict-on.ts";
import { loopVerdict } from "./loop-verdict.ts";

/**
 * How a person's own edits are judged: the project itself, in fresh copies. All examples are visible to whoever
 * edits it, so there are no hold-outs.
 */
export function openTreeBench(
  world: World,
  project: Project,
  sandbox: Sandbox,
): Pick<Bench, "feedback" | "verdict" | "fingerprint"> {
  const plans = project.specs.map(({ plan }) => plan);
  const take = () => world.workspaces(sandbox.level).snapshot(project.root, { copy: project.config.copy });
  const ask = async (signal: AbortSignal) => {
    const verdict = await askOnce(world, project, {
      snapshot: await take(),
      sandbox,
      seed: world.seed(),
      signal,
    });
    return loopVerdict(plans, verdict, new Set());
  };
  return {
    fingerprint: async () => hashText((await take()).hash),
    verdict: ask,
    feedback: async (signal) => {
      const verdict = await ask(signal);
      const { counts, failures, problems, outcome, why } = verdict;
      if (outcome === "infra") return { is: "broken", why };
      const failed = new Set(failures.map(({ example }) => example));
      const ids = plans.flatMap(({ requirements }) =>
        requirements.flatMap(({ examples }) => examples.map(({ id }) => id)),
      );
      return { is: "measured", counts, failures, problems, passed: ids.filter((id) => !failed.has(id)) };
    },
  };
}
