import { UserError } from "../../app/user-error.ts";
import type { ReportFormat } from "../../docs/report/formats.ts";
import { reportFormats } from "../../docs/report/formats.ts";

/** Where one report goes. */
export interface ReportTarget {
  readonly format: ReportFormat;
  readonly to:
    | { readonly is: "output" }
    /** Path as typed. */
    | { readonly is: "file"; readonly path: string }
    /** The file into which GitHub Actions collects the summaries of a job's steps. */
    | { readonly is: "step-summary"; readonly path: string };
}

/**
 * The values of `--report FORMAT[=FILE]`. Without a file a report goes to standard output, and a `summary` to that of
 * the job, if this is a step of one.
 *
 * @param stepSummary - `GITHUB_STEP_SUMMARY` of the environment.
 * @throws UserError for a format that is none, and for more than one document on standard output.
 */
export function reportTargets(
  values: readonly string[],
  { stepSummary, isJson }: { readonly stepSummary: string | undefined; readonly isJson: boolean },
): readonly ReportTarget[] {
  const targets = values.map((value) => target(value, stepSummary));
  const onOutput = targets.filter(({ to }) => to.is === "output").map(({ format }) => `--report ${format}`);
  const documents = [...(isJson ? ["--json"] : []), ...onOutput];
  if (documents.length > 1) {
    throw new UserError(2, `${documents.join(" and ")} all want standard output`, {
      advice: [`Give files to all but one of them: --report ${targets[0]?.format ?? "junit"}=report.txt`],
    });
  }
  return targets;
}

function target(value: string, stepSummary: string | undefined): ReportTarget {
  const equals = value.indexOf("=");
  const name = equals < 0 ? value : value.slice(0, equals);
  const path = equals < 0 ? null : value.slice(equals + 1);
  const format = reportFormats.find((known) => known === name);
  if (format === undefined) {
    throw new UserError(2, `--report ${name}: there is no such format`, {
      advice: [`There are: ${reportFormats.join(", ")}.`],
    });
  }
  if (path === "") {
    throw new UserError(2, `--report ${value}: no file is named behind =`, {
      advice: [`Expected: --report ${format}=FILE, or --report ${format} for standard output.`],
    });
  }
  if (path !== null) return { format, to: { is: "file", path } };
  if (format === "summary" && stepSummary !== undefined && stepSummary !== "") {
    return { format, to: { is: "step-summary", path: stepSummary } };
  }
  return { format, to: { is: "output" } };
}
