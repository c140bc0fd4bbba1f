import process from "node:process";
import { Box, render, Text, useApp, useInput, useWindowSize } from "ink";
import { createElement as h, useEffect, useState } from "react";
import type { ReactElement } from "react";
import type { HostMessage } from "../../src/app/run/host.ts";
import { play, sceneAsked } from "./play.ts";

// What greenbar's screen of a run shows, as one would write it with Ink: components, hooks, a state set for every
// event, Ink's own options for a full screen. It draws only the window of the transcript, since nobody who tried
// would draw all of it.
interface Work {
  readonly lines: readonly string[];
  readonly requirement: string;
  readonly turns: number;
  readonly tokens: number;
  readonly cost: number;
  readonly verdicts: readonly boolean[];
}

const nothing: Work = { lines: [""], requirement: "", turns: 0, tokens: 0, cost: 0, verdicts: [] };
const options = sceneAsked(process.argv.slice(2));

function App(): ReactElement {
  const { columns, rows } = useWindowSize();
  const { exit } = useApp();
  const [work, setWork] = useState(nothing);
  const [top, setTop] = useState<number | null>(null);
  const height = rows - 8;
  useEffect(() => play(options, (message) => setWork((before) => after(before, message))), []);
  useInput((input) => {
    const last = Math.max(0, work.lines.length - height);
    if (input === "q") exit();
    if (input === "u") setTop((at) => Math.max(0, (at ?? last) - 1));
    if (input === "d") setTop((at) => (at === null || at + 1 >= last ? null : at + 1));
  });
  const from = top ?? Math.max(0, work.lines.length - height);
  return h(
    Box,
    { flexDirection: "column", width: columns, height: rows },
    h(Header),
    h(Rule, { columns }),
    h(
      Box,
      { justifyContent: "space-between" },
      h(Text, { bold: true }, work.requirement),
      h(Text, null, "anthropic · a-model"),
    ),
    h(Verdicts, { verdicts: work.verdicts }),
    h(Meters, { work }),
    h(Rule, { columns }),
    h(Transcript, { lines: work.lines.slice(from, from + height), height }),
    h(Rule, { columns }),
    h(Text, { dimColor: true }, "u up  d down  q leave"),
  );
}

function Header() {
  return h(
    Box,
    { justifyContent: "space-between" },
    h(Text, { bold: true }, "specs › scene › run"),
    h(Text, { dimColor: true }, "1 running  inbox 0"),
  );
}

function Rule({ columns }: { readonly columns: number }) {
  return h(Text, { dimColor: true }, "─".repeat(columns));
}

function Transcript({ lines, height }: { readonly lines: readonly string[]; readonly height: number }) {
  return h(
    Box,
    { flexDirection: "column", height, flexShrink: 0 },
    lines.map((line, at) =>
      h(Box, { key: at }, h(Text, { dimColor: true }, "  │ "), h(Text, { wrap: "truncate-end" }, line)),
    ),
  );
}

function Verdicts({ verdicts }: { readonly verdicts: readonly boolean[] }) {
  return h(
    Box,
    { height: 1 },
    h(Text, { dimColor: true }, "verdicts "),
    verdicts
      .slice(-60)
      .map((isGreen, at) => h(Text, { key: at, color: isGreen ? "green" : "red" }, isGreen ? "✓" : "✗")),
  );
}

function Meters({ work: { turns, tokens, cost } }: { readonly work: Work }) {
  return h(
    Box,
    { gap: 2 },
    h(Meter, { name: "turns", value: turns, limit: 400 }),
    h(Meter, { name: "tokens", value: tokens, limit: 5_000_000 }),
    h(Meter, { name: "cost", value: Number(cost.toFixed(2)), limit: 20 }),
  );
}

function Meter({
  name,
  value,
  limit,
}: {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
}) {
  const full = Math.min(10, Math.round((10 * value) / limit));
  return h(
    Text,
    null,
    `${name} `,
    h(Text, { color: "green" }, "█".repeat(full)),
    h(Text, { dimColor: true }, "░".repeat(10 - full)),
    ` ${value}/${limit}`,
  );
}

function after(before: Work, message: HostMessage): Work {
  const work = { ...before };
  if (message.is === "live" && message.event.type === "text-delta") {
    const [first = "", ...more] = message.event.text.split("\n");
    return { ...work, lines: [...work.lines.slice(0, -1), `${work.lines.at(-1) ?? ""}${first}`, ...more] };
  }
  if (message.is !== "event") return work;
  switch (message.event.type) {
    case "requirement-started":
      return { ...work, requirement: message.event.requirement };
    case "turn-ended":
      return { ...work, turns: work.turns + 1, tokens: work.tokens + 10_540, cost: work.cost + 0.012 };
    case "edit-applied":
      return { ...work, lines: [...work.lines, `edited ${message.event.path}`, ""] };
    case "verdict":
      return { ...work, verdicts: [...work.verdicts, message.event.outcome === "green"] };
    default:
      return work;
  }
}

render(h(App), { alternateScreen: true, incrementalRendering: true });
