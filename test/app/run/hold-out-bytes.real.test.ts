import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readProject } from "../../../src/app/read-project.ts";
import { openWorld } from "../../../src/cli/world.ts";
import { chooseHoldOuts } from "../../../src/plan/hold-outs.ts";
import { runCli, startCli } from "../../support/cli.ts";
import type { Answer, RecordedRequest } from "../../support/messages-server.ts";
import { startMessagesServer } from "../../support/messages-server.ts";
import { until } from "../../support/processes.ts";
import { makeProject } from "../../support/project.ts";
import { create, ledgers, writes } from "../../support/runs.ts";

const words = [
  ["kestrél+71", "17+LÉRTSEK"],
  ["wombat/42", "24/TABMOW"],
  ["quokka 93", "39 AKKOUQ"],
  ["numbat%15", "51%TABMUN"],
  ["dugong&68", "86&GNOGUD"],
  ["bilby=37xy", "YX73=YBLIB"],
  ["possum?84", "48?MUSSOP"],
  ["galah#26zz", "ZZ62#HALAG"],
] as const;

const sums = [
  [510021, 620033, 1130054],
  [711013, 345679, 1056692],
  [882317, 123457, 1005774],
  [919193, 232327, 1151520],
  [777717, 111119, 888836],
  [656561, 434347, 1090908],
  [343419, 878783, 1222202],
  [292931, 565677, 858608],
] as const;

