import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { planInsert } from "../../../src/loop/tools/plan-edit.ts";
import { create, wrong } from "../../support/runs.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { bareRun, changed, trustingModel } from "./bare.ts";
import { applied, callRun, cutReplace, editor, invoke, long, untilItsEnd } from "./call-run.ts";

const partial = "Nothing is run from it: no file, no call in the ledger; the run goes on.";

/** Calls that are no calls, in parts or in whole. */
export const callRows: readonly AttackRow[] = [
  {
    ...callRow("call-in-cut-stream", ["src/cut.ts"]),
    mechanism: "a stream that ends before its answer does",
    does: "A stream breaks off behind a whole call, before the answer's end.",
    must: partial,
    defence: "adapters/anthropic/assemble.ts: no turn without message_stop",
    async without(bench) {
      const script = [{ calls: [create("src/a.ts", long)], endAfter: untilItsEnd - 60 }];
      return written(await bareRun(bench, script, { model: trustingModel }));
    },
  },
  {
    ...callRow("call-cut-by-limit", []),
    mechanism: "an input cut by max_tokens",
    does: "An answer reaches its limit between the text to replace and what replaces it: what came says to delete.",
    must: partial,
    defence: "adapters/anthropic/assemble.ts: an input that is no JSON is a broken call",
    async without(bench) {
      const files = { "src/a.ts": "keep();\nimportant();\n" };
      const script = [cutReplace("src/a.ts", "important();\n")];
      const { world } = await bareRun(bench, script, { files, model: trustingModel });
      const text = world.files.texts.get("src/a.ts") ?? "";
      return { held: text === files["src/a.ts"], saw: `the file holds ${JSON.stringify(text)}` };
    },
  },
  {
    ...callRow("call-at-limit", ["src/whole.ts"]),
    mechanism: "a whole call in an answer that was cut",
    does: "An answer stops for max_tokens just behind a call that looks whole.",
    must: partial,
    defence: "usable in loop/model-agent.ts: calls count with the stop reason tool_use alone",
    async without(bench) {
      const script = [{ calls: [create("src/a.ts", long)], stop: "max_tokens" }];
      return written(await bareRun(bench, script, { model: changed(() => ({ stop: "tool_use" })) }));
    },
  },
  {
    ...callRow("call-at-end-turn", ["src/end-turn.ts"]),
    mechanism: "a call beside the stop reason end_turn",
    does: "An answer holds a call, and says that it has ended its turn.",
    must: partial,
    defence: "afterTurn in loop/model-agent.ts",
    async without(bench) {
      const script = [{ calls: [create("src/a.ts", long)], stop: "end_turn" }];
      return written(await bareRun(bench, script, { model: changed(() => ({ stop: "tool_use" })) }));
    },
  },
  {
    ...callRow("call-in-words", ["src/a.ts"]),
    mechanism: "a call written out in a model's words",
    does: "A model's text, or a file that it repeats, holds the tags that some harnesses take for a call.",
    must: partial,
    defence: "loop/model-agent.ts: calls are blocks of the API",
    async without(bench) {
      const fromText = changed(({ content }) => {
        const said = content.map((block) => (block.type === "text" ? block.text : "")).join("");
        const json = /<invoke name="\w+">(\{.*\})<\/invoke>/.exec(said)?.[1];
        if (json === undefined) return {};
        const call = { type: "tool_use", id: "said", name: editor, input: JSON.parse(json) as object };
        return { content: [call], stop: "tool_use" };
      });
      return written(await bareRun(bench, [{ text: invoke }], { model: fromText }));
    },
  },
  {
    ...callRow("call-past-schema", []),
    mechanism: "an input that does not fit the tool's schema",
    does: "A model inserts code after line one half, where a whole number is asked for.",
    must: "The call is answered with what was expected, and nothing is changed.",
    defence: "safeParse in loop/hands.ts",
    async withDefence(bench) {
      const { events } = await callRun(bench);
      const told = events.some(
        (event) =>
          event.type === "tool-result" && /was not accepted, and nothing was run/.test(event.content),
      );
      const edits = applied(events).filter((path) => path === "src/add.ts").length;
      return { held: told && edits === 2, saw: told ? "answered with what was expected" : "not refused" };
    },
    async without() {
      const edit = planInsert("src/a.ts", wrong, 0.5, "half();\n");
      const held = edit.is === "error";
      return {
        held,
        saw: edit.is === "error" ? "refused" : `planned ${JSON.stringify(edit.text.slice(0, 12))}`,
      };
    },
  },
  {
    ...callRow("call-of-no-tool", ["src/bash.ts"]),
    mechanism: "a tool that does not exist",
    does: "A model calls bash, which no request offered.",
    must: "It is told which tools there are; nothing is run.",
    defence: "the table of tools in loop/hands.ts",
    async without(bench) {
      const folder = bench.folder("no-tool");
      // A harness that hands on what it does not know.
      spawnSync("sh", ["-c", "mkdir src && touch src/bash.ts"], { cwd: folder });
      const made = existsSync(join(folder, "src/bash.ts"));
      return { held: !made, saw: made ? "src/bash.ts is there" : "nothing made" };
    },
  },
  {
    ...callRow("calls-of-one-id", ["src/second.ts"]),
    mechanism: "two calls with one id",
    does: "Two calls of one answer have the same id, so that one's record stands for the other.",
    must: "The first alone is run; the model is told of the other.",
    defence: "withOwnId in adapters/anthropic/assemble.ts",
    async without(bench) {
      const calls = ["one", "two"].map((text) => ({ ...create("src/a.ts", text), id: "same" }));
      const { events } = await bareRun(bench, [{ calls }], { model: trustingModel });
      const edits = applied(events).length;
      return { held: edits < 2, saw: `${edits} edits under one id` };
    },
  },
];

function callRow(id: string, paths: readonly string[]) {
  return {
    id,
    needs: "bubblewrap" as const,
    withDefence: async (bench: AttackBench): Promise<Outcome> => {
      const { events } = await callRun(bench);
      // Of the subject's two edits each came in an answer that was whole.
      const subject = applied(events).filter((path) => path === "src/add.ts").length;
      const made = applied(events).filter((path) => paths.includes(path));
      const ended = events.find((event) => event.type === "run-ended")?.outcome;
      return {
        held: made.length === 0 && subject === 2 && ended === "green",
        saw: `${made.length} files made, the run ended ${ended}`,
      };
    },
  };
}

/** What an attempt left in `src/a.ts`. */
function written({ world, events }: Awaited<ReturnType<typeof bareRun>>): Outcome {
  const text = world.files.texts.get("src/a.ts");
  const saw =
    text === undefined ? "no file" : `a file of ${text.length} characters, ${applied(events).length} edit`;
  return { held: text === undefined, saw };
}
