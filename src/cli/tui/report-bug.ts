import { join } from "node:path";
import process from "node:process";
import { cleanText } from "../../verdict/clean-text.ts";
import { explain } from "../explain.ts";

/** A bug of ours ended the screen: the terminal is as it was; now what happened, and where the runs are. */
export function reportBug(error: unknown, root: string): void {
  const { message, advice, stack } = explain(error);
  const lines = [
    `error ${message}`,
    ...advice.map((line) => `  ${line}`),
    `  Nothing of a run is lost: its ledger is below ${join(root, ".greenbar", "runs")}.`,
    ...(stack === null ? [] : ["", stack]),
  ];
  process.stderr.write(`${cleanText(lines.join("\n"))}\n`);
}
