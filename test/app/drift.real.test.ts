import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/app/check.ts";
import { generateTests } from "../../src/app/generate.ts";
import { readStatus } from "../../src/app/status.ts";
import { chooseHoldOuts } from "../../src/plan/hold-outs.ts";
import { readProject } from "../../src/app/read-project.ts";
import { exitCode } from "../../src/cli/commands/check.ts";
import { readLock } from "../../src/verdict/lock.ts";
import type { Repository } from "./drift-scene.ts";
import { openRepository } from "./drift-scene.ts";

// Line by line: the numbers below are those that the table says.
const priceSpec = `---
subject: ../src/price.js
---
# Price

What a thing costs.

## Adds the tax

| \`net\` | \`withTax(net)\` | why |
| --- | --- | --- |
| 100 | 119 | the usual rate |
| 200 | 238 | |
| 300 | 357 | |
| 400 | 476 | |

## Rounds to cents

- \`rounded(1.005)\` is \`1.01\`.
- \`rounded(2.344)\` is \`2.34\`.

<!-- id: price-free -->
- \`rounded(0)\` is \`0\`.
`;

const greetSpec = `---
subject: ../src/greet.js
---
# Greet

## Greets by name

- \`greet("Ada")\` returns \`"Hello Ada"\`.
`;

// Its name begins with the other one's, as a spec in a folder beside it does.
const freeSpec = `---
subject: ../../src/free.js
---
# Free

## Costs nothing

- \`free("nobody")\` returns \`"Hello nobody"\`.
`;

const limitSpec = `---
subject: ../src/limit.js
---
# Limit

## Takes one thing

- \`limit.length\` is \`1\`.
`;

const limitCode = `export function limit(value) {
  return value;
}
`;

const priceCode = `export function withTax(net) {
  return Math.round(net * 119) / 100;
}

export function rounded(value) {
  return Math.round(value * 100 + 1e-9) / 100;
}
`;

const greetCode = `export function greet(name) {
  return "Hello " + name;
}
`;

const [spec, suite, subject, lock] = [
  "specs/price.md",
  "test/specs/price.test.ts",
  "src/price.js",
  ".greenbar/lock.json",
] as const;

let repository: Repository;

beforeAll(async () => {
  repository = openRepository({
    "package.json": '{ "name": "sample", "type": "module" }\n',
    [spec]: priceSpec,
    "specs/greet.md": greetSpec,
    [subject]: priceCode,
    "src/greet.js": greetCode,
    "specs/limit.md": limitSpec,
    "src/limit.js": limitCode,
    "specs/price/free.md": freeSpec,
    "src/free.js": greetCode.replace("greet", "free"),
  });
  await generate();
  repository.git("add", "-A");
  repository.git("commit", "-q", "-m", "as it is");
});
afterAll(() => repository.remove());

function generate(force = false, specs: readonly string[] = []) {
  return generateTests(repository.world, { specs, dryRun: false, force });
}

/** A status for each requirement by the end of its id, and what is said of the rest. */
interface Said {
  /** Those that do not hold. */
  readonly statuses?: Readonly<Record<string, string>>;
  /** `file:line`, and what the line says and how one gets out of it. */
  readonly drift?: readonly (readonly [place: string, says: RegExp, wayOut: RegExp])[];
  readonly exit: number;
  /** What the first example that does not hold is said to be. */
  readonly message?: RegExp;
  /** Rule ids of errors. */
  readonly errors?: readonly string[];
}

type Row = readonly [kind: string, edit: (here: Repository) => void | Promise<void>, said: Said];

const replace =
  (path: string, from: string | RegExp, to: string | ((found: string) => string)) => (here: Repository) => {
    const text = here.read(path);
    const after = typeof to === "string" ? text.replace(from, to) : text.replace(from, to);
    if (after === text) throw new Error(`${String(from)} is not in ${path}:\n${text}`);
    here.put({ [path]: after });
  };
const all =
  (...edits: readonly ((here: Repository) => void)[]) =>
  (here: Repository) => {
    for (const edit of edits) edit(here);
  };
const write = (files: Readonly<Record<string, string | null>>) => (here: Repository) => here.put(files);

const anew = /^greenbar generate-tests specs\/price\.md writes/;
const red = /^greenbar generate-tests specs\/price\.md proves it red again/;
const force = /^say it in specs\/price\.md instead, then greenbar generate-tests specs\/price\.md --force/;
const drops = /^greenbar generate-tests specs\/price\.md drops it/;
const taxed = "adds-the-tax";
const cents = "rounds-to-cents";

