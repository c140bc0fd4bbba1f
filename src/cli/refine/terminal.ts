import process from "node:process";
import { createInterface } from "node:readline/promises";

/** Where a person is asked line by line. */
export interface Terminal {
  /** Shows the text and waits for a line; it comes without its end. */
  prompt(text: string): Promise<string>;
  close(): void;
}

/** The terminal that greenbar was started at. */
export function openTerminal(signal: AbortSignal): Terminal {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return {
    prompt: (text) => lines.question(text, { signal }),
    close: () => lines.close(),
  };
}
