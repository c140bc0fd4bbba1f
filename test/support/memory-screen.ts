import type { Screen } from "../../src/cli/screen.ts";

/** A screen without colour and without a person; `out` and `err` are its lines. */
export function createMemoryScreen(): { screen: Screen; out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const screen: Screen = {
    isJson: false,
    hasSpoken: () => out.length > 0,
    paint: (_style, text) => text,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    progress: () => {},
    clearProgress: () => {},
    columns: 100,
    canAsk: false,
  };
  return { screen, out, err };
}
