import { expect, test } from "vitest";
import { foldCommits, parseLog, parseTree } from "../../../src/adapters/history/git-output.ts";
import { emptyLock, printLock } from "../../../src/verdict/lock.ts";

const [one, two, none] = ["1".repeat(40), "2".repeat(40), "0".repeat(40)];
const lock = ".greenbar/lock.json";

test("the log of git, as it writes it with -z --raw", () => {
  const text =
    `\u0001${two}\u00022026-11-22\u0002Second\0:100644 100644 ${one} ${two} M\0${lock}\0` +
    `:000000 100644 ${none} ${one} A\0.greenbar/receipts/a b.json\0\0` +
    `\u0001${one}\u00022026-11-21\u0002First\0\0`;
  expect(parseLog(text)).toStrictEqual([
    {
      id: two,
      commit: "2222222222",
      date: "2026-11-22",
      summary: "Second",
      files: new Map([
        [lock, two],
        [".greenbar/receipts/a b.json", one],
      ]),
    },
    { id: one, commit: "1111111111", date: "2026-11-21", summary: "First", files: new Map() },
  ]);
});

test("a tree of git", () => {
  expect(parseTree(`100644 blob ${one}\t${lock}\0`)).toStrictEqual(new Map([[lock, one]]));
});

test("records stand until a commit changes or removes them; one that cannot be read says nothing", () => {
  const commit = (id: string, files: Readonly<Record<string, string>>) => ({
    id,
    commit: id,
    date: "2026-11-22",
    summary: "",
    files: new Map(Object.entries(files)),
  });
  const commits = [
    commit("a", {}),
    commit("b", {}),
    commit("c", { [lock]: two }),
    commit("d", { [lock]: none }),
  ];
  const texts = new Map([
    [one, printLock(emptyLock)],
    [two, "<<<<<<< HEAD"],
  ]);
  const found = foldCommits(commits, new Map([[lock, one]]), texts);
  expect(found.map((moment) => moment.lock)).toStrictEqual([emptyLock, emptyLock, null, null]);
});
