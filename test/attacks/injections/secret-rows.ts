import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import Anthropic from "@anthropic-ai/sdk";
import { createHands } from "../../../src/loop/hands.ts";
import { createRedactor } from "../../../src/loop/redact.ts";
import { writeRulesOfTiny } from "../../loop/world.ts";
import { bin } from "../../support/bin.ts";
import { createMemoryFiles } from "../../support/memory-files.ts";
import type { Answer } from "../../support/messages-server.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import { addSpec, create, ledgers, right, writes } from "../../support/runs.ts";
import { openTerminal } from "../../support/terminal/terminal.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { bareRun, sdkModel } from "./bare.ts";
import { key, openStage, sent } from "./stage.ts";

const house = "s3cr3t-of-the-house";
// In pieces, so that no scanner of a repository takes them for real ones.
const awsKey = ["AKIA", "Q7N4T2X9B1M5K8Z3"].join("");
const privateKey = [
  "-----BEGIN PRIVATE",
  `KEY-----\n${"MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(6)}\n-----END PRIVATE`,
  "KEY-----",
].join(" ");

const config = `export const password = "${house}";\n`;
const pem = `export const pem = \`${privateKey}\`;\n`;
const throwing = `export function add() {\n  throw new Error("no access with ${awsKey}");\n}\n`;

const view = (path: string) => ({ tool: "str_replace_based_edit_tool", input: { command: "view", path } });

const refused: Answer = {
  status: 529,
  headers: { "retry-after": "0" },
  body: JSON.stringify({
    type: "error",
    error: { type: "overloaded_error", message: `not with the key ${key}, nor ${encodeURIComponent(key)}` },
  }),
};
const echo: Answer = {
  text: `I was called with ${key} and I read ${house}.`,
  calls: [view("src/config.ts"), view("src/pem.ts"), { tool: "search", input: { query: "pass" } }],
};
const placeholder = create("src/config.ts", 'export const password = "[secret: HOUSE_SECRET]";\n');

/** Secrets that a run comes across, and where they must not be afterwards. */
export const secretRows: readonly AttackRow[] = [
  {
    ...secretRow("secret-in-file", house),
    mechanism: "a value of the environment in a file that is read",
    does: "A model reads a file that holds a password, which the environment holds too.",
    defence: "loop/redact-model.ts and ledger/redact-journal.ts",
    async without(bench) {
      const files = { "src/config.ts": config };
      const { server, events } = await bareRun(bench, [{ calls: [view("src/config.ts")] }], { files });
      return hidden(house, { requests: sent(server), ledger: JSON.stringify(events) });
    },
  },
  {
    ...secretRow("secret-by-form", privateKey.slice(28, 60)),
    mechanism: "a private key that nobody named a secret",
    does: "A model reads a file that holds a private key.",
    defence: "loop/redact-patterns.ts",
    async without(bench) {
      const files = { "src/pem.ts": pem };
      const { server, events } = await bareRun(bench, [{ calls: [view("src/pem.ts")] }], { files });
      return hidden(privateKey.slice(28, 60), { requests: sent(server), ledger: JSON.stringify(events) });
    },
  },
  {
    ...secretRow("secret-in-error", awsKey),
    mechanism: "a key in an error of the code under test",
    does: "The code under test throws an error that holds a key of a cloud, for the model to be told.",
    defence: "redactPrompts in loop/redact-model.ts",
    async without(bench) {
      const script = [{ calls: [create("src/a.ts", throwing)] }, { text: "So." }];
      const { server, events } = await bareRun(bench, script);
      const after = server.requests.slice(1).flatMap(({ body }) => body.messages.at(-1)?.content ?? []);
      return hidden(awsKey, { requests: JSON.stringify(after), ledger: JSON.stringify(events) });
    },
  },
  {
    ...secretRow("key-echoed-by-service", key),
    mechanism: "the key in an error of the service",
    does: "The service, or a proxy before it, repeats the key that it was called with in its error.",
    defence: "adapters/anthropic/failures.ts and loop/redact-model.ts",
    async without(bench) {
      const server = await startMessagesServer([refused]);
      bench.atEnd(() => server.close());
      const client = new Anthropic({ apiKey: key, baseURL: server.url, maxRetries: 0 });
      const asked = { model: "m", max_tokens: 9, messages: [{ role: "user" as const, content: "Go." }] };
      const said = await client.messages.create(asked).then(
        () => "",
        (error: unknown) => String(error),
      );
      return hidden(key, { terminal: said });
    },
  },
  {
    ...secretRow("key-over-two-deltas", key),
    mechanism: "a secret cut in two by a stream",
    does: "The key comes back in a model's words, a few letters an event, for the line that shows them as they come.",
    defence: "loop/redact-stream.ts",
    async without(bench) {
      const server = await startMessagesServer([echo]);
      bench.atEnd(() => server.close());
      const redactor = createRedactor([{ name: "KEY", value: key }]);
      let shown = "";
      await sdkModel(server.url).turn(
        {
          system: ["s"],
          messages: [{ role: "user", content: [{ type: "text", text: "Go." }] }],
          tools: [],
          maxTokens: 9,
        },
        { onText: (text) => void (shown += redactor.text(text)), signal: new AbortController().signal },
      );
      return hidden(key, { terminal: shown });
    },
  },
  {
    id: "placeholder-over-secret",
    mechanism: "a placeholder written over the secret that it stands for",
    does: "A model writes back the file as it was shown it, with the placeholder where the secret stood.",
    must: "The edit is refused with a word; the file keeps its secret.",
    defence: "loop/redact-hands.ts",
    needs: "bubblewrap",
    async withDefence(bench) {
      const { root } = await secretRun(bench);
      return kept(readFileSync(join(root, "src/config.ts"), "utf8"), refusals(root));
    },
    async without() {
      const files = createMemoryFiles({ "src/config.ts": config });
      const hands = createHands({
        files,
        roots: [],
        rules: { ...writeRulesOfTiny, allowed: ["src"] },
        runTests: () => Promise.resolve(""),
        emit: async () => {},
        openCalls: () => [],
        requirement: () => null,
      });
      const { tool: name, input } = placeholder;
      await hands.execute({ id: "c", name, input }, new AbortController().signal);
      return kept(files.texts.get("src/config.ts") ?? "", 0);
    },
  },
];

