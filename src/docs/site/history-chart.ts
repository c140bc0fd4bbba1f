import type { Element } from "hast";
import { scaleLinear, scalePoint } from "d3-scale";
import { area, curveStepAfter } from "d3-shape";
import { el } from "./element.ts";
import type { History, HistoryPoint } from "./history.ts";

const box = { width: 720, height: 220, left: 60, right: 8, top: 12, bottom: 28 };

/** How many examples were green and how many only seen red, commit by commit: a picture, and its numbers as a table. */
export function historyChart({ points }: History): Element {
  if (points.length === 0) {
    return el(
      "p",
      {},
      "No commit has a lock or a receipt yet: a green run leaves them, and a commit keeps them.",
    );
  }
  return el(
    "figure",
    { className: ["history"] },
    chart(points),
    el(
      "figcaption",
      {},
      el("span", { className: ["key", "is-holds"] }, "green by their receipts"),
      " ",
      el("span", { className: ["key", "is-unproven"] }, "seen red, not green yet"),
    ),
    el("details", {}, el("summary", {}, "The same in numbers"), table(points)),
  );
}

function chart(points: readonly HistoryPoint[]): Element {
  const { width, height, left, right, top, bottom } = box;
  const most = Math.max(1, ...points.map(({ green, red }) => green + red));
  // One commit alone is a level, not a point.
  const shown = points.length === 1 ? [...points, ...points] : points;
  const x = scalePoint<number>()
    .domain(shown.map((_, at) => at))
    .range([left, width - right]);
  const y = scaleLinear()
    .domain([0, most])
    .nice()
    .range([height - bottom, top]);
  const layer = (from: (point: HistoryPoint) => number, to: (point: HistoryPoint) => number) =>
    area<HistoryPoint>()
      .x((_, at) => x(at) ?? left)
      .y0((point) => y(from(point)))
      .y1((point) => y(to(point)))
      .curve(curveStepAfter)
      .digits(1)([...shown]) ?? "";
  const ticks = y.ticks(4).filter(Number.isInteger);
  const last = points.at(-1);
  const label =
    `Examples over ${points.length} ${points.length === 1 ? "commit" : "commits"}, ` +
    `${points[0]?.date} to ${last?.date}: ` +
    `at the end ${last?.green} green and ${last?.red} seen red only.`;
  return el(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", ariaLabel: label, className: ["chart"] },
    ...ticks.flatMap((tick) => [
      el("line", {
        className: ["grid"],
        x1: String(left),
        x2: String(width - right),
        y1: at(y(tick)),
        y2: at(y(tick)),
      }),
      el("text", { x: String(left - 8), y: at(y(tick) + 4), textAnchor: "end" }, String(tick)),
    ]),
    el("path", {
      className: ["fill-holds"],
      d: layer(
        () => 0,
        ({ green }) => green,
      ),
    }),
    el("path", {
      className: ["fill-unproven"],
      d: layer(
        ({ green }) => green,
        ({ green, red }) => green + red,
      ),
    }),
    el("text", { x: String(left), y: String(height - 8) }, points[0]?.date ?? ""),
    last?.date === points[0]?.date
      ? null
      : el("text", { x: String(width - right), y: String(height - 8), textAnchor: "end" }, last?.date ?? ""),
  );
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function table(points: readonly HistoryPoint[]): Element {
  const heads = ["date", "commit", "green", "seen red only", "what it said"];
  return el(
    "div",
    { className: ["table"], role: "region", ariaLabel: "Status over time", tabIndex: 0 },
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
      el(
        "tbody",
        {},
        ...points
          .toReversed()
          .map(({ date, commit, green, red, summary }) =>
            el(
              "tr",
              {},
              el("td", {}, el("time", {}, date)),
              el("td", {}, el("code", {}, commit)),
              el("td", {}, String(green)),
              el("td", {}, String(red)),
              el("td", {}, summary),
            ),
          ),
      ),
    ),
  );
}