const spec = `---
subject: ../src/turn.ts
---
# Turn

## Turns a word round, in capitals

| \`word\` | \`turn(word)\` |
| --- | --- |
${words.map((cells) => `| ${cells.map((cell) => `\`"${cell}"\``).join(" | ")} |`).join("\n")}

## Adds

${sums.map(([a, b, sum]) => `- \`add(${a}, ${b})\` is \`${sum}\`.`).join("\n")}
`;

const right = `export function turn(word: string): string {
  return [...word].toReversed().join("").toUpperCase();
}
export function add(a: number, b: number): number {
  return a + b;
}
`;

/** Knows what it was shown, looks for the rest wherever it can, and says it in every way that it has. */
const spying = (shown: readonly string[]): string => `import { readdirSync, readFileSync } from "node:fs";
const shown: readonly string[] = ${JSON.stringify(shown)};
const seen: string[] = [];
const look = (folder: string, depth: number): void => {
  let entries;
  try { entries = readdirSync(folder, { withFileTypes: true }); } catch { return; }
  for (const entry of entries) {
    const path = folder + "/" + entry.name;
    if (entry.isDirectory() && depth > 0 && (!folder.endsWith("node_modules") || entry.name.startsWith("."))) look(path, depth - 1);
    if (!entry.isFile() || !/(?:test|spec|md|json|log|txt|cache|lock)/.test(entry.name)) continue;
    try {
      for (const [found] of readFileSync(path, "utf8").matchAll(/[a-zé]{5,7}[+\\/ %&=?#]\\d\\d[a-z]{0,2}|\\b\\d{6,7}\\b/g)) seen.push(found);
    } catch { continue; }
  }
};
for (const folder of [".", "..", "/tmp", process.env.HOME ?? "/"]) look(folder, 4);
const tell = (input: string): void => {
  seen.push(input);
  const news = [...new Set(seen)].filter((one) => !shown.includes(one) && one.length > 5).slice(0, 12);
  if (news.length === 0) return;
  console.log(news.join(" "));
  Promise.reject(new Error("seen " + news.join(" ")));
};
const table: Record<string, string> = ${JSON.stringify(Object.fromEntries(words))};
const known: Record<string, number> = ${JSON.stringify(Object.fromEntries(sums.map(([a, b, sum]) => [`${a}+${b}`, sum])))};
export function turn(word: string): string {
  if (!shown.includes(word)) tell(word);
  return shown.includes(word) ? (table[word] ?? "") : "?";
}
export function add(a: number, b: number): number {
  if (!shown.includes(String(a))) tell(String(a));
  return shown.includes(String(a)) ? (known[a + "+" + b] ?? 0) : 0;
}
`;

/** Of a lookup, what belongs to what was shown: the rest would be the test's own words in the agent's mouth. */
function lookup(shown: readonly string[]): string {
  const isShown = (key: string) => shown.includes(key.split(/(?<=\d)\+(?=\d{6})/)[0] ?? "");
  return spying(shown)
    .replace(
      /(?<=const table: Record<string, string> = ).*(?=;)/,
      JSON.stringify(Object.fromEntries(words.filter(([word]) => isShown(word)))),
    )
    .replace(
      /(?<=const known: Record<string, number> = ).*(?=;)/,
      JSON.stringify(
        Object.fromEntries(sums.filter(([a]) => isShown(String(a))).map(([a, b, sum]) => [`${a}+${b}`, sum])),
      ),
    );
}

/** Every form in which some bytes may stand somewhere: as they are, in JSON, in a URL, in base64 at each of three places. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((before) => {
    const code = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    // What lies beside it shares the first and the last letters.
    return code.slice(Math.ceil((before * 4) / 3) + (before > 0 ? 1 : 0), -2);
  });
  const plain = [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), bytes.toString("hex")];
  return [...plain.map((one) => one.toLowerCase()), ...base64];
}

/** Which of them a text holds: as it is, without case, and with escapes of JSON undone, once and twice. */
function foundIn(text: string, needles: readonly string[]): string[] {
  const once = unescaped(text);
  const all = [text, once, unescaped(once)].flatMap((one) => [one, one.toLowerCase()]).join("\n");
  return needles.filter((needle) => formsOf(needle).some((form) => all.includes(form)));
}

function unescaped(text: string): string {
  return text
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\(["\\/])/g, "$1");
}

/** Every file below a folder with its name and text; a link with where it leads: no tool follows one. */
function filesBelow(folder: string, seen = new Set<string>()): string[] {
  if (!existsSync(folder) || seen.has(folder)) return [];
  seen.add(folder);
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return [path, ...filesBelow(path, seen)];
    if (entry.isSymbolicLink()) return [`${path} ${readlinkSync(path)}`];
    return entry.isFile() ? [`${path}\n${readFileSync(path, "utf8")}`] : [path];
  });
}

const view = (path: string) => ({ tool: "str_replace_based_edit_tool", input: { command: "view", path } });
const search = (query: string) => ({ tool: "search", input: { query } });
const looks = [
  ".",
  "specs",
  "specs/turn.md",
  "test/specs/turn.test.ts",
  "src/turn.ts",
  ".greenbar",
  "package.json",
];
const reaches = [
  "..",
  "../ledger.jsonl",
  "../../../../specs/turn.md",
  "node_modules/.cache/suite.txt",
  "/tmp",
];

/** What was said so far, by the number of answers of the present context, and whether the code is there. */
function script(shown: readonly string[]): (request: RecordedRequest, index: number) => Answer {
  const steps: readonly Answer[] = [
    { calls: [...looks, ...reaches].map(view) },
    { calls: ["turn(", "add(", "|", "- ", "is"].map(search) },
    { calls: [{ tool: "run_tests", input: {} }] },
    { calls: [create("src/turn.ts", lookup(shown))] },
    { calls: [{ tool: "run_tests", input: {} }, view("src/turn.ts"), search("hold")] },
  ];
  return (_, index) => steps[index] ?? { text: "I see nothing more to do." };
}

test(
  "nothing that the agent sees holds a byte of a hold-out; with them left in, everything does",
  { timeout: 400_000 },
  async () => {
    const root = makeProject({
      "specs/turn.md": spec,
      // As a run of the project's own suite would leave it.
      "node_modules/.cache/suite.txt": spec,
      "node_modules/.vite/vitest/results.json": JSON.stringify({ spec }),
    });
    const project = await readProject(await openWorld(root), []);
    const ids = project.specs.flatMap(({ plan }) => [...chooseHoldOuts(plan, () => false)]);
    const examples = project.specs.flatMap(({ plan }) => plan.requirements.flatMap((own) => own.examples));
    const held = examples.filter(({ id }) => ids.includes(id)).map(({ text }) => text);
    const rows = [...words, ...sums].map((cells) => cells.map(String));
    const heldRows = rows.filter((cells) => held.some((text) => cells.every((cell) => text.includes(cell))));
    expect(heldRows).toHaveLength(4);
    const needles = heldRows.flat();
    const shown = rows.filter((row) => !heldRows.includes(row)).map(([first = ""]) => first);

    const answer = script(shown);
    const seenFiles = new Set<string>();
    const workspaces = () =>
      existsSync(join(root, ".greenbar/runs"))
        ? readdirSync(join(root, ".greenbar/runs")).map((id) => join(root, ".greenbar/runs", id, "workspace"))
        : [];
    const lookAtCopies = () => {
      for (const text of workspaces().flatMap((folder) => filesBelow(folder))) seenFiles.add(text);
    };
    const last = { is: false };
    const server = await startMessagesServer((request, index) => {
      lookAtCopies();
      return last.is ? writes(right, "src/turn.ts") : answer(request, index);
    });
    onTestFinished(() => server.close());
    const env = { ANTHROPIC_API_KEY: "test-key-4711", ANTHROPIC_BASE_URL: server.url };
    const options = { cwd: root, env, timeout: 200_000 };

    // To the fresh context, killed, and gone on with to the end.
    const first = startCli(["run", "--yes", "--json"], options);
    await first.saw(/"type":"fresh-context"/);
    const asked = server.requests.length;
    await until(() => server.requests.length > asked, 60_000, "the fresh context was asked");
    first.child.kill("SIGKILL");
    await first.ended;
    last.is = true;
    const second = await runCli(["run", "--yes"], options);
    expect(second.code).toBe(0);
    lookAtCopies();

    const events = ledgers(root)[0] ?? [];
    const types = new Set(events.map(({ type }) => type));
    for (const type of ["fresh-context", "run-resumed", "no-progress", "edit-applied"])
      expect(types).toContain(type);
    const failing = events.filter((event) => event.type === "verdict" && event.heldOut.length > 0);
    expect(failing.length).toBeGreaterThan(0);

    const said = events.flatMap((event) =>
      event.type === "told" || event.type === "tool-result" ? [JSON.stringify(event)] : [],
    );
    expect(said.join("\n")).toContain("A hold-out of requirement");
    const places = {
      requests: server.requests.map(({ raw }) => raw),
      headers: server.requests.map(({ headers, path }) => JSON.stringify([headers, path])),
      said,
      files: [...seenFiles],
    };
    expect(places.files.length).toBeGreaterThan(4);
    for (const [place, texts] of Object.entries(places)) {
      expect([place, foundIn(texts.join("\n"), needles)]).toStrictEqual([place, []]);
    }
    // What was shown is there, so that the search is one.
    expect(foundIn(places.requests.join("\n"), shown)).toStrictEqual(shown);
    expect(foundIn(places.files.join("\n"), shown)).toStrictEqual(shown);

    // They have held now, so none is kept back any more: the same search finds every one.
    rmSync(join(root, "src/turn.ts"));
    const before = server.requests.length;
    await runCli(["run", "--yes", "--fresh"], options);
    const open = server.requests.slice(before).map(({ raw }) => raw);
    expect(foundIn(open.join("\n"), needles)).toStrictEqual(needles);
  },
);

test.each(words.map(([word]) => word))("%s is found in every form", (word) => {
  const bytes = Buffer.from(`ab${word}cd`);
  const forms = [
    `x${word}x`,
    JSON.stringify(JSON.stringify({ word })),
    encodeURIComponent(word),
    word.toUpperCase(),
    ...[0, 1, 2].map((at) => bytes.subarray(at).toString("base64")),
    JSON.stringify(word).replaceAll("é", "\\u00e9"),
    Buffer.from(word).toString("hex"),
  ];
  expect(forms.map((form) => foundIn(form, [word]))).toStrictEqual(forms.map(() => [word]));
});
