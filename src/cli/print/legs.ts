import type { AgentLegs } from "../../app/trifecta/agent-legs.ts";
import { legWords } from "../../loop/trifecta.ts";
import type { Screen } from "../screen.ts";

/** What a model is shown, and so what its endpoint gets. */
const sentToModel =
  "the spec without its hold-outs, files of the copy that the agent opens, failing tests with their output";

/** For each agent which legs of the lethal trifecta a run would have, what gives each, and what follows. */
export function printLegs(screen: Screen, agents: readonly AgentLegs[], endpoint: string): void {
  screen.out("");
  screen.out("What a run could do, by agent; one with all three is refused (docs/security.md):");
  for (const { agent, legs, outcome, cheapest, sends } of agents) {
    const [colour, sign] = signs[outcome];
    const held = legs.map(({ leg, given }) => `${legWords[leg]}: ${given.length > 0 ? "yes" : "no"}`);
    screen.out(`${screen.paint(colour, sign)} ${agent.padEnd(12)} ${held.join(" · ")}`);
    for (const { leg, given } of legs) {
      for (const { line, because } of given) {
        screen.out(screen.paint("dim", `  ${"".padEnd(12)} ${legWords[leg]}: ${line}: ${because}`));
      }
    }
    if (sends) screen.out(screen.paint("dim", `  ${"".padEnd(12)} sent to ${endpoint}: ${sentToModel}`));
    if (outcome === "accepted") screen.out(`  ${"".padEnd(12)} all three, as was asked for: allowed`);
    if (outcome === "refused") {
      const drops = (cheapest?.drops ?? []).join("; ");
      screen.out(`  ${"".padEnd(12)} refused; the cheapest to drop: ${drops}`);
    }
  }
}

const signs = { allowed: ["green", "✓"], accepted: ["yellow", "!"], refused: ["red", "✗"] } as const;

/** The same for `--json`. */
export function legsToJson(agents: readonly AgentLegs[], endpoint: string): unknown {
  return agents.map(({ agent, legs, outcome, cheapest, sends }) => ({
    agent,
    outcome,
    legs: legs.map(({ leg, given }) => ({ leg, has: given.length > 0, given })),
    cheapest,
    sends: sends ? { to: endpoint, what: sentToModel } : null,
  }));
}
