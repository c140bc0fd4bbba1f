import { describe, expect, test } from "vitest";
import type { Receipt, ReceiptFacts } from "../../src/verdict/receipt.ts";
import {
  differenceText,
  firstDifference,
  hashOfRest,
  printReceipt,
  readReceipt,
  receiptPath,
} from "../../src/verdict/receipt.ts";

const a = "a".repeat(64);
const b = "b".repeat(64);

const facts: ReceiptFacts = {
  spec: "specs/add.md",
  specText: a,
  suite: "test/specs/add.test.ts",
  suiteSyntax: "0123456789abcdef",
  subject: new Map([
    ["src/sum.ts", b],
    ["src/add.ts", a],
  ]),
  rest: a,
  vitest: { version: "5.1.1", from: "greenbar" },
  node: 24,
};

const receipt: Receipt = {
  facts,
  claims: {
    sandbox: "bubblewrap",
    agent: "anthropic",
    model: "claude-sonnet-5-5",
    holdOuts: 1,
    examples: 6,
    passed: 6,
  },
};

describe("a receipt as text", () => {
  const text = printReceipt(receipt);

  test("has one fact a line, in one order, and no time in it", () => {
    expect(text.match(/^ *"[^"]+"/gm)?.map((key) => key.trim())).toStrictEqual([
      '"version"',
      '"spec"',
      '"specText"',
      '"suite"',
      '"suiteSyntax"',
      '"subject"',
      '"src/add.ts"',
      '"src/sum.ts"',
      '"rest"',
      '"vitest"',
      '"node"',
      '"sandbox"',
      '"agent"',
      '"model"',
      '"holdOuts"',
      '"examples"',
      '"passed"',
      '"seal"',
    ]);
  });

  test("is the same bytes for the same receipt, whatever order its files were found in", () => {
    const other = { ...facts, subject: new Map([...facts.subject].toReversed()) };
    expect(printReceipt({ ...receipt, facts: other })).toBe(text);
  });

  test("reads back as it was, also when a formatter laid it out anew", () => {
    for (const layout of [
      text,
      JSON.stringify(JSON.parse(text)),
      JSON.stringify(JSON.parse(text), null, 4),
    ]) {
      const read = readReceipt(layout);
      expect("receipt" in read && read.receipt.claims).toStrictEqual(receipt.claims);
      expect("receipt" in read && firstDifference(read.receipt.facts, facts)).toBeNull();
    }
  });
});

describe("a receipt that cannot be read is told with its line", () => {
  const text = printReceipt(receipt);
  test.each<[string, string, number, RegExp]>([
    ["empty", "", 1, /not JSON/],
    ["cut off", text.slice(0, text.indexOf('"rest"')), 11, /not JSON/],
    ["with the marks of a merge", text.replace('  "node": 24,', "<<<<<<< ours\n"), 13, /not JSON/],
    ["a value changed by hand", text.replace('"passed": 6', '"passed": 7'), 20, /seal/],
    ["a hash changed by hand", text.replace(a, b), 20, /seal/],
    ["a field too few", text.replace('  "node": 24,\n', ""), 1, /"node"/],
    ["a field too many", text.replace('"node"', '"trusted": true,\n  "node"'), 13, /trusted/],
    ["a value of another kind", text.replace('"node": 24', '"node": "24"'), 13, /"node"/],
    ["another version", text.replace('"version": 1', '"version": 2'), 2, /"version"/],
    ["something else", "[]", 1, /the file/],
  ])("%s", (_, broken, line, says) => {
    const read = readReceipt(broken);
    expect(read).toMatchObject({ line, problem: expect.stringMatching(says) });
  });
});

describe("the first fact that differs", () => {
  test.each<[string, Partial<ReceiptFacts>, string]>([
    ["another spec", { spec: "specs/sum.md" }, "the receipt's spec"],
    [
      "the spec's text, before the suite that follows from it",
      { specText: b, suiteSyntax: "f".repeat(16) },
      "specs/add.md",
    ],
    ["the suite", { suiteSyntax: "f".repeat(16), rest: b }, "the suite of specs/add.md, as it is rendered"],
    [
      "a subject",
      {
        subject: new Map([
          ["src/add.ts", b],
          ["src/sum.ts", b],
        ]),
      },
      "src/add.ts",
    ],
    [
      "what it imports",
      {
        subject: new Map([
          ["src/add.ts", a],
          ["src/sum.ts", a],
        ]),
      },
      "src/sum.ts",
    ],
    ["a file that went", { subject: new Map([["src/add.ts", a]]) }, "src/sum.ts"],
    [
      "a changed file, before one that came",
      {
        subject: new Map([
          ["src/a.ts", a],
          ["src/add.ts", b],
          ["src/sum.ts", b],
        ]),
      },
      "src/add.ts",
    ],
    ["a file that came", { subject: new Map([...facts.subject, ["src/a.ts", a]]) }, "src/a.ts"],
    [
      "anything else of the project",
      { rest: b, node: 22 },
      "a file of the project that the subject does not import",
    ],
    ["Vitest", { vitest: { version: "4.1.0", from: "greenbar" } }, "Vitest"],
    ["whose Vitest it is", { vitest: { version: "5.1.1", from: "project" } }, "Vitest"],
    ["Node", { node: 22 }, "Node"],
  ])("%s", (_, now, what) => {
    expect(firstDifference(facts, { ...facts, ...now })?.what).toBe(what);
  });

  test("none when all stand", () => {
    expect(firstDifference(facts, { ...facts })).toBeNull();
  });

  test.each([
    [{ what: "src/add.ts", was: a, is: b }, "src/add.ts changed (was aaaaaaaaaaaa…, is bbbbbbbbbbbb…)"],
    [{ what: "Node", was: "24", is: "22" }, "Node changed (was 24, is 22)"],
    [{ what: "src/a.ts", was: null, is: a }, "src/a.ts is imported now, and was not (is aaaaaaaaaaaa…)"],
    [
      { what: "src/a.ts", was: a, is: null },
      "src/a.ts is not there, or no longer imported (was aaaaaaaaaaaa…)",
    ],
  ])("in words: %j", (difference, words) => {
    expect(differenceText(difference)).toBe(words);
  });
});

test.each([
  ["specs/add.md", "specs", ".greenbar/receipts/add.json"],
  ["specs/billing/vat.md", "specs", ".greenbar/receipts/billing/vat.json"],
  ["docs/specs/add.md", "docs/specs", ".greenbar/receipts/add.json"],
])("the receipt of %s below %s is %s", (spec, folder, path) => {
  expect(receiptPath(spec, folder)).toBe(path);
});

test("the hash of the rest counts each file but those that are left out, in whatever order", () => {
  const files = [
    { path: "a", hash: a },
    { path: "b", hash: b },
    { path: "specs/x.md", hash: a },
  ];
  const without = (path: string) => path.startsWith("specs/");
  const hash = hashOfRest(files, without);
  expect(hashOfRest(files.toReversed(), without)).toBe(hash);
  expect(hashOfRest(files.slice(0, 2), () => false)).toBe(hash);
  expect(hashOfRest(files, () => false)).not.toBe(hash);
  expect(
    hashOfRest(
      [
        { path: "a", hash: b },
        { path: "b", hash: b },
      ],
      without,
    ),
  ).not.toBe(hash);
});
