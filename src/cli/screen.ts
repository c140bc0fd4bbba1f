import { randomUUID } from "node:crypto";
import process from "node:process";
import { isOutputObeyed, jsonWithoutCommands, withoutCommands } from "./ci-commands.ts";
import { cleanJson } from "./clean-json.ts";
import type { Style } from "./styling.ts";
import { createStyling } from "./styling.ts";

/**
 * Where a command writes: the document on `out`, everything else on `err`. Whatever is written is cleaned here,
 * so that nothing from outside reaches a terminal, a log or a reader of JSON as anything but visible text; and where a
 * CI obeys lines of a log, none of them is a command to it.
 */
export interface Screen {
  readonly isJson: boolean;
  /** Something was written on `out`. */
  readonly hasSpoken: () => boolean;
  /** Plain words where stdout is no terminal, `NO_COLOR` or `CI` is set. */
  readonly paint: (style: Style, text: string) => string;
  /** @param as - `commands`: lines of our own making that the CI is meant to obey; it may obey no others. */
  readonly out: (text: string, as?: "words" | "commands") => void;
  readonly err: (text: string) => void;
  /** One line that is written over while something goes on; nothing where stderr is no terminal. */
  readonly progress: (text: string) => void;
  readonly clearProgress: () => void;
  readonly columns: number;
  /** A person can be asked. */
  readonly canAsk: boolean;
}

/** The screen of this process. */
export function processScreen(options: { readonly json: boolean }): Screen {
  const isLive = isTerminal(process.stderr) && !isSet("CI") && !options.json;
  const hasColour = isTerminal(process.stdout) && !isSet("NO_COLOR") && !isSet("CI") && !options.json;
  const { paint, print: clean } = createStyling(randomUUID(), hasColour);
  const isObeyed = isOutputObeyed(process.env);
  const print = (text: string) => (isObeyed ? withoutCommands(clean(text)) : clean(text));
  const printJson = (text: string) =>
    isObeyed ? withoutCommands(jsonWithoutCommands(cleanJson(text))) : cleanJson(text);
  const since = performance.now();
  let shown = false;
  let spoken = false;
  const clearProgress = () => {
    if (shown) process.stderr.write("\r\u001B[2K");
    shown = false;
  };
  return {
    isJson: options.json,
    hasSpoken: () => spoken,
    paint,
    out: (text, as = "words") => {
      clearProgress();
      spoken = true;
      const words = as === "commands" ? clean : print;
      process.stdout.write(`${options.json ? printJson(text) : words(text)}\n`);
    },
    err: (text) => {
      clearProgress();
      process.stderr.write(`${print(text)}\n`);
    },
    progress: (text) => {
      // A screen that flickers for what is over in a moment is not calm.
      if (!isLive || performance.now() - since < 400) return;
      const line = print(text)
        .replaceAll("\n", " ")
        .slice(0, (process.stderr.columns ?? 80) - 1);
      process.stderr.write(`\r\u001B[2K${line}`);
      shown = true;
    },
    clearProgress,
    columns: Math.min(process.stdout.columns ?? 100, 120),
    canAsk: isTerminal(process.stdin) && isTerminal(process.stdout) && !isSet("CI") && !options.json,
  };
}

/** Node leaves `isTTY` out where a stream is none. */
function isTerminal(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true;
}

function isSet(name: string): boolean {
  const value = process.env[name];
  return value !== undefined && value !== "" && value !== "false" && value !== "0";
}
