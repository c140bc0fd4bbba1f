import type { EffectiveConfiguration, LegFinding, Trifecta } from "../../loop/trifecta.ts";
import { capabilitiesOf, legWords, trifecta } from "../../loop/trifecta.ts";
import type { SandboxLevel } from "../../verdict/sandbox.ts";
import type { Config } from "../config.ts";
import type { AgentKind } from "../run/agents.ts";
import { UserError } from "../user-error.ts";

/** What of a run bears on the three legs, beside the configuration. */
export interface RunReach {
  readonly agent: Pick<AgentKind, "name" | "model">;
  /** The option `--unsandboxed`. */
  readonly unsandboxed: boolean;
  /** Level that the run's code will have; null when nothing is known of it. */
  readonly sandbox: SandboxLevel | null;
}

/** The three legs of a run, from its effective configuration and nothing else. */
export function runTrifecta(config: Config, reach: RunReach): Trifecta {
  return trifecta(capabilitiesOf(effective(config, reach)));
}

/**
 * Refuses a run that has all three legs, unless one stands only on what a person asked for by its name.
 *
 * @returns what is to be said of a run that has all three and was asked for; null where there is nothing to say.
 * @throws UserError with exit code 3: the line that gives each leg, and the cheapest to drop.
 */
export function refuseTrifecta(config: Config, reach: RunReach): string | null {
  const { legs, outcome, cheapest } = runTrifecta(config, reach);
  switch (outcome) {
    case "allowed":
      return null;
    case "accepted": {
      const lines = legs.map((finding) => `${legWords[finding.leg]} (${linesOf(finding)})`).join(", ");
      return `this run has all three legs of the lethal trifecta, as was asked for: ${lines}`;
    }
    case "refused":
      throw new UserError(
        3,
        "this run would have all three legs of the lethal trifecta: text from outside could have it send private data",
        {
          advice: [
            ...legs.flatMap(({ leg, given }) =>
              given.map(({ line, because }) => `${legWords[leg]}: ${line}: ${because}`),
            ),
            `The cheapest to drop is ${legWords[cheapest?.leg ?? "private-data"]}: ${(cheapest?.drops ?? []).join("; ")}.`,
          ],
        },
      );
  }
}

function effective(config: Config, { agent, unsandboxed, sandbox }: RunReach): EffectiveConfiguration {
  return {
    agent: agent.name,
    agentLine:
      config.agent === agent.name
        ? `agent: "${agent.name}" in greenbar.config.ts`
        : `the agent ${agent.name} (--agent, or by default)`,
    model: agent.model,
    sandbox,
    unsandboxedLine: unsandboxed
      ? "--unsandboxed"
      : config.unsandboxed
        ? "unsandboxed: true in greenbar.config.ts"
        : null,
    copy: config.copy,
    write: config.write ?? [],
    // The only tools there are; one that is added must be named here, and is unknown until it is weighed.
    tools: ["str_replace_based_edit_tool", "search", "run_tests", "report_conflict"],
  };
}

function linesOf({ given }: LegFinding): string {
  return [...new Set(given.map(({ line }) => line))].join("; ");
}
