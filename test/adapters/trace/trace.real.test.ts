import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bestSandbox } from "../judge/judging.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { claimed, program, trace, traceShell } from "./tracing.ts";

const other = `export function shout(text: string): string {
  return text.toUpperCase();
}
`;

describe("TypeScript whose types Node strips", () => {
  const files = {
    "src/impl.ts": `import { shout } from "./other.ts";

/** Not code. */
export interface Options {
  loud?: boolean;
}

export function greet(name: string, options: Options = {}): string {
  const text = \`hello \${name}\`; // not code either
  if (options.loud) {
    return shout(text);
  }
  return text;
}

export const sign = (n: number): string => (n < 0 ? "minus" : "plus");

export async function later(n: number): Promise<number> {
  await null;
  if (n > 1) return n;
  return 0;
}

export class Counter {
  private n = 0;
  get size(): number {
    return this.n;
  }
  add(): this {
    this.n += 1;
    return this;
  }
  static of(): Counter { return new Counter(); }
}

export function never(): void {
  throw new Error("never");
}

export const table = ["a", "b"].map((x) => x.toUpperCase());
`,
    "src/other.ts": other,
  };
  const programs = [
    program(0, ["greet"], ['greet("x")']),
    program(1, ["greet"], ['greet("x", { loud: true })']),
    program(2, ["sign"], ["sign(1)"]),
    program(3, ["later"], ["await later(2)"]),
    program(4, ["Counter"], ["new Counter().add().size"]),
    program(5, ["table"], ["table"]),
    program(6, ["sign"], ["sign(1)", "sign(-1)"]),
    program(7, ["never"], ["never()"]),
  ];

  test("each example claims the lines that ran while it did", async () => {
    const traced = await trace(files, programs);
    expect(traced.loader).toBe("node");
    const { of, atLoad, unclaimed } = claimed(traced, files);
    expect(of(0)).toStrictEqual({
      lines: [
        [8, 10],
        [13, 14],
      ],
      partly: [],
    });
    expect(of(1)).toStrictEqual({
      lines: [
        [8, 12],
        [14, 14],
      ],
      partly: [],
    });
    expect(of(1, "src/other.ts")).toStrictEqual({ lines: [[1, 3]], partly: [] });
    expect(of(0, "src/other.ts")).toBeNull();
    // A branch within a line: the other one was not taken.
    expect(of(2)).toStrictEqual({ lines: [[16, 16]], partly: [[16, 16]] });
    expect(of(6)).toStrictEqual({ lines: [[16, 16]], partly: [] });
    expect(of(3)).toStrictEqual({
      lines: [
        [18, 20],
        [22, 22],
      ],
      partly: [],
    });
    // The field's value is made with the instance.
    expect(of(4)).toStrictEqual({ lines: [[25, 32]], partly: [] });
    expect(of(5)).toBeNull();
    expect(of(7)).toStrictEqual({ lines: [[36, 38]], partly: [] });
    // Line 16: the constant is made at load. 40: nothing of it ever runs later.
    expect(atLoad()).toStrictEqual([1, 16, 24, 34, 40]);
    expect(unclaimed()).toStrictEqual([21, 33]);
  });

  test("as Node's own coverage of a process that runs one example says", async () => {
    const folder = temporaryFolder({ "package.json": '{"type":"module"}', ...files });
    const traced = await trace(files, programs);
    const { claims } = claimed(traced, files);
    const code = new Map(
      Object.keys(files).map((path) => [path, [...(claims.files.get(path)?.lines.keys() ?? [])]]),
    );
    for (const { key, uses, steps } of programs) {
      const names = uses.map(({ local }) => local).join(", ");
      const asked = steps
        .map((step) => (step.do === "ask" ? `try { ${step.source}; } catch {}` : ""))
        .join("\n");
      const run = join(folder, `run-${key}.mjs`);
      writeFileSync(run, `import { ${names} } from "./src/impl.ts";\n${asked}\n`);
      const into = join(folder, `coverage-${key}`);
      spawnSync(process.execPath, [run], { env: { ...process.env, NODE_V8_COVERAGE: into } });
      for (const [path, text] of Object.entries(files)) {
        const own = claims.examples.get(String(key))?.find((one) => one.path === path)?.lines ?? [];
        const ours = (code.get(path) ?? []).filter(
          (line) =>
            own.some(([from, to]) => from <= line && line <= to) ||
            claims.files.get(path)?.lines.get(line)?.atLoad,
        );
        expect({ key, path, lines: ours }).toStrictEqual({
          key,
          path,
          lines: linesThatRan(into, path, text).filter((line) => code.get(path)?.includes(line)),
        });
      }
    }
  });
});

