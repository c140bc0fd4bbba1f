import type { RunOrder } from "../../app/run/host.ts";

/** What a host that was just started says to whoever started it, once. */
export type HostWord =
  | { readonly is: "begun"; readonly run: string; readonly socket: string }
  | {
      readonly is: "refused";
      readonly exitCode: number;
      readonly message: string;
      readonly advice: readonly string[];
    };

/** Set for a process that was started as a run's host. */
export const hostMark = "GREENBAR_RUN_HOST";

/** An order as the words of the command `run`. Specs that begin with a dash stay specs. */
export function orderWords({
  specs,
  agent,
  model,
  fresh,
  unsandboxed,
  budgets,
  yes,
  change,
}: RunOrder): string[] {
  const option = (name: string, value: string | number | null | undefined) =>
    value === null || value === undefined ? [] : [`--${name}`, String(value)];
  return [
    "run",
    ...option("agent", agent),
    ...option("model", model),
    ...(fresh ? ["--fresh"] : []),
    ...(unsandboxed ? ["--unsandboxed"] : []),
    ...(yes === true ? ["--yes"] : []),
    ...option("change", change),
    ...option("max-turns", budgets.turns),
    ...option("max-tokens", budgets.tokens),
    ...option("max-cost", budgets.cost),
    ...option("max-minutes", budgets.minutes),
    "--",
    ...specs,
  ];
}
