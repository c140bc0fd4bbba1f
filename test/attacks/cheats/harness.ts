import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readValue } from "../../../src/adapters/judge/read-value.ts";
import { ownInstallation } from "../../../src/adapters/vitest/own-installation.ts";
import type { Example } from "../../../src/plan/plan.ts";
import type { Check, ErrorPattern, Pattern } from "../../../src/spec/spec.ts";
import type { Value } from "../../../src/spec/value.ts";
import { meets } from "../../../src/verdict/meets.ts";
import type { Ended } from "../../../src/verdict/sandbox.ts";
import type { Unguarded } from "./cheat.ts";
import { openAlone } from "./project.ts";
import type { Opened } from "./project.ts";

/**
 * Without a judge whose process knows no expected value: a script imports the subject, compares with Node's own
 * assertions, and its exit code is believed. What compares is loaded when the subject asks for it to be.
 */
export const byAssertions: Unguarded = async ({ module, files }, bench) => {
  const { ended } = await runHarness(await openAlone(bench, module, files), strictly);
  const isRight = ended.how === "exit" && ended.code === 0;
  return { held: !isRight, saw: `assertions in the subject's process: ${howOf(ended)}` };
};

/** Without equality that heeds types: as `==` has it. */
export const byLooseEquality: Unguarded = async ({ module, files }, bench) => {
  const { right } = await runHarness(await openAlone(bench, module, files), loosely);
  return { right, by: "compared by ==" };
};

/** Without the canonical encoding: compared as JSON. */
export const asJson: Unguarded = async ({ module, files }, bench) => {
  const { right } = await runHarness(await openAlone(bench, module, files), byJson);
  return { right, by: "compared as JSON" };
};

/** Without limits on what is read of a value: JSON of all of it. */
export const withoutLimits: Unguarded = async ({ module, files }, bench) => {
  const { ended } = await runHarness(await openAlone(bench, module, files), printed, 4_000);
  const size = ended.truncated ? "more text than is read" : `${ended.stdout.length} characters`;
  const why = /(?:Error|FATAL ERROR): .*/.exec(ended.stderr)?.[0] ?? size;
  const isBroken = ended.how !== "exit" || ended.code !== 0 || ended.truncated;
  return { held: !isBroken, saw: `read without limits: ${howOf(ended)}, ${why.slice(0, 80)}` };
};

/** Without taking what the child needs of the language first: its encoder is loaded after the subject. */
export const byLateEncoder: Unguarded = async ({ module, files }, bench) => {
  const opened = await openAlone(bench, module, files);
  const { ended, checks } = await runHarness(opened, encodedLate);
  const right = checks.flatMap(({ example, check }, index) => {
    const json = ended.stdout.split("\n").find((line) => line.startsWith(`${index} `));
    const value = json === undefined ? undefined : valueOf(json.slice(json.indexOf(" ") + 1));
    const isMet = value !== undefined && meets({ gave: "value", value, classes: [] }, check).ok;
    return isMet ? [example.id] : [];
  });
  return { right, by: "an encoder that is loaded after the subject" };
};