/** Lines of a file with a character that is not blank and ran, by painting every range over every character. */
function linesThatRan(folder: string, path: string, text: string): readonly number[] {
  const [report = ""] = readdirSync(folder);
  const { result } = JSON.parse(readFileSync(join(folder, report), "utf8")) as {
    readonly result: readonly {
      readonly url: string;
      readonly functions: readonly {
        readonly functionName: string;
        readonly ranges: readonly {
          readonly startOffset: number;
          readonly endOffset: number;
          readonly count: number;
        }[];
      }[];
    }[];
  };
  const counts: number[] = Array.from({ length: text.length }, () => 0);
  const functions = result.find(({ url }) => url.endsWith(`/${path}`))?.functions ?? [];
  const all = functions.flatMap(({ ranges }) => ranges);
  for (const { startOffset, endOffset, count } of all.toSorted(
    (a, b) => b.endOffset - b.startOffset - (a.endOffset - a.startOffset),
  )) {
    counts.fill(count, startOffset, endOffset);
  }
  // Words that only say how a function is found, and the sign behind a field: loading runs them, and claims do not tell.
  const exports = [
    ...text.matchAll(/^export (?=(?:async )?function)|^ {2}(?:static|private|get) |(?<=private n = 0);/gm),
  ];
  for (const { index, 0: word } of exports) counts.fill(0, index, index + word.length);
  let line = 1;
  const lines = new Set<number>();
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\n") line += 1;
    else if (character.trim() !== "" && (counts[at] ?? 0) > 0) lines.add(line);
  }
  return [...lines];
}

describe("what Vite transforms", () => {
  const files = {
    "src/impl.ts": `import { shout } from "./other.ts";

export interface Unused {
  a: string;
}

/** Colours. */
export enum Color {
  Red = 1,
  Green,
}

export function paint(color: Color): string {
  if (color === Color.Red) {
    return shout("red");
  }
  return "other";
}

export const sign = (n: number): string => (n < 0 ? "minus" : "plus");

export class Box {
  constructor(private readonly size: number) {}
  get area(): number {
    return this.size * this.size;
  }
}

export async function waits(): Promise<string> {
  const text = await Promise.resolve(\`a
    line \${paint(2)}
  more\`);
  return text;
}
`,
    "src/other.ts": other,
  };

  test("is claimed by the lines as they are written", async () => {
    const traced = await trace(files, [
      program(0, ["paint"], ["paint(1)"]),
      program(1, ["paint"], ["paint(2)"]),
      program(2, ["sign"], ["sign(-1)"]),
      program(3, ["Box"], ["new Box(2).area"]),
      program(4, ["waits"], ["await waits()"]),
    ]);
    expect(traced.loader).toBe("vite");
    const { of, atLoad, unclaimed } = claimed(traced, files);
    expect(of(0)).toStrictEqual({
      lines: [
        [13, 16],
        [18, 18],
      ],
      partly: [],
    });
    expect(of(0, "src/other.ts")).toStrictEqual({ lines: [[1, 3]], partly: [] });
    expect(of(1)).toStrictEqual({
      lines: [
        [13, 14],
        [17, 18],
      ],
      partly: [],
    });
    expect(of(2)).toStrictEqual({ lines: [[20, 20]], partly: [[20, 20]] });
    expect(of(3)).toStrictEqual({ lines: [[23, 26]], partly: [] });
    expect(of(4)).toStrictEqual({
      lines: [
        [13, 14],
        [17, 18],
        [29, 34],
      ],
      partly: [],
    });
    expect(atLoad()).toStrictEqual([1, 8, 9, 10, 11, 20, 22, 27]);
    expect(unclaimed()).toStrictEqual([]);
  });
});

