import { appendFile } from "node:fs/promises";
import { resolve } from "node:path";
import process from "node:process";
import { writeAtomically } from "../../adapters/disk/atomic-write.ts";
import { writeReport } from "../../docs/report/formats.ts";
import type { Report } from "../../docs/report/report.ts";
import type { CommandContext } from "../command.ts";
import type { Screen } from "../screen.ts";
import { reportTargets } from "./report-targets.ts";

export interface Reports {
  /** The screen for what people read: on standard error where a report takes standard output. */
  readonly screen: Screen;
  /** Writes every report that was asked for. */
  readonly write: (report: Report) => Promise<void>;
}

/**
 * The reports that `--report` asks for.
 *
 * @throws UserError as `reportTargets` does.
 */
export function openReports({ screen, options, directory }: CommandContext): Reports {
  const values = options["report"];
  const targets = reportTargets(Array.isArray(values) ? values.filter(isString) : [], {
    stepSummary: process.env["GITHUB_STEP_SUMMARY"],
    isJson: screen.isJson,
  });
  const takesOutput = targets.some(({ to }) => to.is === "output");
  return {
    screen: takesOutput ? { ...screen, out: screen.err } : screen,
    async write(report) {
      for (const { format, to } of targets) {
        const text = writeReport(format, report);
        if (to.is === "file") await writeAtomically(resolve(directory, to.path), text);
        else if (to.is === "step-summary") await appendFile(to.path, text);
        else if (text !== "") screen.out(text.replace(/\n$/, ""), format === "github" ? "commands" : "words");
      }
    },
  };
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}
