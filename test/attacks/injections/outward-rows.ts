import Anthropic, { APIError } from "@anthropic-ai/sdk";
import { createRunPrinter } from "../../../src/cli/print/run-events.ts";
import type { RunEvent } from "../../../src/loop/events.ts";
import { emptyState } from "../../../src/loop/state.ts";
import { reportConflict } from "../../../src/loop/tools/report-conflict.ts";
import { textEditor } from "../../../src/loop/tools/text-editor.ts";
import { createMemoryFiles } from "../../support/memory-files.ts";
import { createMemoryScreen } from "../../support/memory-screen.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import { create } from "../../support/runs.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import type { Sink } from "./hostile-run.ts";
import { hostileAnswers, hostileRun } from "./hostile-run.ts";
import { effectsOf, hostile, shownAs, stringsIn } from "./hostile.ts";
import { key } from "./stage.ts";

const must = "In terminal, log, JSON once read, ledger and inbox it is text to be seen, and acts in none.";
const defence = "verdict/clean-text.ts, at cli/screen.ts, cli/clean-json.ts and verdict/escape-hidden.ts";

/** What a model and its service say, on its way out of greenbar. */
export const outwardRows: readonly AttackRow[] = [
  {
    id: "model-text-acts",
    mechanism: "control sequences in a model's words",
    does: "A model speaks in escape sequences: title, clipboard, links, hidden words, an emptied screen.",
    must,
    defence,
    needs: "bubblewrap",
    withDefence: (bench) => seen(bench, "MODELTEXT", ["terminal", "json", "ledger"]),
    async without(bench) {
      const server = await startMessagesServer(hostileAnswers.slice(1));
      bench.atEnd(() => server.close());
      const client = new Anthropic({ apiKey: key, baseURL: server.url, maxRetries: 0 });
      const asked = { model: "m", max_tokens: 9, messages: [{ role: "user" as const, content: "Go." }] };
      const printer = printing();
      for await (const event of client.messages.stream(asked)) {
        if (event.type !== "content_block_delta" || event.delta.type !== "text_delta") continue;
        printer.live({ type: "text-delta", text: event.delta.text });
      }
      return printer.saw();
    },
  },
  {
    id: "tool-path-acts",
    mechanism: "control sequences in the path of a call",
    does: "A model names a file so that the line that denies it clears the screen.",
    must,
    defence,
    needs: "bubblewrap",
    withDefence: (bench) => seen(bench, "TOOLPATH", ["terminal", "log", "json", "ledger"]),
    async without() {
      const input = create(`src/${hostile("TOOLPATH")}.ts`, "x").input as Parameters<
        typeof textEditor.run
      >[0];
      const outcome = await textEditor.run(input, toolWorld());
      const { path, text } = outcome.is === "denied" ? outcome : { path: "", text: "" };
      return printed({ type: "edit-denied", call: "c", path, reason: text });
    },
  },
  {
    id: "tool-name-acts",
    mechanism: "control sequences in names and keys of JSON",
    does: "A model calls a tool whose name, and a key of whose input, are escape sequences, for whoever reads the JSON.",
    must,
    defence: "cli/clean-json.ts, and verdict/escape-hidden.ts for the ledger's file",
    needs: "bubblewrap",
    withDefence: (bench) => seen(bench, "TOOLNAME", ["json", "ledger"]),
    async without() {
      const word = hostile("TOOLNAME");
      const event = { type: "tool-called", call: "c", tool: word, input: { [word]: word } };
      return actsIn(stringsIn(JSON.stringify(event)));
    },
  },
  {
    id: "service-error-acts",
    mechanism: "control sequences in an error of the service",
    does: "The service, or a proxy before it, refuses with an error message of escape sequences.",
    must,
    defence: "adapters/anthropic/failures.ts and cli/screen.ts",
    needs: "bubblewrap",
    withDefence: (bench) => seen(bench, "APIERROR", ["terminal", "log"]),
    async without(bench) {
      const server = await startMessagesServer(hostileAnswers);
      bench.atEnd(() => server.close());
      const client = new Anthropic({ apiKey: key, baseURL: server.url, maxRetries: 0 });
      const asked = { model: "m", max_tokens: 9, messages: [{ role: "user" as const, content: "Go." }] };
      const message = await client.messages.create(asked).then(() => "", wordsOf);
      return printed({ type: "turn-failed", turn: 1, kind: "overloaded", message });
    },
  },
  {
    id: "conflict-reason-acts",
    mechanism: "control sequences in what a person is asked",
    does: "A model reports a conflict whose reason sets the title and turns the line round, for terminal and inbox.",
    must,
    defence,
    needs: "bubblewrap",
    withDefence: (bench) =>
      seen(bench, "REASON", ["terminal", "log", "json", "ledger", "inbox", "inbox json"]),
    async without() {
      const outcome = await reportConflict.run({ lines: [1], reason: hostile("REASON") }, toolWorld());
      const { lines, reason } = outcome.is === "conflict" ? outcome : { lines: [], reason: "" };
      return printed({ type: "conflict-reported", requirement: null, lines, reason });
    },
  },
  {
    id: "forged-lines",
    mechanism: "line breaks that begin lines of our own",
    does: "A model's reason for a conflict goes on, on lines of their own, as greenbar would say that all is green.",
    must: "Each line of it stands behind a bar; no line that begins as ours is theirs.",
    defence: "behindBar in cli/print/words.ts",
    async withDefence() {
      const text = printedText({ type: "conflict-reported", requirement: null, lines: [1], reason: forged });
      return forgery(text);
    },
    async without() {
      return forgery(`  conflict  lines 1: ${forged}`);
    },
  },
];

