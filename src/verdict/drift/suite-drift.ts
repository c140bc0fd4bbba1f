import { parseFile } from "../../spec/javascript.ts";
import { hashFile, sameSyntax, testHashes } from "../../suite/same-syntax.ts";
import type { Suite, SuiteTest } from "../../suite/suite.ts";
import type { TestBody } from "../../suite/test-bodies.ts";
import { testBodies } from "../../suite/test-bodies.ts";
import type { Lock } from "../lock.ts";

/** How a suite on disk stands to the one that its spec makes now. */
export interface SuiteDrift {
  readonly state:
    /** Not there, and the lock knows of none. */
    | "none"
    /** Not there, though it was written. */
    | "deleted"
    | "current"
    /** As it would be written, but the lock's hash is another one. */
    | "unlocked"
    /** As it was generated; what it is made from changed since. */
    | "stale"
    /** Somebody changed it since it was generated. */
    | "edited"
    /** Another one, and the lock does not know it: edited or stale. */
    | "unknown";
  /** Only of a suite that is `edited` or `unknown`. */
  readonly edits: readonly TestEdit[];
  /** Tests that neither the spec nor the lock knows. */
  readonly extra: readonly { readonly name: string; readonly line: number }[];
}

/** A test that is not what was generated for its example. */
export interface TestEdit {
  readonly example: string;
  readonly kind: "test-changed" | "test-skipped" | "test-deleted" | "test-renamed" | "suite-changed";
  /** In the suite on disk, from 1. */
  readonly line: number;
  /** What is said of the example: `its test was changed by hand: it is marked .skip`. */
  readonly message: string;
}

/**
 * What was done by hand to a suite, test by test. A test that is what the lock says is as it was generated, though the
 * spec may say something else by now: that is no edit.
 *
 * @param disk - text of the suite as it is there; null when there is none.
 */
export function suiteDrift(suite: Suite, disk: string | null, lock: Lock): SuiteDrift {
  const { path } = suite;
  const locked = lock.suites.get(path);
  const nothing = { edits: [], extra: [] };
  if (disk === null) return { ...nothing, state: locked === undefined ? "none" : "deleted" };
  if (disk === suite.text || sameSyntax(disk, suite.text, path)) {
    const isLocked = locked === undefined || locked === hashFile(suite.text, path);
    return { ...nothing, state: isLocked ? "current" : "unlocked" };
  }
  if (locked === hashFile(disk, path)) return { ...nothing, state: "stale" };
  const state = locked === undefined ? "unknown" : "edited";
  const parsed = parseFile(disk, path);
  if (!parsed.ok)
    return { ...nothing, state, edits: suite.tests.map((test) => unparsed(test, disk, parsed)) };
  const file = readSuite(suite, disk);
  if (file.found.size === 0) return { ...nothing, state, edits: suite.tests.map(withoutTests) };
  const own = suite.tests.flatMap((test) => editOf(test, file, lock) ?? []);
  const extra = extraTests(suite, file, own, lock);
  if (own.length === 0 && extra.length === 0 && file.isUnchanged) {
    return { state, extra, edits: suite.tests.map((test) => aroundTests(test, file, suite.text)) };
  }
  return { state, extra, edits: [...own, ...silenced(suite, file, own)] };
}

interface SuiteFile {
  readonly disk: string;
  /** By name as JSON. */
  readonly found: ReadonlyMap<string, TestBody>;
  /** Hashes of whole tests, on disk and as rendered, by name as JSON. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly wanted: ReadonlyMap<string, string>;
  /** Every test is there as it is rendered, and no other. */
  readonly isUnchanged: boolean;
}

function readSuite(suite: Suite, disk: string): SuiteFile {
  const [wanted, hashes] = [testHashes(suite.text, suite.path), testHashes(disk, suite.path)];
  const bodies = testBodies(disk, suite.path);
  // Both are in the order of the file; of two tests of one name the second has a key of its own.
  const found = new Map([...hashes.keys()].flatMap((key, at) => (bodies[at] ? [[key, bodies[at]]] : [])));
  const isUnchanged =
    wanted.size === hashes.size && [...wanted].every(([name, hash]) => hashes.get(name) === hash);
  return { disk, found, hashes, wanted, isUnchanged };
}

function editOf(test: SuiteTest, file: SuiteFile, lock: Lock): TestEdit | null {
  const key = JSON.stringify(test.name);
  const entry = lock.examples.get(test.example);
  const here = file.found.get(key);
  if (here === undefined) return entry === undefined ? null : missingTest(test, file, entry.test);
  if (file.hashes.get(key) === file.wanted.get(key)) return null;
  const isAsGenerated = entry !== undefined && entry.test === here.body && entry.test !== test.hash;
  if (isAsGenerated) return null;
  const off = here.modifiers.filter((name) => keepsFromRunning.has(name));
  return off.length === 0
    ? {
        example: test.example,
        kind: "test-changed",
        line: here.line,
        message: "its test was changed by hand",
      }
    : {
        example: test.example,
        kind: "test-skipped",
        line: here.line,
        message: `its test was changed by hand: it is marked .${off.join(", .")}`,
      };
}