describe("what Vitest loads", () => {
  test("JSX is claimed by the lines as they are written", async () => {
    const files = {
      "src/impl.tsx": `import React from "react";

export function Hello({ name, loud }: { name: string; loud?: boolean }) {
  const text = loud ? name.toUpperCase() : name;
  return (
    <p className="hello">
      {text}
    </p>
  );
}

export function Other() {
  return <b>other</b>;
}
`,
    };
    const traced = await trace(files, [
      program(0, ["Hello"], ['Hello({ name: "x" }).props.children'], "src/impl.tsx"),
    ]);
    expect(traced.loader).toBe("vitest");
    const { of, claims } = claimed(traced, files);
    const lines = claims.files.get("src/impl.tsx")?.lines;
    expect(of(0, "src/impl.tsx")).toStrictEqual({
      lines: [
        [3, 8],
        [10, 10],
      ],
      partly: [[4, 4]],
    });
    expect([12, 13].map((line) => lines?.get(line)?.missed.length)).toStrictEqual([1, 1]);
    expect(lines?.get(13)?.examples).toStrictEqual([]);
  });

  test("CommonJS, and what it requires, which Node loads by itself", async () => {
    const files = {
      "package.json": `{"name":"c"}`,
      "src/impl.js": `const { twice } = require("./other.js");

function four(n) {
  if (n > 10) {
    return 0;
  }
  return twice(twice(n));
}

module.exports = { four };
`,
      "src/other.js": `exports.twice = (n) => n * 2;
exports.none = (n) => {
  return n;
};
`,
    };
    const traced = await trace(files, [program(0, ["four"], ["four(1)"], "src/impl.js")]);
    const { of, atLoad, unclaimed } = claimed(traced, files);
    expect(of(0, "src/impl.js")).toStrictEqual({
      lines: [
        [3, 4],
        [7, 8],
      ],
      partly: [],
    });
    expect(of(0, "src/other.js")).toStrictEqual({ lines: [[1, 1]], partly: [] });
    expect(atLoad("src/impl.js")).toStrictEqual([1, 10]);
    expect(unclaimed("src/other.js")).toStrictEqual([3]);
  });
});

test.each([
  ["node", "src/a ü b.ts", "export function one() {\n  return 1;\n}\n"],
  ["vite", "src/a b%41.ts", "export enum Kind {\n  A,\n}\nexport function one() {\n  return Kind.A;\n}\n"],
] as const)("a module of any name, which %s loads", async (loader, path, text) => {
  const files = { [path]: text };
  const traced = await trace(files, [program(0, ["one"], ["one()"], path)]);
  expect(traced.loader).toBe(loader);
  expect(claimed(traced, files).of(0, path)?.lines).toStrictEqual(loader === "node" ? [[1, 3]] : [[4, 6]]);
});

test("letters of more than one unit do not move what stands behind them", async () => {
  const files = {
    "src/impl.ts": `export interface Odd { "é": "\u{1F4A5}\u{1F4A5}"; ü: "€" }
/* \u{1F4A5} */ const bang: "\u{1F4A5}" | "é" = "\u{1F4A5}"; export const no = (n: "€€€"): string => (n === bang ? "\u{1F4A5}" : "é");
`,
  };
  const traced = await trace(files, [program(0, ["no"], ['no("a")'])]);
  const { of, claims } = claimed(traced, files);
  expect(of(0)).toStrictEqual({ lines: [[2, 2]], partly: [[2, 2]] });
  const [, line = ""] = files["src/impl.ts"].split("\n");
  const [range] = claims.files.get("src/impl.ts")?.lines.get(2)?.missed ?? [];
  expect(line.slice((range?.[0] ?? 0) - 1, range?.[1])).toBe('"\u{1F4A5}"');
});

