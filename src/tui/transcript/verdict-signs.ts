import type { Outcome } from "../../loop/events.ts";
import type { Tone } from "../paint/line.ts";

/** A sign for each outcome, one column wide, with its tone: a filled circle is green, an empty one red. */
export const verdictSigns: Readonly<Record<Outcome, { readonly sign: string; readonly tone: Tone }>> = {
  green: { sign: "●", tone: "holds" },
  red: { sign: "○", tone: "fails" },
  compromised: { sign: "◆", tone: "error" },
  flaky: { sign: "≈", tone: "warning" },
  ambiguous: { sign: "?", tone: "warning" },
  budget: { sign: "…", tone: "warning" },
  infra: { sign: "!", tone: "warning" },
};