type Where = Readonly<Record<string, string>>;

function secretRow(id: string, secret: string) {
  return {
    id,
    must: "Neither requests, nor ledger, nor receipts, nor the terminal hold it: a placeholder stands there.",
    needs: "bubblewrap" as const,
    withDefence: async (bench: AttackBench): Promise<Outcome> => {
      const { where, outcome } = await secretRun(bench);
      const { held, saw } = hidden(secret, where);
      // Without the placeholder nothing came of it at all.
      const isThere = where["ledger"]?.includes("[secret: ") === true && outcome === "green";
      return { held: held && isThere, saw: `${saw}; the run ended ${outcome}` };
    },
  };
}

function hidden(secret: string, where: Where): Outcome {
  const inline = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
  const found = Object.entries(where).flatMap(([name, text]) =>
    inline.some((one) => text.includes(one)) ? [name] : [],
  );
  return {
    held: found.length === 0,
    saw: found.length === 0 ? `in none of ${Object.keys(where).length}` : `in ${found.join(", ")}`,
  };
}

function kept(text: string, refused: number): Outcome {
  const held = text.includes(house);
  return { held, saw: held ? `the secret stands, ${refused} refused` : "the secret is gone" };
}

function refusals(root: string): number {
  return (ledgers(root)[0] ?? []).filter(
    (event) => event.type === "tool-result" && event.isError && event.content.includes("stands for a secret"),
  ).length;
}

/** A run in a terminal that comes across all of them, and ends green. */
function secretRun(bench: AttackBench): Promise<{ root: string; where: Where; outcome: string }> {
  return bench.share("injections: the run with secrets", async () => {
    const { root, server, env } = await openStage(bench, "secrets", {
      files: { "specs/add.md": addSpec, "src/config.ts": config, "src/pem.ts": pem },
      script: [refused, echo, { calls: [placeholder] }, writes(throwing), writes(right)],
    });
    const terminal = await openTerminal({
      command: process.execPath,
      args: [bin, "run", "--yes"],
      cwd: root,
      env: { ...env, HOUSE_SECRET: house },
      columns: 200,
    });
    await terminal.exit;
    const shown = terminal.raw().text;
    await terminal.close();
    const receipts = join(root, ".greenbar/receipts");
    const ended = (ledgers(root)[0] ?? []).flatMap((event) =>
      event.type === "run-ended" ? [event.outcome] : [],
    );
    return {
      root,
      outcome: ended.at(-1) ?? "without an end",
      where: {
        requests: sent(server),
        ledger: JSON.stringify(ledgers(root)),
        receipts: textsBelow(receipts),
        // A line of progress is written over: what was shown is all that came, in order.
        terminal: shown,
      },
    };
  });
}

function textsBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}