describe("what goes wrong", () => {
  const files = {
    "src/impl.js": `export function loops() {
  for (;;) {}
}
export function fine() {
  return 1;
}
export function leaves() {
  process.exit(3);
}
`,
  };

  test("one that never ends, or ends its process, is not traced; those behind it are", async () => {
    const traced = await trace(
      files,
      [
        program(0, ["loops"], ["loops()"], "src/impl.js"),
        program(1, ["leaves"], ["leaves()"], "src/impl.js"),
        program(2, ["fine"], ["fine()"], "src/impl.js"),
      ],
      { programMs: 1500 },
    );
    const { of, claims } = claimed(traced, files);
    expect([...claims.untraced]).toStrictEqual([
      ["0", "it did not end in time"],
      ["1", "its process ended (exit code 3)"],
    ]);
    expect(of(2, "src/impl.js")).toStrictEqual({ lines: [[4, 6]], partly: [] });
  });

  test("a subject that cannot be loaded", async () => {
    const traced = await trace({ "src/impl.js": "throw new Error('no');\nexport const a = 1;\n" }, [
      program(0, ["a"], ["a"], "src/impl.js"),
    ]);
    expect(traced.programs.get(0)).toStrictEqual({
      is: "untraced",
      why: "its subject could not be loaded: Error: no",
    });
  });
});

describe("in the sandbox", () => {
  const files = {
    "src/impl.ts": other,
    // Only Vite knows what an enum is.
    "src/kind.ts": `export enum Kind {\n  One,\n}\nexport function kind(): Kind {\n  return Kind.One;\n}\n`,
  };

  test.each([
    ["node", program(0, ["shout"], ['shout("a")']), "src/impl.ts", [[1, 3]]],
    ["vite", program(0, ["kind"], ["kind()"], "src/kind.ts"), "src/kind.ts", [[4, 6]]],
  ] as const)("it is the same: %s", async (loader, asked, path, lines) => {
    const traced = await trace(files, [asked], { sandbox: await bestSandbox() });
    expect(traced.loader).toBe(loader);
    expect(claimed(traced, files).of(0, path)).toStrictEqual({ lines, partly: [] });
  });
});

describe("commands", () => {
  const files = {
    "src/cli.js": `import { usage } from "./usage.js";

const [name] = process.argv.slice(2);
if (name === undefined) {
  console.log(usage());
  process.exit(2);
}
console.log(\`hello \${name}\`);
`,
    "src/usage.js": `export function usage() {\n  return "usage: greet NAME";\n}\n`,
  };

  test.each([
    [
      ["greet Ann"],
      [
        [1, 1],
        [3, 4],
        [8, 8],
      ],
      null,
    ],
    [
      ["greet"],
      [
        [1, 1],
        [3, 7],
      ],
      [[1, 3]],
    ],
    [
      ["greet", "greet Ann"],
      [
        [1, 1],
        [3, 8],
      ],
      [[1, 3]],
    ],
  ] as const)("%j claim all that they run", async (commands, lines, usage) => {
    const { seen, program: ran } = await traceShell(files, new Map([["greet", "src/cli.js"]]), commands);
    const { of } = claimed({ loader: "node", load: [], seen, programs: new Map([[0, ran]]) }, files);
    expect(of(0, "src/cli.js")?.lines).toStrictEqual(lines);
    expect(of(0, "src/usage.js")?.lines ?? null).toStrictEqual(usage);
  });

  test("that start no program of Node's are not traced", async () => {
    const { program: ran } = await traceShell(files, new Map([["greet", "src/gone.sh"]]), ["true"]);
    expect(ran).toStrictEqual({ is: "untraced", why: "none of its processes said what ran" });
  });
});
