import process from "node:process";
import { createInterface } from "node:readline/promises";
import { cleanText } from "../verdict/clean-text.ts";

/**
 * A yes-or-no question to the person at the terminal. Without a terminal nothing ever waits: ask only where
 * `screen.canAsk`.
 *
 * @returns true for y or yes; the default for a bare Enter.
 */
export async function confirm(question: string, byDefault: boolean, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await lines.question(`${cleanText(question)} ${byDefault ? "[Y/n]" : "[y/N]"} `, {
      signal,
    });
    const said = answer.trim().toLowerCase();
    return said === "" ? byDefault : said === "y" || said === "yes";
  } finally {
    lines.close();
  }
}
