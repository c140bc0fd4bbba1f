import process from "node:process";
import type { Config } from "../../app/config.ts";
import type { World } from "../../app/ports.ts";
import type { Proposer } from "../../app/propose/proposer.ts";
import { UserError } from "../../app/user-error.ts";
import type { Model } from "../../loop/model.ts";
import type { Budgets } from "../../loop/budget.ts";
import { refuseUnknownPrice } from "../../loop/budget.ts";
import { priceOf } from "../../loop/prices.ts";
import { capabilitiesOf, legWords, trifecta } from "../../loop/trifecta.ts";
import { defaultModel, openModel } from "../open-model.ts";

/** What an option that asks a model is given. */
export interface Asking {
  /** As typed, for what is said of it. */
  readonly option: "--propose" | "--candidates";
  readonly model: string | null;
  readonly budgets: Budgets;
  readonly signal: AbortSignal;
}

/** The proposer that asks one of Anthropic's models; throws as `openAsked` does. */
export async function makeProposer(world: World, config: Config, asking: Asking): Promise<Proposer> {
  const [model, { createModelProposer }] = await Promise.all([
    openAsked(config, asking),
    import("../../adapters/anthropic/propose.ts"),
  ]);
  const price = priceOf(model.name, config.prices);
  return createModelProposer({ model, templates: await world.templates(), price });
}

/**
 * The model that is asked.
 *
 * @throws UserError without a key, for a limit of money that could not be kept, and where all three legs of the
 * trifecta would stand.
 */
export async function openAsked(
  config: Config,
  { option, model: wanted, budgets, signal }: Asking,
): Promise<Model> {
  const key = process.env["ANTHROPIC_API_KEY"] ?? "";
  const spec = "greenbar refine SPEC";
  if (key === "") {
    throw new UserError(2, `${option} asks a model, and ANTHROPIC_API_KEY is not set`, {
      advice: [
        `Set it, or hand the task to anybody: ${spec} --brief prints it, ${spec} --proposals FILE reads the reply.`,
      ],
    });
  }
  const model = wanted ?? config.model ?? defaultModel;
  const unknown = refuseUnknownPrice(budgets, model, priceOf(model, config.prices) !== null);
  if (unknown !== null) throw new UserError(2, unknown);
  refuseAllLegs(model);
  return openModel(key, model, signal);
}

/**
 * The legs of asking for proposals: the spec's text is untrusted content, the model's endpoint a way out. Nothing
 * private is in reach: it is told the page as a reader sees it and the names of exports, has no tool that reads, and
 * runs nothing; what it proposes runs later, in the sandbox, where there is no way out.
 */
function proposalLegs(model: string) {
  return trifecta(
    capabilitiesOf({
      agent: "anthropic",
      agentLine: "--propose",
      model,
      sandbox: "bubblewrap",
      unsandboxedLine: null,
      copy: [],
      write: [],
      tools: [],
    }),
  );
}

function refuseAllLegs(model: string): void {
  const { legs, outcome } = proposalLegs(model);
  if (outcome === "allowed") return;
  throw new UserError(3, "asking for proposals would have all three legs of the lethal trifecta", {
    advice: legs.map(({ leg }) => legWords[leg]),
  });
}
