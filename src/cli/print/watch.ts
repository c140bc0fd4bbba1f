import type { StatusChange, WatchEvent } from "../../app/watch/events.ts";
import type { Status } from "../../verdict/statuses.ts";
import { statuses } from "../../verdict/statuses.ts";
import type { Screen } from "../screen.ts";
import { bar, looks } from "./requirements.ts";
import { count, oneLine } from "./words.ts";

/** Shows what a watch tells. */
export type WatchPrinter = (event: WatchEvent) => void;

/**
 * One line an event where nobody sits at a terminal; at one, a screenful that is drawn again only when there is
 * something new.
 *
 * @param clear - empties the terminal; null where there is none.
 */
export function createWatchPrinter(screen: Screen, clear: (() => void) | null): WatchPrinter {
  if (screen.isJson) return (event) => screen.out(JSON.stringify(event));
  if (clear === null) {
    return (event) => {
      for (const line of linesOf(event, screen)) screen.out(line);
      if (event.type === "watching") screen.out(noHoldOuts);
    };
  }
  let head: readonly string[] = [];
  let cause: readonly string[] = [];
  let result: readonly string[] = [];
  let standing: readonly string[] = [];
  return (event) => {
    const lines = linesOf(event, screen);
    switch (event.type) {
      case "watching":
        head = lines;
        break;
      case "changed":
        [cause, result] = [lines, standing];
        break;
      case "problem":
        result = [...lines, ...standing];
        break;
      case "checked":
        standing = lines.slice(-1);
        result = lines;
    }
    clear();
    for (const line of [...head, "", ...cause, ...result, "", screen.paint("dim", noHoldOuts)])
      screen.out(line);
  };
}

const noHoldOuts = "The examples are all visible to whoever edits here: there are no hold-outs. Ctrl-C ends.";
/** Of what changed with one edit; the site has all. */
const shownAtMost = 12;

function linesOf(event: WatchEvent, screen: Screen): readonly string[] {
  switch (event.type) {
    case "watching":
      return [
        `${screen.paint("bold", "greenbar watch")}  ${count(event.specs, "spec")}${event.url === null ? "" : `  ${event.url}`}`,
      ];
    case "changed":
      return changedLines(event, screen);
    case "checked":
      return checkedLines(event, screen);
    case "problem":
      return [`${screen.paint("red", "error")} ${event.message}`, ...event.advice.map((line) => `  ${line}`)];
  }
}

function changedLines(
  { paths, specs, diagnostics }: Extract<WatchEvent, { type: "changed" }>,
  screen: Screen,
): readonly string[] {
  const what = paths.length === 0 ? "" : `${few(paths)} → `;
  const checking = specs.length === 0 ? "nothing can be checked" : few(specs);
  const problems = diagnostics.slice(0, shownAtMost).map(({ file, place, message, expected }) => {
    const where = `${file}:${place.line}:${place.column}  `;
    const what = expected === "" ? message : `${message}; expected: ${expected}`;
    // Two lines of the terminal, with the word before.
    const room = screen.columns * 2 - where.length - "error ".length;
    return `${screen.paint("red", "error")} ${where}${oneLine(what, Math.max(20, room))}`;
  });
  return [screen.paint("dim", oneLine(what + checking, screen.columns)), ...problems];
}

function few(names: readonly string[]): string {
  const [first = "", second, ...rest] = names;
  if (second === undefined) return first;
  return rest.length === 0 ? `${first}, ${second}` : `${first} and ${names.length - 1} more`;
}

function checkedLines(
  { changes, summary, outcome, endedWhy }: Extract<WatchEvent, { type: "checked" }>,
  screen: Screen,
): readonly string[] {
  const more = changes.length - shownAtMost;
  return [
    ...changes.slice(0, shownAtMost).flatMap((change) => changeLines(change, screen)),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...(endedWhy === "" ? [] : [`Vitest did not go to its end: ${endedWhy}`]),
    ...(outcome === "compromised"
      ? ["The judge calls wrong, twice, what the suite calls passed: read the code."]
      : []),
    summaryLine(summary, screen),
  ];
}

function changeLines({ before, now }: StatusChange, screen: Screen): readonly string[] {
  const [sign, colour] = looks[now.status];
  const was = before === null || before === now.status ? "" : `, was ${before}`;
  const where = `${now.spec}:${now.line}`;
  const title = oneLine(now.title, Math.max(20, screen.columns - where.length - 30));
  const line = `${screen.paint(colour, sign)} ${title}  ${screen.paint("dim", `${where}  ${now.status}${was}`)}`;
  const failing = now.examples.find(({ status }) => status === now.status && status !== "holds");
  if (failing === undefined) return [line];
  const { expected, actual, message } = failing;
  const why = expected !== null && actual !== null ? `expected ${expected}, actual ${actual}` : message;
  if (why === null) return [line];
  const place = `    :${failing.line}  `;
  return [line, screen.paint("dim", place + oneLine(why, screen.columns - place.length))];
}

function summaryLine(summary: Readonly<Record<Status, number>>, screen: Screen): string {
  const counts = statuses
    .toReversed()
    .filter((status) => summary[status] > 0)
    .map((status) => screen.paint(looks[status][1], `${summary[status]} ${status}`));
  const all = statuses.flatMap((status) => Array.from({ length: summary[status] }, () => ({ status })));
  return counts.length === 0 ? "no requirement yet" : `${bar(screen, all)}  ${counts.join(" · ")}`;
}
