import type { Element } from "hast";
import type { RedReason } from "../../verdict/lock.ts";
import type { WeakerEvidence } from "../../verdict/judge-verdict.ts";
import { codeBlock } from "./code.ts";
import type { Child } from "./element.ts";
import { el } from "./element.ts";
import type { ExampleEvent, ExampleMoment } from "./history.ts";
import type { ExampleMark } from "./marks.ts";
import { exampleAnchor, fragment, hrefTo, lineAnchor } from "./paths.ts";
import type { PageClaims, PageReceipt, SiteShared, SpecPage } from "./site.ts";

/** A generated test, and where it stands in its suite. */
export interface ShownTest {
  /** From 1. */
  readonly line: number;
  readonly block: Element;
}

/** What stands behind one example: its test, how it was seen red, the receipt, its history, its source lines. */
export function behind(
  { example, status }: ExampleMark,
  test: ShownTest | null,
  { spec, suite, lock, receipt, history, claims }: SpecPage,
  shared: Pick<SiteShared, "pages" | "sources">,
): Element[] {
  const entry = lock.get(example.id);
  const moments = history?.ofExample.get(example.id) ?? [];
  const seen = moments.find(({ what }) => what === "seen red");
  const facts: readonly (readonly [string, Child])[] = [
    [
      "seen red",
      entry === undefined
        ? "never yet"
        : [redWords[entry.red], seen === undefined ? null : [", ", commit(seen)]],
    ],
    ...(status.status === "drifted" ? [["since then", status.message ?? "changed"] as const] : []),
    ...(status.evidence === undefined ? [] : [["evidence", weakerWords[status.evidence]] as const]),
    ["receipt", receiptWords(receipt)],
    ...(history === null ? [] : [["history", historyOf(moments)] as const]),
    ...(claims === undefined
      ? []
      : [["source", sourceOf(example.id, claims, hrefFrom(spec.file, shared))] as const]),
    [
      "place",
      [
        `${spec.file}:${example.place.line}, `,
        el("a", { href: fragment(exampleAnchor(example.id)) }, "link to this example"),
      ],
    ],
  ];
  return [
    el("dl", {}, ...facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))),
    ...(test === null
      ? [el("p", {}, `no test of it stands in ${suite.path}`)]
      : [el("p", { className: ["path"] }, `${suite.path}:${test.line}`), test.block]),
  ];
}

const redWords: Readonly<Record<RedReason, string>> = {
  assertion: "an assertion differed, against a stub",
  notImplemented: "not implemented, against a stub",
  unbound: "nothing was bound yet",
};

const weakerWords: Readonly<Record<WeakerEvidence, string>> = {
  "both-sides": "weaker: the code answers for both sides of it",
  getter: "weaker: its value has getters, which are code",
  proxy: "weaker: its value is a Proxy, which is code",
};

/** What a receipt says, in words. */
export function receiptWords(receipt: PageReceipt | null): string {
  if (receipt === null) return "none yet: a green run leaves one";
  const { said, stands, differs } = receipt;
  if (said === null) return `cannot be read: ${differs ?? receipt.path}`;
  const counts = `${said.passed} of ${said.examples} green, by ${said.agent}, ${sandboxWords(said.sandbox)}`;
  return stands ? `stands: ${counts}` : `no longer stands: ${differs ?? "something changed"} (was ${counts})`;
}

function sandboxWords(sandbox: string): string {
  return sandbox === "none" ? "not sandboxed" : `in ${sandbox}`;
}

const eventWords: Readonly<Record<ExampleEvent, string>> = {
  "seen red": "seen red",
  "has held": "held for the first time",
  "text changed": "its text changed, and it was seen red again",
  "test changed": "its test changed, and it was seen red again",
  gone: "left out",
};

function historyOf(moments: readonly ExampleMoment[]): Child {
  if (moments.length === 0) return "no commit speaks of it yet";
  const items = moments.map((moment) => el("li", {}, `${eventWords[moment.what]}, `, commit(moment)));
  return el("ol", {}, ...items);
}

function commit({ commit: name, date, summary }: Pick<ExampleMoment, "commit" | "date" | "summary">): Child {
  return [el("time", {}, date), " ", el("code", { title: summary }, name)];
}

/** Where the page of a file's line is, from a spec's page; null where it has none. */
function hrefFrom(
  spec: string,
  { pages, sources }: Pick<SiteShared, "pages" | "sources">,
): (path: string, line: number) => string | null {
  const from = pages.get(spec) ?? "index.html";
  return (path, line) => {
    const page = sources?.get(path);
    return page === undefined ? null : hrefTo(page, from) + fragment(lineAnchor(line));
  };
}

function sourceOf(
  example: string,
  { examples, untraced, sources }: PageClaims,
  hrefOf: ReturnType<typeof hrefFrom>,
): Child {
  const claimed = examples.get(example);
  if (claimed === undefined) return untraced.get(example) ?? "not traced";
  if (claimed.length === 0) return "executes no line of the project";
  return claimed.map(({ path, lines }) => {
    const text = sources.get(path)?.split("\n");
    return lines.map(([from, to]) => [
      el("p", { className: ["path"] }, placeOf(path, from, to, hrefOf(path, from))),
      text === undefined
        ? null
        : codeBlock(text.slice(from - 1, to).join("\n"), path.split(".").at(-1) ?? null),
    ]);
  });
}

function placeOf(path: string, from: number, to: number, href: string | null): Child {
  const words = from === to ? `${path}:${from}` : `${path}:${from}-${to}`;
  return href === null ? words : el("a", { href }, words);
}