const ofSpec: readonly Row[] = [
  ["nothing", () => undefined, { exit: 0, drift: [] }],
  [
    "a heading reworded",
    replace(spec, "## Adds the tax", "## Adds value added tax"),
    {
      exit: 0,
      drift: [[`${spec}:8`, /was called `price\/adds-the-tax`.*4 examples keep their red evidence/, anew]],
    },
  ],
  [
    "a heading put below another one",
    replace(spec, "## Rounds to cents", "### Rounds to cents"),
    {
      exit: 0,
      drift: [[`${spec}:17`, /`price\/rounds-to-cents`, and were moved here: 2 examples keep/, anew]],
    },
  ],
  [
    "a new heading above, that what follows moves below",
    replace(spec, "## Adds the tax", "## Money\n\n### Adds the tax"),
    {
      exit: 0,
      drift: [[`${spec}:10`, /`price\/adds-the-tax`, and were moved here: 4 examples keep/, anew]],
    },
  ],
  [
    "one sentence moved to another section",
    (here) => {
      replace(spec, "- `rounded(2.344)` is `2.34`.\n", "")(here);
      replace(spec, "## Rounds to cents", "- `rounded(2.344)` is `2.34`.\n\n## Rounds to cents")(here);
    },
    {
      exit: 0,
      drift: [[`${spec}:8`, /`price\/rounds-to-cents`, and were moved here: 1 example keeps its/, anew]],
    },
  ],
  [
    "a heading reworded and one of its expected values changed",
    all(
      replace(spec, "## Adds the tax", "## Taxes"),
      replace(spec, "| 100 | 119 |", "| 100 | 119.5 |"),
      replace(subject, "net * 119)", "(net === 100 ? 11950 : net * 119))"),
    ),
    {
      exit: 1,
      statuses: { taxes: "drifted" },
      message: /its text changed since it was seen red/,
      drift: [
        [
          `${spec}:8`,
          /was called `price\/adds-the-tax`.*3 examples keep their red evidence, 1 example changed as well/,
          anew,
        ],
        [`${spec}:12`, /its text changed since it was seen red/, red],
      ],
    },
  ],
  [
    "an expected value changed, and the code with it",
    all(
      replace(spec, "| 400 | 476 |", "| 400 | 480 |"),
      replace(subject, "net * 119)", "(net === 400 ? 48000 : net * 119))"),
    ),
    {
      exit: 1,
      statuses: { [taxed]: "drifted" },
      message: /its text changed since it was seen red/,
      drift: [[`${spec}:15`, /its text changed since it was seen red/, red]],
    },
  ],
  [
    "an input changed",
    replace(spec, "| 400 | 476 |", "| 500 | 595 |"),
    {
      exit: 0,
      statuses: { [taxed]: "unproven" },
      message: /never seen red/,
      drift: [
        [`${spec}:15`, /what goes in changed since it was seen red as `price\/adds-the-tax\/row-/, red],
      ],
    },
  ],
  [
    "a row added",
    replace(spec, "| 400 | 476 | |", "| 400 | 476 | |\n| 500 | 595 | |"),
    {
      exit: 0,
      statuses: { [taxed]: "unproven" },
      drift: [[`${spec}:16`, /1 example came since the suite was generated: never seen red/, red]],
    },
  ],
  [
    "a row removed",
    replace(spec, "| 400 | 476 | |\n", ""),
    {
      exit: 0,
      drift: [
        [
          `${lock}:*`,
          /`price\/adds-the-tax\/row-.*` is of an example that specs\/price\.md no longer has/,
          drops,
        ],
      ],
    },
  ],
  [
    "rows in another order",
    replace(spec, /(\| 200 .*\n)(\| 300 .*\n)/, "$2$1"),
    { exit: 0, drift: [[`${suite}:1`, /generated before the spec changed/, anew]] },
  ],
  [
    "a row that stands twice",
    replace(spec, "| 400 | 476 | |", "| 400 | 476 | |\n| 400 | 476 | |"),
    {
      exit: 0,
      statuses: { [taxed]: "unproven" },
      drift: [[`${spec}:16`, /1 example came since/, red]],
    },
  ],
  [
    "a note",
    replace(spec, "the usual rate", "the rate of today"),
    { exit: 0, drift: [[`${suite}:1`, /generated before the spec changed: other titles, notes/, anew]] },
  ],
  [
    "prose, and lines with it",
    replace(spec, "What a thing costs.", "What a thing costs,\n\nin euros."),
    { exit: 0, drift: [] },
  ],
  [
    "another layout of the table",
    replace(spec, "| 100 | 119 |", "|   100   |    `119`   |"),
    { exit: 0, drift: [] },
  ],
  ["the title of the document", replace(spec, "# Price\n", "# Prices\n"), { exit: 0, drift: [] }],
  [
    "line ends of Windows, in spec, suite and code",
    (here) =>
      here.put(
        Object.fromEntries(
          [spec, suite, subject].map((path) => [path, here.read(path).replaceAll("\n", "\r\n")]),
        ),
      ),
    { exit: 0, drift: [] },
  ],
  [
    "an id pinned",
    replace(spec, "- `rounded(2.344)`", "<!-- id: price-down -->\n- `rounded(2.344)`"),
    {
      exit: 0,
      drift: [
        [
          `${spec}:21`,
          /its id was `price\/rounds-to-cents\/sentence-.*1 example keeps its red evidence/,
          anew,
        ],
      ],
    },
  ],
  [
    "a pinned id changed",
    replace(spec, "id: price-free", "id: price-zero"),
    { exit: 0, drift: [[`${spec}:23`, /its id was `price-free`/, anew]] },
  ],
  [
    "a pin taken away",
    replace(spec, "<!-- id: price-free -->\n", ""),
    { exit: 0, drift: [[`${spec}:22`, /its id was `price-free`/, anew]] },
  ],
  [
    "what is pinned moved to another section, whose heading is new",
    (here) => {
      const pinned = "<!-- id: price-free -->\n- `rounded(0)` is `0`.\n";
      replace(spec, pinned, `## Costs nothing\n\nSome things are free.\n\n${pinned}`)(here);
    },
    { exit: 0, drift: [[`${suite}:1`, /generated before the spec changed/, anew]] },
  ],
  [
    "what is pinned takes something else",
    replace(spec, "`rounded(0)` is `0`", "`rounded(0.001)` is `0`"),
    {
      exit: 1,
      statuses: { [cents]: "drifted" },
      message: /text changed/,
      drift: [[`${spec}:23`, /its text changed/, red]],
    },
  ],
  [
    "all examples of a requirement removed",
    replace(spec, /\n\| `net`[^#]*/, "\nThe tax MUST be added.\n\n"),
    {
      exit: 1,
      statuses: { [taxed]: "unbound" },
      drift: [
        [`${lock}:*`, /no longer has/, drops],
        [`${lock}:*`, /no longer has/, drops],
        [`${lock}:*`, /no longer has/, drops],
        [`${lock}:*`, /no longer has/, drops],
      ],
    },
  ],
  [
    "another subject, that does the same",
    all(replace(spec, "../src/price.js", "../src/cost.js"), (here) => here.put({ "src/cost.js": priceCode })),
    {
      exit: 1,
      statuses: { [taxed]: "drifted", [cents]: "drifted" },
      message: /its test changed since it was seen red/,
      drift: [12, 13, 14, 15, 19, 20, 23].map(
        (line) => [`${spec}:${line}`, /another subject, import, helper, template or greenbar/, red] as const,
      ),
    },
  ],
  [
    "the spec renamed",
    (here) => void here.git("mv", spec, "specs/cost.md"),
    {
      exit: 0,
      drift: [
        [
          "specs/cost.md:8",
          /`price\/adds-the-tax`, and were moved here: 4 examples/,
          /^greenbar generate-tests writes/,
        ],
        [
          "specs/cost.md:17",
          /`price\/rounds-to-cents`, and were moved here: 2 examples/,
          /^greenbar generate-tests writes/,
        ],
        [`${suite}:1`, /whose spec is gone: specs\/price\.md/, /^greenbar generate-tests removes it/],
      ],
    },
  ],
  [
    "the spec moved into a folder, with its path to the subject",
    (here) => {
      here.git("mv", spec, "specs/price-of.md");
      here.put({
        "specs/price-of.md": null,
        "specs/shop/price.md": priceSpec.replace("../src", "../../src"),
      });
    },
    {
      exit: 0,
      drift: [
        [
          "specs/shop/price.md:8",
          /`price\/adds-the-tax`, and were moved here: 4 examples/,
          /generate-tests writes/,
        ],
        [
          "specs/shop/price.md:17",
          /`price\/rounds-to-cents`, and were moved here: 2 examples/,
          /generate-tests writes/,
        ],
        [`${suite}:1`, /whose spec is gone/, /removes it/],
      ],
    },
  ],
  [
    "the spec deleted",
    write({ [spec]: null }),
    {
      exit: 0,
      drift: [
        [`${suite}:1`, /whose spec is gone: specs\/price\.md/, /^greenbar generate-tests removes it/],
        [`${lock}:*`, /1 entry of `price-free`, which no spec has any more/, /generate-tests drops it/],
        [`${lock}:*`, /4 entries of `price\/adds-the-tax`/, /generate-tests drops it/],
        [`${lock}:*`, /2 entries of `price\/rounds-to-cents`/, /generate-tests drops it/],
      ],
    },
  ],
  [
    "two specs made one",
    (here) => {
      const greet = '\n## Greets by name\n\n- `greet("Ada")` returns `"Hello Ada"`.\n';
      here.put({
        "specs/greet.md": null,
        [spec]:
          priceSpec.replace("subject: ../src/price.js", "subject: [../src/price.js, ../src/greet.js]") +
          greet,
      });
    },
    {
      exit: 0,
      drift: [
        [
          `${spec}:25`,
          /`greet\/greets-by-name`, and were moved here: 1 example/,
          /^greenbar generate-tests writes/,
        ],
        ["test/specs/greet.test.ts:1", /whose spec is gone: specs\/greet\.md/, /removes it/],
      ],
    },
  ],
  [
    "the spec made a draft",
    replace(spec, "subject:", "draft: true\nsubject:"),
    {
      exit: 0,
      drift: [[`${suite}:1`, /suite of specs\/price\.md, which is a draft, would run/, /removes it/]],
    },
  ],
  [
    "the same sentence under two new headings, where it stood under one",
    (here) => {
      const line = "- `rounded(2.344)` is `2.34`.\n";
      replace(spec, line, "")(here);
      replace(
        spec,
        "## Rounds to cents",
        `## Down\n\n${line}\n## Below\n\n${line}\n## Rounds to cents`,
      )(here);
    },
    {
      exit: 0,
      statuses: { down: "unproven", below: "unproven" },
      message: /never seen red/,
      drift: [
        [`${spec}:19`, /2 new examples say what the lock knows as `price\/rounds-to-cents\/sentence-/, red],
        [`${spec}:23`, /2 new examples say what the lock knows as .* so none keeps its evidence/, red],
        [`${lock}:*`, /no longer has/, drops],
      ],
    },
  ],
  [
    "a whole section removed",
    replace(spec, /- `rounded\(1[^#]*/, ""),
    {
      exit: 0,
      drift: [
        [`${lock}:*`, /no longer has/, drops],
        [`${lock}:*`, /no longer has/, drops],
        [`${lock}:*`, /`price-free`/, /drops it/],
      ],
    },
  ],
];

const ofSuite: readonly Row[] = [
  [
    "a formatter's pass",
    (here) =>
      here.put({
        [suite]: here.read(suite).replaceAll("  ", "\t").replaceAll('"', "'").replaceAll(";\n", "\n"),
      }),
    { exit: 0, drift: [] },
  ],
  [
    "an expected value changed by hand",
    replace(suite, "toBe(357)", "toBe(358)"),
    {
      exit: 1,
      statuses: { [taxed]: "drifted" },
      message: /changed by hand \(test\/specs\/price\.test\.ts:19\)/,
      drift: [[`${suite}:19`, /its test was changed by hand/, force]],
    },
  ],
  [
    "an assertion made weaker by hand",
    replace(suite, "expect(withTax(300)).toBe(357)", 'expect(withTax(300)).toBeTypeOf("number")'),
    {
      exit: 1,
      statuses: { [taxed]: "drifted" },
      drift: [[`${suite}:19`, /its test was changed by hand/, force]],
    },
  ],
  ...(["skip", "todo", "only", "fails"] as const).map((modifier): Row => [
    `a test marked .${modifier}`,
    replace(suite, /test\((?="withTax\(300\))/, `test.${modifier}(`),
    {
      exit: 1,
      statuses: modifier === "only" ? { [taxed]: "drifted", [cents]: "drifted" } : { [taxed]: "drifted" },
      ...(modifier !== "only" && { message: new RegExp(`marked \\.${modifier}`) }),
      drift: [
        [`${suite}:19`, new RegExp(`marked \\.${modifier}$`), force],
        ...(modifier === "only"
          ? [9, 14, 24, 31, 36, 41].map(
              (line) => [`${suite}:${line}`, /does not run: line 19 .* \.only/, force] as const,
            )
          : []),
      ],
    },
  ]),
  [
    "a whole describe skipped",
    replace(suite, 'describe("Rounds', 'describe.skip("Rounds'),
    {
      exit: 1,
      statuses: { [cents]: "drifted" },
      drift: [31, 36, 41].map((line) => [`${suite}:${line}`, /marked \.skip/, force] as const),
    },
  ],
  [
    "a test commented out",
    (here) =>
      here.put({
        [suite]: here
          .read(suite)
          .split("\n")
          .map((line, at) => (at >= 18 && at <= 20 ? `// ${line}` : line))
          .join("\n"),
      }),
    {
      exit: 1,
      statuses: { [taxed]: "drifted" },
      drift: [[`${suite}:19`, /it was commented out, or is no test any more/, force]],
    },
  ],
  [
    "a test deleted",
    replace(suite, / {2}\/\/ specs\/price\.md:14.*\n.*\n.*\n {2}\}\);\n/, ""),
    {
      exit: 1,
      statuses: { [taxed]: "drifted" },
      message: /it was deleted/,
      drift: [[`${suite}:1`, /it was deleted/, force]],
    },
  ],
  [
    "a describe renamed",
    replace(suite, 'describe("Rounds to cents"', 'describe("Rounds"'),
    {
      exit: 1,
      statuses: { [cents]: "drifted" },
      drift: [31, 36, 41].map(
        (line) => [`${suite}:${line}`, /another name in the suite: Rounds › /, force] as const,
      ),
    },
  ],
  [
    "a test added by hand",
    replace(
      suite,
      'describe("Rounds',
      'test("mine", () => {\n  expect(withTax(1)).toBe(1.19);\n});\n\ndescribe("Rounds',
    ),
    {
      exit: 0,
      drift: [
        [
          `${suite}:29`,
          /no example of the spec stands for: mine/,
          /^move it to a file of your own, then .* --force/,
        ],
      ],
    },
  ],
  [
    "a hook added by hand",
    replace(suite, 'describe("Adds', 'beforeEach(() => {});\n\ndescribe("Adds'),
    {
      exit: 1,
      statuses: { [taxed]: "drifted", [cents]: "drifted" },
      drift: [[`${suite}:7`, /changed by hand outside its tests/, force]],
    },
  ],
  [
    "the suite deleted",
    write({ [suite]: null }),
    { exit: 0, drift: [[`${suite}:1`, /was generated and is no longer there/, anew]] },
  ],
  [
    "the suite renamed",
    (here) => void here.git("mv", suite, "test/specs/cost.test.ts"),
    {
      exit: 0,
      drift: [
        [`${suite}:1`, /was generated and is no longer there/, anew],
        [
          "test/specs/cost.test.ts:1",
          /in another place: that of specs\/price\.md is test\/specs\/price\.test\.ts/,
          /removes it/,
        ],
      ],
    },
  ],
  [
    "the configuration names another folder for suites",
    write({ "greenbar.config.js": 'export default { tests: "test/generated" };\n' }),
    {
      exit: 0,
      drift: ["greet", "limit", "price", "price/free"].map(
        (name) =>
          [
            `test/specs/${name}.test.ts:1`,
            /in another place: that of specs\/.*\.md is test\/generated\/.*\.test\.ts/,
            /^greenbar generate-tests removes it/,
          ] as const,
      ),
    },
  ],
  [
    "a test copied under its own name, and the copy made weaker",
    replace(
      suite,
      / {2}test\("withTax\(300[^]*?\n {2}\}\);\n/,
      (whole) => `${whole}${whole.replace("toBe(357)", "toBe(1)")}`,
    ),
    {
      exit: 0,
      drift: [
        [
          `${suite}:22`,
          /a test that no example of the spec stands for: Adds the tax › withTax\(300/,
          /^move it/,
        ],
      ],
    },
  ],
  [
    "what `test` is, taken from elsewhere",
    replace(suite, 'from "vitest"', 'from "./fake.ts"'),
    {
      exit: 1,
      statuses: { [taxed]: "drifted", [cents]: "drifted" },
      message: /no test of Vitest's is in it any more/,
      drift: [[`${suite}:1`, /its suite was changed by hand: no test of Vitest's is in it any more/, force]],
    },
  ],
  [
    "the suite emptied",
    write({ [suite]: "" }),
    {
      exit: 1,
      statuses: { [taxed]: "drifted", [cents]: "drifted" },
      drift: [[`${suite}:1`, /its suite was changed by hand: no test of Vitest's is in it any more/, force]],
    },
  ],
  [
    "an older suite taken out of git",
    async (here) => {
      const before = here.read(suite);
      replace(spec, "| 300 | 357 |", "| 300 | 358 |")(here);
      replace(subject, "net * 119)", "(net === 300 ? 35800 : net * 119))")(here);
      await generate();
      here.put({ [suite]: before });
    },
    {
      exit: 1,
      statuses: { [taxed]: "drifted" },
      drift: [
        [
          `${suite}:19`,
          /another test stands in its place: Adds the tax › withTax\(300\) → 357, changed by hand/,
          force,
        ],
      ],
    },
  ],
  [
    "the suite made something that does not parse",
    (here) => here.put({ [suite]: `${here.read(suite)}}}}\n` }),
    {
      exit: 1,
      statuses: { [taxed]: "drifted", [cents]: "drifted" },
      drift: [[`${suite}:45`, /cannot be parsed any more/, force]],
    },
  ],
  [
    "a test changed by hand, and a row in the spec",
    all(
      replace(suite, "toBe(357)", "toBe(358)"),
      replace(spec, "| 100 | 119 |", "| 100 | 120 |"),
      replace(subject, "net * 119)", "(net === 100 ? 12000 : net * 119))"),
    ),
    {
      exit: 1,
      statuses: { [taxed]: "drifted" },
      drift: [
        [`${spec}:12`, /its text changed since it was seen red/, red],
        [`${suite}:19`, /its test was changed by hand/, force],
      ],
    },
  ],
];

const ofSubject: readonly Row[] = [
  [
    "the subject deleted",
    write({ [subject]: null }),
    {
      exit: 1,
      statuses: { [taxed]: "fails", [cents]: "fails" },
      message: /not there/,
      drift: [
        [
          `${spec}:12`,
          /src\/price\.js, which this calls, is no longer there/,
          /`subject:` in specs\/price\.md, or .*greenbar run specs\/price\.md/,
        ],
      ],
    },
  ],
  [
    "the subject renamed",
    (here) => void here.git("mv", subject, "src/cost.js"),
    {
      exit: 1,
      statuses: { [taxed]: "fails", [cents]: "fails" },
      drift: [[`${spec}:12`, /src\/price\.js, which this calls, is no longer there/, /`subject:`/]],
    },
  ],
  [
    "an export renamed",
    replace(subject, "function rounded", "function roundedToCents"),
    {
      exit: 1,
      statuses: { [cents]: "fails" },
      drift: [
        [
          `${spec}:19`,
          /src\/price\.js no longer exports `rounded`: it has `roundedToCents`/,
          /export it again, or call it/,
        ],
      ],
    },
  ],
  [
    "an export no longer one",
    replace(subject, "export function rounded", "function rounded"),
    {
      exit: 1,
      statuses: { [cents]: "fails" },
      drift: [[`${spec}:19`, /no longer exports `rounded`/, /export it again/]],
    },
  ],
  [
    "an export made the default one",
    replace("src/greet.js", "export function greet", "export default function greet"),
    {
      exit: 1,
      statuses: { "greets-by-name": "fails" },
      drift: [["specs/greet.md:8", /no longer exports `greet`: it has `default`/, /export it again/]],
    },
  ],
  [
    "an export renamed with which sentences begin that call nothing",
    replace("src/limit.js", "function limit", "function bound"),
    {
      exit: 1,
      statuses: { "takes-one-thing": "fails" },
      drift: [
        ["specs/limit.md:8", /no longer exports `limit`: it has `bound`/, /export it again, or call it/],
      ],
    },
  ],
  [
    "the subject deleted of sentences that call nothing",
    write({ "src/limit.js": null }),
    {
      exit: 1,
      statuses: { "takes-one-thing": "fails" },
      drift: [["specs/limit.md:8", /src\/limit\.js, which this calls, is no longer there/, /`subject:`/]],
    },
  ],
  [
    "an export renamed, and what the spec calls it",
    all(
      replace("src/limit.js", "function limit", "function bound"),
      replace("specs/limit.md", "`limit.length`", "`bound.length`"),
    ),
    {
      exit: 0,
      statuses: { "takes-one-thing": "unproven" },
      drift: [
        [
          "specs/limit.md:8",
          /what goes in changed since it was seen red as `limit\/takes-one-thing\/sentence-/,
          /^greenbar generate-tests specs\/limit\.md proves it red again/,
        ],
      ],
    },
  ],
  ["code that does the same otherwise", replace(subject, "1e-9", "1e-10"), { exit: 0, drift: [] }],
];

const ofLock: readonly Row[] = [
  [
    "an entry lost",
    replace(lock, /.*"price\/adds-the-tax\/row-.*\n/, ""),
    {
      exit: 0,
      statuses: { [taxed]: "unproven" },
      message: /never seen red/,
      drift: [[`${spec}:*`, /the suite has 1 example for which the lock has no red evidence/, red]],
    },
  ],
  [
    "an entry too many",
    replace(
      lock,
      /"price\/adds-the-tax\/row-/,
      '"price/adds-the-tax/row-00000000": {"text":"0000000000000000","test":"0000000000000000","red":"assertion"},\n    $&',
    ),
    {
      exit: 0,
      drift: [[`${lock}:*`, /row-00000000` is of an example that specs\/price\.md no longer has/, drops]],
    },
  ],
  [
    "an entry that stands twice",
    replace(lock, /( *"price-free".*\n)/, "$1$1"),
    {
      exit: 0,
      drift: [[`${lock}:*`, /`price-free` stands here again/, /generate-tests writes the lock anew/]],
    },
  ],
  [
    "the suite's hash an old one",
    replace(lock, /("test\/specs\/price\.test\.ts": ")\w+/, "$10000000000000000"),
    { exit: 0, drift: [[`${suite}:1`, /is what the spec says, but the lock has another hash/, anew]] },
  ],
  [
    "an entry's text an old one",
    replace(lock, /("price-free": \{"text":")\w+/, "$10000000000000000"),
    { exit: 1, statuses: { [cents]: "drifted" }, drift: [[`${spec}:23`, /its text changed/, red]] },
  ],
  [
    "the lock deleted",
    write({ [lock]: null }),
    {
      exit: 0,
      statuses: {
        [taxed]: "unproven",
        [cents]: "unproven",
        "greets-by-name": "unproven",
        "takes-one-thing": "unproven",
        "costs-nothing": "unproven",
      },
      message: /never seen red: `greenbar generate-tests`/,
      drift: [],
    },
  ],
  [
    "a receipt of a spec that is gone",
    write({ ".greenbar/receipts/old.json": "{}" }),
    {
      exit: 0,
      drift: [
        [
          ".greenbar/receipts/old.json:1",
          /receipt of a spec that is gone/,
          /^greenbar generate-tests removes it/,
        ],
      ],
    },
  ],
];

describe.each([
  ["spec", ofSpec],
  ["suite", ofSuite],
  ["subject", ofSubject],
  ["lock", ofLock],
])("what was done to the %s, and what is said", (_, rows) => {
  test.each(rows)("%s", async (_kind, edit, { statuses = {}, drift = [], exit, message }) => {
    try {
      await edit(repository);
      const checked = await check(repository.world, { specs: [] });
      const open = checked.requirements.filter(({ status }) => status !== "holds" && status !== "weak");
      expect(
        checked.drift.map(({ file, line, message: said, wayOut }) => `${file}:${line}  ${said}  → ${wayOut}`),
      ).toStrictEqual(
        drift.map(([place, says, wayOut]) =>
          expect.toSatisfy(
            (line: string) => {
              const [at = "", said = "", out = ""] = line.split(/ {2}(?:→ )?/);
              const isThere = place.endsWith(":*") ? at.startsWith(place.slice(0, -1)) : at === place;
              return isThere && says.test(said) && wayOut.test(out);
            },
            `${place} ${String(says)} ${String(wayOut)}`,
          ),
        ),
      );
      expect(Object.fromEntries(open.map(({ id, status }) => [id.split("/").at(-1), status]))).toStrictEqual(
        statuses,
      );
      const first = open.flatMap(({ examples }) => examples).find(({ status }) => status !== "holds");
      if (message !== undefined) expect(first?.message).toMatch(message);
      expect(exitCode(checked, false)).toBe(exit);
    } finally {
      repository.reset();
    }
  });
});

test("what a command mends is mended by it: afterwards nothing is said", async () => {
  const rows = [...ofSpec, ...ofSuite, ...ofLock].filter(([, , { drift = [] }]) => drift.length > 0);
  for (const [kind, edit] of rows) {
    try {
      await edit(repository);
      await generate(true);
      const { drift } = await readStatus(repository.world, []);
      expect([kind, drift]).toStrictEqual([kind, []]);
    } finally {
      repository.reset();
    }
  }
});

test("a lock with the marks of a merge is named with its line, and nothing is run", async () => {
  try {
    replace(lock, /.*"price-free".*\n/, "<<<<<<< HEAD\n$&=======\n>>>>>>> other\n")(repository);
    await expect(check(repository.world, { specs: [] })).rejects.toMatchObject({
      exitCode: 2,
      message: ".greenbar/lock.json:12 cannot be read: a merge has left its marks in it",
    });
  } finally {
    repository.reset();
  }
});

describe("under another heading", () => {
  const heldOut = async () => {
    const project = await readProject(repository.world, []);
    const plan = project.specs.find((read) => read.plan.spec === spec)?.plan;
    if (plan === undefined) throw new Error("the spec is gone");
    return chooseHoldOuts(plan, (id) => project.lock.examples.get(id)?.held === true).size;
  };
  const entries = () => {
    const read = readLock(repository.read(lock));
    if (!("lock" in read)) throw new Error(read.problem);
    return [...read.lock.examples].filter(([id]) => id.startsWith("price/"));
  };

  test("what has held is not held out again, nor after its lock was written anew while the code was away", async () => {
    try {
      const before = entries();
      replace(spec, "## Adds the tax", "## Taxes")(repository);
      repository.put({ [subject]: null });
      expect(await heldOut()).toBe(0);
      await generate();
      expect(repository.read(subject)).toContain("not implemented");
      expect(await heldOut()).toBe(0);
      expect(entries().filter(([id]) => id.startsWith("price/taxes/"))).toHaveLength(4);
      expect(entries().map(([, { held }]) => held)).toStrictEqual(before.map(() => true));
    } finally {
      repository.reset();
    }
  });

  test("only one of the specs is generated: the others' entries stay as they are", async () => {
    try {
      replace(spec, "## Adds the tax", "## Taxes")(repository);
      await generate(false, [spec]);
      expect(entries().some(([id]) => id.startsWith("price/adds-the-tax/"))).toBe(false);
      expect((await readStatus(repository.world, [])).drift).toStrictEqual([]);
    } finally {
      repository.reset();
    }
  });

  test("only one of the specs is generated: those of a spec in a folder of its name stay as well", async () => {
    try {
      const before = repository.read(lock);
      await generate(false, [spec]);
      expect(repository.read(lock)).toBe(before);
    } finally {
      repository.reset();
    }
  });

  test("what went to another spec is found, also when only that one is asked for", async () => {
    try {
      const greet = '\n## Greets by name\n\n- `greet("Ada")` returns `"Hello Ada"`.\n';
      repository.put({
        "specs/greet.md": "# Greet\n\nSee the price.\n",
        [spec]: `${priceSpec.replace("../src/price.js", "[../src/price.js, ../src/greet.js]")}${greet}`,
      });
      const { requirements } = await check(repository.world, { specs: [spec] });
      expect(requirements.map(({ status }) => status)).not.toContain("unproven");
      const { requirements: others } = await check(repository.world, { specs: ["specs/greet.md"] });
      expect(others).toStrictEqual([]);
    } finally {
      repository.reset();
    }
  });
});

test("what the lock calls a suite is removed only when it is one", async () => {
  try {
    replace(lock, '"suites": {', '"suites": {\n    "src/own.test.ts": "0000000000000000",')(repository);
    repository.put({ "src/own.test.ts": "export {};\n" });
    const { unneeded } = await generate(true);
    expect(unneeded).toStrictEqual([]);
    expect(repository.read("src/own.test.ts")).toBe("export {};\n");
  } finally {
    repository.reset();
  }
});

test("a suite that a person changed is left when its spec is gone, and goes by force", async () => {
  try {
    replace(suite, "toBe(357)", "toBe(358)")(repository);
    repository.put({ [spec]: null });
    const left = await generate();
    expect(left.unneeded).toMatchObject([{ path: suite, isRemoved: false }]);
    expect(repository.read(suite)).toContain("358");
    const gone = await generate(true);
    expect(gone.unneeded).toMatchObject([{ path: suite, isRemoved: true }]);
    expect(() => repository.read(suite)).toThrow("ENOENT");
  } finally {
    repository.reset();
  }
});
