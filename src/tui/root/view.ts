import type { Binding } from "../key.ts";
import type { Line, Span } from "../paint/line.ts";
import { row, span } from "../paint/span.ts";
import { fit, lineWidth } from "../paint/width.ts";
import { wrap } from "../paint/wrap.ts";
import { helpBindings, leavingBindings, rootBindings } from "./bindings.ts";
import { helpLines } from "./help.ts";
import { keyName } from "./key-name.ts";
import { bodySize, frameRows, smallest } from "./layout.ts";
import { screenAt } from "./places.ts";
import type { Place } from "./screen-table.ts";
import type { Root } from "./root.ts";

/** The whole screen: exactly its rows, each exactly as wide as it. */
export function view(root: Root): readonly Line[] {
  const { columns, rows } = root;
  if (columns < smallest.columns || rows < smallest.rows) return tooSmall(root);
  const { above } = frameRows(rows);
  const rule = row("─".repeat(columns), "dim");
  const body = bodyOf(root);
  const { rows: height } = bodySize(root);
  return [
    headOf(root),
    ...(above > 1 ? [rule] : []),
    ...Array.from({ length: height }, (_, at) => body[at] ?? []),
    ...(above > 1 ? [rule] : []),
    footOf(root),
  ].map((line) => fit(line, columns));
}

/** Works out ahead what the next keys on the screen in front will want. */
export function prepare(root: Root): void {
  const front = root.stack.at(-1) as Place;
  screenAt(front.at).prepare?.(front.state, root.shared, bodySize(root));
}

/** The terminal's title: how many decisions wait stands first, so that it is seen in a narrow tab. */
export function titleOf({ shared, stack }: Root): string {
  const waiting = waitingIn(shared) ?? 0;
  const front = stack.at(-1) as Place;
  const where = screenAt(front.at).title(front.state, shared);
  return `${waiting > 0 ? `(${waiting}) ` : ""}greenbar · ${where}`;
}

function bodyOf(root: Root): readonly Line[] {
  const front = root.stack.at(-1) as Place;
  const screen = screenAt(front.at);
  if (root.overlay.is === "help") {
    return helpLines(screen.bindings(front.state, root.shared), root.overlay.top, bodySize(root));
  }
  return screen.view(front.state, root.shared, bodySize(root));
}

function headOf({ shared, stack, columns }: Root): Line {
  const trail = stack.map(({ at, state }) => screenAt(at).title(state, shared));
  const waiting = waitingIn(shared);
  const working = shared.pending.find(({ step }) => step !== "");
  const right: Span[] = [
    ...(working === undefined ? [] : [span(`${stepWords(working)}  `, "dim")]),
    ...(shared.liveRuns.size === 0 ? [] : [span("▶ ", "accent"), span(`${shared.liveRuns.size} running  `)]),
    waiting === null || waiting === 0
      ? span(`inbox ${waiting ?? "…"}`, "dim")
      : span(`inbox ${waiting}`, "accent"),
    span(" "),
  ];
  const left: Line = [
    span(" greenbar", "accent"),
    ...trail.flatMap((name, at) => [
      span(" › ", "dim"),
      span(name, at === trail.length - 1 ? "strong" : "plain"),
    ]),
  ];
  return [...fit(left, Math.max(0, columns - lineWidth(right) - 1)), span(" "), ...right];
}

/** How many decisions wait; null as long as nobody has looked. */
function waitingIn({ inbox }: Root["shared"]): number | null {
  return inbox === null ? null : inbox.filter(({ isLater }) => !isLater).length;
}

function stepWords({ step, done, total }: Root["shared"]["pending"][number]): string {
  return done === null || total === null ? `${step}…` : `${step} ${done}/${total}`;
}

function footOf(root: Root): Line {
  const { overlay, said, stack, shared, columns } = root;
  if (overlay.is === "leaving") {
    return [span(" A run goes on. ", "strong"), ...keysLine(leavingBindings, columns - 17)];
  }
  if (overlay.is === "help") return [span(" "), ...keysLine(helpBindings, columns - 2)];
  if (said !== null)
    return [
      span(said.tone === "error" ? " ✗ " : " ", said.tone === "error" ? "error" : "plain"),
      span(said.text, said.tone),
    ];
  const front = stack.at(-1) as Place;
  const screen = screenAt(front.at);
  const isTyping = screen.isTyping?.(front.state) === true;
  const own = screen.bindings(front.state, shared);
  return [span(" "), ...keysLine(isTyping ? own : [...own, ...rootBindings], columns - 2)];
}

/** As many keys as fit; the `?` that shows all of them is always among them. */
export function keysLine(bindings: readonly Binding[], width: number): Line {
  const shown = bindings.filter(({ short }) => short !== null);
  const help = shown.filter(({ action }) => action === "help");
  const parts = shown.map((binding) => ({ binding, line: keyAndWord(binding) }));
  let left = width - help.reduce((sum, binding) => sum + lineWidth(keyAndWord(binding)) + 2, 0);
  const kept = parts.filter(({ binding, line }) => {
    if (binding.action === "help") return true;
    left -= lineWidth(line) + 2;
    return left >= 0;
  });
  return kept.flatMap(({ line }, at) => (at === 0 ? line : [span("  "), ...line]));
}

function keyAndWord({ keys, short }: Binding): Line {
  return [span(keyName(keys[0] ?? ""), "key"), span(` ${short ?? ""}`, "dim")];
}

function tooSmall({ columns, rows }: Root): readonly Line[] {
  const words = [`greenbar needs ${smallest.columns} by ${smallest.rows};`, `this is ${columns} by ${rows}.`];
  const lines = words.flatMap((text) => wrap(row(text), columns));
  return Array.from({ length: rows }, (_, at) => fit(lines[at] ?? [], columns));
}
