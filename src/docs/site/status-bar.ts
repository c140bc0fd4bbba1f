import type { Element } from "hast";
import type { Status } from "../../verdict/statuses.ts";
import { statuses } from "../../verdict/statuses.ts";
import { el } from "./element.ts";

/** A bar whose parts are as long as their counts. The words beside it say the same, so it is only for the eye. */
export function statusBar(counts: Readonly<Record<Status, number>>): Element {
  const total = statuses.reduce((sum, status) => sum + counts[status], 0);
  let from = 0;
  const parts = statuses.toReversed().flatMap((status) => {
    if (counts[status] === 0) return [];
    const width = (counts[status] / total) * 100;
    const part = el("rect", {
      className: [`fill-${status}`],
      x: String(round(from)),
      y: "0",
      width: String(round(width)),
      height: "4",
    });
    from += width;
    return [part];
  });
  const box = { viewBox: "0 0 100 4", preserveAspectRatio: "none", ariaHidden: "true" };
  return el("svg", { className: ["bar"], ...box }, ...parts);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
