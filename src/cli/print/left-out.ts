import type { ChangeSaid } from "../../app/changed/choose-changed.ts";
import type { Checked } from "../../app/check.ts";
import { cleanText } from "../../verdict/clean-text.ts";
import { count } from "./words.ts";

/** What was not run, in a line each: specs that no change touched, and those that a receipt speaks for. */
export function leftOutLines(
  { specs, untouched, byReceipt }: Pick<Checked, "specs" | "untouched" | "byReceipt">,
  said: ChangeSaid | null,
): readonly string[] {
  const all = specs.length + untouched.length;
  const since = said?.since ?? null;
  const changed =
    said === null
      ? []
      : since === null
        ? [`${cleanText(said.all ?? "")}: what changed cannot be told, so every spec was checked`]
        : said.all !== null
          ? [`${cleanText(said.all)}: it can affect every spec`]
          : [
              `${untouched.length} of ${count(all, "spec")} ${untouched.length === 1 ? "is" : "are"} untouched by what changed since ${cleanText(since)}`,
            ];
  const receipts =
    byReceipt.length === 0
      ? []
      : [`${byReceipt.length} of ${count(specs.length, "spec")} by receipt: nothing of them was run`];
  return [...changed, ...receipts];
}