function valueOf(json: string): Value | undefined {
  try {
    return readValue(JSON.parse(json));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Harness {
  /** Module text that exports `same(actual, expected)`, which throws where they differ. */
  readonly compare: string;
  /** Statements over `$value` and `$expected`, for the example `$index`. */
  readonly say: string;
  /** Each example by itself, so that a failure ends the process only where nothing is said. */
  readonly isAlone: boolean;
}

const strictly: Harness = {
  compare:
    'import assert from "node:assert";\nexport const same = (a, b) => { assert.deepStrictEqual(a, b); };\n',
  say: "same($value, $expected);",
  isAlone: false,
};
const loosely: Harness = {
  compare: "export const same = (a, b) => { if (!(a == b)) throw new Error('differs'); };\n",
  say: "same($value, $expected); say(`ok ${$index}`);",
  isAlone: true,
};
const byJson: Harness = {
  compare:
    "export const same = (a, b) => { if (JSON.stringify(a) !== JSON.stringify(b)) throw new Error('differs'); };\n",
  say: "same($value, $expected); say(`ok ${$index}`);",
  isAlone: true,
};
const printed: Harness = {
  compare: `const inside = (value) => value instanceof Map ? [...value].flat() : value instanceof Set ? [...value] : Object.values(value);
const walk = (value) => typeof value === "object" && value !== null ? inside(value).map(walk).join() : String(value);
export const same = walk;
`,
  say: "say(same($value));",
  isAlone: false,
};
const encodedLate: Harness = {
  compare: 'export { encodeValue as same } from "/opt/greenbar-late/judge-child/encode.ts";\n',
  say: "const $text = same(await $value); fs.writeSync(1, `${$index} ${$text}\\n`);",
  isAlone: true,
};

interface HarnessRun {
  readonly ended: Ended;
  readonly right: readonly string[];
  readonly checks: readonly { readonly example: Example; readonly check: Check }[];
}

const limitBytes = 16 * 1024 * 1024;

async function runHarness(
  { world, project, sandbox, snapshot }: Opened,
  harness: Harness,
  wallMs = 8_000,
): Promise<HarnessRun> {
  const own = ownInstallation();
  const examples = project.specs.flatMap(({ plan }) => plan.requirements.flatMap((each) => each.examples));
  const checks = examples.flatMap((example) =>
    example.body.is === "steps"
      ? example.body.steps.flatMap((step) => (step.do === "check" ? [{ example, check: step }] : []))
      : [],
  );
  const copy = await world.workspaces(sandbox.level).copy(snapshot, {});
  try {
    const { workspace, reads, root } = own.mountsFor(copy, sandbox.level);
    await writeFile(
      join(copy.dir, "compare.mjs"),
      lateSource(harness.compare, sandbox.level === "bubblewrap"),
    );
    await writeFile(join(copy.dir, "harness.mts"), harnessText(checks, harness));
    const source = join(import.meta.dirname, "../../../src");
    const ended = await sandbox.launch({
      argv: [own.node, "harness.mts"],
      workspace,
      cwd: root,
      reads: [
        ...reads,
        ...own.reads,
        ...["judge-child", "spec"].map((name) => ({
          host: join(source, name),
          inside: `/opt/greenbar-late/${name}`,
        })),
        { host: join(source, "../package.json"), inside: "/opt/greenbar-late/package.json" },
      ],
      env: { PATH: "/usr/bin:/bin", HOME: "/tmp", TZ: "UTC", NODE_NO_WARNINGS: "1" },
      limits: { wallMs, outputBytes: limitBytes },
    });
    const said = new Set(ended.stdout.split("\n"));
    const right = checks.flatMap(({ example }, index) => (said.has(`ok ${index}`) ? [example.id] : []));
    return { ended, right, checks };
  } finally {
    await copy.dispose();
  }
}

/** Where folders cannot be mounted the sources are read where they lie. */
function lateSource(compare: string, isMounted: boolean): string {
  return isMounted
    ? compare
    : compare.replace("/opt/greenbar-late", join(import.meta.dirname, "../../../src"));
}

function harnessText(checks: HarnessRun["checks"], { say, isAlone }: Harness): string {
  const uses = new Map(checks.flatMap(({ example }) => example.uses.map((use) => [use.local, use])));
  const subject = [...uses.values()][0]?.subject ?? "";
  return [
    `import fs from "node:fs";`,
    `import * as $subject from ${JSON.stringify(`./${subject}`)};`,
    `const { ${[...uses.keys()].join(", ")} } = $subject as any;`,
    `const { same } = (await import("./compare.mjs")) as any;`,
    `const say = (text: string) => process.stdout.write(text + "\\n");`,
    ...checks.map(({ check }, index) => {
      const body = checkText(check, index, say);
      return isAlone
        ? `setImmediate(async () => { try { ${body} } catch {} });`
        : `setImmediate(async () => { ${body} });`;
    }),
    ``,
  ].join("\n");
}

function checkText({ expression, expectation, via }: Check, $index: number, say: string): string {
  const value = via === "value" ? `(${expression.source})` : `(await (${expression.source}))`;
  const with_ = (text: string): string => `const $index = ${$index}; ${text}`;
  switch (expectation.is) {
    case "value":
      return with_(
        `const $value = ${value}; const $expected = (${expectation.source.replace(/^`|`$/g, "")}); ${say}`,
      );
    case "throws": {
      const test = patternTest(expectation.error, "String($error.message)");
      const caught = `let $error: any = null; try { ${value}; } catch (error) { $error = error; }`;
      return with_(`${caught} const $value = $error !== null && ${test}; const $expected = true; ${say}`);
    }
    case "matches":
      return with_(
        `const $value = ${regExp(expectation.pattern)}.test(${value}); const $expected = true; ${say}`,
      );
    default:
      throw new Error(`The harness has no word for “${expectation.is}”.`);
  }
}

function patternTest({ pattern }: ErrorPattern, text: string): string {
  return pattern === undefined ? "true" : `${regExp(pattern)}.test(${text})`;
}

function regExp({ source, flags }: Pattern): string {
  return `new RegExp(${JSON.stringify(source)}, ${JSON.stringify(flags)})`;
}

function howOf({ how, code, signal }: Ended): string {
  if (how === "exit") return `exit code ${code}`;
  return how === "signal" ? `signal ${signal}` : how;
}