const forged =
  "they differ\n\ngreen  All 6 examples hold, in the suite and before the judge.\rwrote src/add.ts";

function forgery(text: string): Outcome {
  const lines = text.split(/[\r\n]/).filter((line) => /^\s*(green|wrote)/.test(line));
  return { held: lines.length === 0, saw: `${lines.length} lines that begin as ours` };
}

/** The word is to be seen in each of the sinks where it goes, and nothing acts in any sink at all. */
async function seen(bench: AttackBench, word: string, where: readonly Sink[]): Promise<Outcome> {
  const { texts, effects } = await hostileRun(bench);
  // The ledger keeps exact text, with JSON's escapes.
  const shown = where.filter((sink) => texts[sink].includes(shownAs(word)) || texts[sink].includes(word));
  const acts = Object.entries(effects).filter(([, did]) => did.length > 0);
  const saw = acts.length === 0 ? "acts in none of 6" : `acts: ${JSON.stringify(Object.fromEntries(acts))}`;
  return {
    held: shown.length === where.length && acts.length === 0,
    saw: `seen in ${shown.join(", ")}; ${saw}`,
  };
}

export async function actsIn(text: string): Promise<Outcome> {
  const did = await effectsOf(text);
  return { held: did.length === 0, saw: did.length === 0 ? "only text" : `acted: ${did.join(", ")}` };
}

/** A run's printer on a screen that cleans nothing. */
function printing() {
  const { screen, out, err } = createMemoryScreen();
  const progress: string[] = [];
  const printer = createRunPrinter({ ...screen, progress: (text) => void progress.push(text) });
  return { ...printer, saw: () => actsIn([...out, ...err, ...progress].join("\n")), out };
}

function printed(event: RunEvent): Promise<Outcome> {
  const printer = printing();
  printer.event(event, emptyState);
  return printer.saw();
}

function printedText(event: RunEvent): string {
  const printer = printing();
  printer.event(event, emptyState);
  return printer.out.join("\n");
}

function toolWorld() {
  const { signal } = new AbortController();
  return {
    files: createMemoryFiles(),
    roots: ["/copy"],
    runTests: () => Promise.resolve(""),
    permit: () => ({ is: "allow" as const }),
    signal,
  };
}

function wordsOf(error: unknown): string {
  return error instanceof APIError ? (error.apiMessage ?? error.message) : String(error);
}