/** What Vitest has for leaving a test out, or for leaving out all others. */
const keepsFromRunning: ReadonlySet<string> = new Set(["skip", "skipIf", "runIf", "todo", "fails", "only"]);

/** A test that was generated and is not in the file by its name: renamed, commented out, or gone. */
function missingTest(test: SuiteTest, file: SuiteFile, generated: string): TestEdit | null {
  const base = { example: test.example };
  const other = [...file.found].find(
    ([name, { body }]) => !file.wanted.has(name) && (body === test.hash || body === generated),
  );
  if (other !== undefined) {
    const [, { name, line }] = other;
    // What it does is what was generated, and the spec calls it otherwise since: nobody's hand was in it.
    if (generated !== test.hash) return null;
    const message = `its test has another name in the suite: ${name.join(" › ")}, changed by hand`;
    return { ...base, kind: "test-renamed", line, message };
  }
  const instead = inItsPlace(test, file);
  if (instead !== null) {
    const message = `another test stands in its place: ${instead.name.join(" › ")}, changed by hand`;
    return { ...base, kind: "test-changed", line: instead.line, message };
  }
  const title = JSON.stringify(test.name.at(-1) ?? "");
  const at = file.disk.split("\n").findIndex((line) => line.includes(title));
  const what = at === -1 ? "it was deleted" : "it was commented out, or is no test any more";
  return {
    ...base,
    kind: "test-deleted",
    line: Math.max(at, 0) + 1,
    message: `its test was changed by hand: ${what}`,
  };
}

/**
 * The one test of its group that nobody knows, where it is the one of the group that is missing: with another title,
 * and doing something else. So is one of an older suite.
 */
function inItsPlace({ name }: SuiteTest, { found, wanted }: SuiteFile): TestBody | null {
  const group = JSON.stringify(name.slice(0, -1));
  const isHere = (key: string): boolean =>
    JSON.stringify((JSON.parse(key.replace(/#\d+$/u, "")) as string[]).slice(0, -1)) === group;
  const missing = [...wanted.keys()].filter((key) => !found.has(key) && isHere(key));
  const [one, other] = [...found].filter(([key]) => !wanted.has(key) && isHere(key));
  return missing.length === 1 && one !== undefined && other === undefined ? one[1] : null;
}

/** Where a test of its own is marked `.only`, no other one of the file runs. */
function silenced(suite: Suite, file: SuiteFile, edits: readonly TestEdit[]): TestEdit[] {
  const first = [...file.found.values()].find(({ modifiers }) => modifiers.includes("only"));
  if (first === undefined) return [];
  const told = new Set(edits.map(({ example }) => example));
  const message = `its test does not run: line ${first.line} was changed by hand to .only`;
  return suite.tests.flatMap(({ example, name }) => {
    const here = file.found.get(JSON.stringify(name));
    if (here === undefined || told.has(example)) return [];
    return [{ example, kind: "test-skipped", line: here.line, message } as const];
  });
}

function unparsed(
  { example }: SuiteTest,
  disk: string,
  error: { readonly offset: number; readonly reason: string },
): TestEdit {
  return {
    example,
    kind: "suite-changed",
    line: disk.slice(0, error.offset).split("\n").length,
    message: `its suite was changed by hand and cannot be parsed any more: ${error.reason}`,
  };
}

/** Emptied, or its tests are called by a name that Vitest did not give: no cause of its own for each of them. */
function withoutTests({ example }: SuiteTest): TestEdit {
  const message = "its suite was changed by hand: no test of Vitest's is in it any more";
  return { example, kind: "suite-changed", line: 1, message };
}

/** The file differs where no test is: in an import, a hook, a mock, or the order. */
function aroundTests({ example }: SuiteTest, { disk }: SuiteFile, rendered: string): TestEdit {
  const [lines, wanted] = [disk, rendered].map((text) => text.split(/\r?\n/));
  const at = lines?.findIndex((line, index) => line !== wanted?.[index]) ?? 0;
  return {
    example,
    kind: "suite-changed",
    line: Math.max(at, 0) + 1,
    message: "its suite was changed by hand outside its tests: an import, a hook, a mock, or their order",
  };
}

function extraTests(
  suite: Suite,
  { found, wanted }: SuiteFile,
  edits: readonly TestEdit[],
  lock: Lock,
): SuiteDrift["extra"] {
  const known = new Set([...[...lock.examples.values()].map(({ test }) => test), ...suite.tests.map(hashOf)]);
  const present = new Set(suite.tests.filter(({ name }) => found.has(JSON.stringify(name))).map(hashOf));
  const told = new Set(
    edits.filter(({ kind }) => kind === "test-renamed" || kind === "test-changed").map(({ line }) => line),
  );
  return [...found].flatMap(([key, { name, line, body }]) => {
    // One that was generated under another name may stand there still; a copy of one that is there may not.
    const isGenerated = known.has(body) && !present.has(body);
    return wanted.has(key) || told.has(line) || isGenerated ? [] : [{ name: name.join(" › "), line }];
  });
}

function hashOf({ hash }: SuiteTest): string {
  return hash;
}
