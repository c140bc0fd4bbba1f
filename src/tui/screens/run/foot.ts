import { viewField } from "../../field.ts";
import type { Line } from "../../paint/line.ts";
import { span } from "../../paint/span.ts";
import type { RunView } from "../../run-view.ts";
import type { Amount } from "./amounts.ts";
import { budgetNames, raised, showAmount } from "./amounts.ts";
import type { RunScreenState } from "./state.ts";

/** Rows at the bottom: a question, a field, or how much is below the window. */
export function footLines(
  state: RunScreenState,
  view: RunView,
  amounts: readonly Amount[],
  columns: number,
): readonly Line[] {
  switch (state.asks.is) {
    case "stop":
      return [
        [span(" Stop after this step? It can go on later.  "), span("y", "key"), span("/"), span("n", "key")],
      ];
    case "budget":
      return [[span(" Raise a budget by half:", "strong")], ...amounts.map(budgetLine)];
    case "message": {
      const label = " to the agent: ";
      const placeholder = "said with its next step";
      const field = viewField(state.asks.field, {
        width: Math.max(1, columns - label.length - 1),
        focused: true,
        placeholder,
      });
      return [[span(label, "dim"), ...field]];
    }
    case "nothing": {
      if (state.top === null) return [];
      const more = Math.max(0, view.transcript.lines - state.seenLines);
      const words = more === 0 ? "" : ` ${more} new ${more === 1 ? "line" : "lines"} below,`;
      return [[span(` ──${words} `, "dim"), span("f", "key"), span(" follows the end ──", "dim")]];
    }
  }
}

const keys = { turns: "t", tokens: "k", cost: "c", minutes: "m" } as const;

function budgetLine({ kind, used, limit }: Amount): Line {
  const name = budgetNames[kind].padEnd(9);
  const spent = used === null ? "unknown" : showAmount(kind, used);
  if (limit === null) return [span(`     ${name}no limit, ${spent} used`, "dim")];
  return [
    span("  "),
    span(keys[kind], "key"),
    span(`  ${name}`),
    span(`${showAmount(kind, limit)} → ${showAmount(kind, raised(kind, limit))}`),
    span(`, ${spent} used`, "dim"),
  ];
}
