import type { OpenedSpec } from "../../../app/engine/calls.ts";
import type { Diagnostic } from "../../../spec/spec.ts";
import { worst } from "../../../verdict/statuses.ts";
import type { DocRow } from "../../markdown/doc-row.ts";
import { type Document, openDocument } from "../../markdown/document.ts";
import type { SpecVerdict } from "../../model.ts";
import type { Line, Tone } from "../../paint/line.ts";
import { row, span } from "../../paint/span.ts";
import { statusSigns } from "../../paint/status-signs.ts";
import { fit } from "../../paint/width.ts";
import { wrap } from "../../paint/wrap.ts";
import { type Standings, standingAt, standingsOf } from "./standing.ts";
import { type Stop, diagnosticsOf, stopsOf } from "./stops.ts";

/** The spec's document with the margin beside it, in the document's stretches. */
export interface Page {
  readonly document: Document;
  readonly rows: (chunk: number) => readonly PageRow[];
}

export interface PageRow {
  readonly line: Line;
  /** Lines of the source that begin on this row, from 1; null on continuations and on messages. */
  readonly source: number | null;
  readonly endSource: number | null;
}

/** Columns of the margin: the sign of the status, then the sign of what is wrong. */
const marginWidth = 2;

/** The page of a spec in so many columns, margin included. Remembered, as its rows are. */
export function openPage(opened: OpenedSpec, verdict: SpecVerdict | undefined, columns: number): Page {
  const pages = remembered.get(opened) ?? [];
  const known = pages.find((entry) => entry.verdict === verdict && entry.columns === columns);
  if (known !== undefined) return known.page;
  const page = createPage(opened, standingsOf(opened, verdict), columns);
  remembered.set(opened, [{ verdict, columns, page }, ...pages].slice(0, 4));
  return page;
}

const remembered = new WeakMap<
  OpenedSpec,
  readonly { readonly verdict: SpecVerdict | undefined; readonly columns: number; readonly page: Page }[]
>();

/** The row of a stretch on which a line of the source begins, or stands. */
export function rowOfLine(rows: readonly { readonly source: number | null }[], line: number): number {
  return Math.max(
    0,
    rows.findLastIndex(({ source }) => source !== null && source <= line),
  );
}

function createPage(opened: OpenedSpec, standings: Standings, columns: number): Page {
  const document = openDocument(opened.text, columns - marginWidth);
  const stops = stopsOf(opened);
  const diagnostics = diagnosticsOf(opened);
  const made = new Map<number, { readonly from: readonly DocRow[]; readonly rows: readonly PageRow[] }>();
  return {
    document,
    rows: (chunk) => {
      const from = document.rows(chunk);
      const known = made.get(chunk);
      if (known?.from === from) return known.rows;
      const isHere = (line: number) => document.chunkOf(line) === chunk;
      const rows = withMargin(from, columns, {
        stops: stops.filter(({ line }) => isHere(line)),
        diagnostics: diagnostics.filter(({ place }) => isHere(place.line)),
        standings,
      });
      made.set(chunk, { from, rows });
      const [oldest] = made.keys();
      if (made.size > keptChunks && oldest !== undefined) made.delete(oldest);
      return rows;
    },
  };
}

const keptChunks = 400;

interface Marks {
  readonly stops: readonly Stop[];
  readonly diagnostics: readonly Diagnostic[];
  readonly standings: Standings;
}

function withMargin(rows: readonly DocRow[], columns: number, marks: Marks): PageRow[] {
  const stops = Map.groupBy(marks.stops, ({ line }) => rowOfLine(rows, line));
  const diagnostics = Map.groupBy(marks.diagnostics, ({ place }) => rowOfLine(rows, place.line));
  let waiting: readonly PageRow[] = [];
  const shown: PageRow[] = [];
  for (const [at, { line, source, endSource }] of rows.entries()) {
    // A message stands under all rows of its line.
    if (source !== null || line.length === 0) {
      shown.push(...waiting);
      waiting = [];
    }
    const own = diagnostics.get(at) ?? [];
    const signs = [...statusSign(stops.get(at) ?? [], marks.standings), ...problemSign(own)];
    shown.push({ line: [...fit(signs, marginWidth), ...line], source, endSource });
    if (own.length > 0) waiting = own.flatMap((found) => messageRows(found, columns));
  }
  return [...shown, ...waiting];
}

/** Of several on one row the one that needs a person most. */
function statusSign(stops: readonly Stop[], standings: Standings): Line {
  const all = stops.flatMap((stop) => standingAt(stop, standings) ?? []);
  if (all.length === 0) return [];
  const status = worst(all.map((standing) => standing.status));
  const isOld = all.every((standing) => standing.status !== status || standing.isOld);
  return row(statusSigns[status], isOld ? "dim" : status);
}

/** Letters, since the statuses have the signs. */
const problemSigns: Readonly<Record<Diagnostic["severity"], readonly [sign: string, tone: Tone]>> = {
  error: ["!", "error"],
  warning: ["w", "warning"],
  hint: ["i", "dim"],
};

function problemSign(diagnostics: readonly Diagnostic[]): Line {
  const severity = (["error", "warning", "hint"] as const).find((severity) =>
    diagnostics.some((found) => found.severity === severity),
  );
  return severity === undefined ? [] : row(...problemSigns[severity]);
}

/** What stops the spec from being read stands under its line; the rest is said in the pane. */
function messageRows({ severity, message, rule }: Diagnostic, columns: number): PageRow[] {
  if (severity !== "error") return [];
  const text = [span("  └ ", "error"), span(message, "error"), span(`  ${rule}`, "dim")];
  return wrap(text, columns, [span("    ")]).map((line) => ({ line, source: null, endSource: null }));
}
