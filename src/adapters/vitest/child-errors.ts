import type { RawError } from "../../verdict/raw-events.ts";

/** Characters of one text that are sent; a judge of text does not need more, and a person even less. */
const textLimit = 8_000;

/** How deep the chain of causes is followed. */
const causeLimit = 4;

/**
 * An error as Vitest hands it to a reporter (all versions; nothing in it is trusted to have the right type),
 * reduced to what the parent classifies by. `suite` is the absolute path of the test file, `relative` the same
 * as it is reported.
 */
export function rawError(error: unknown, suite: string | null, relative: string | null, depth = 0): RawError {
  const bag = typeof error === "object" && error !== null ? (error as Record<string, unknown>) : {};
  const frames = stackFrames(bag);
  const inSuite = suite === null ? undefined : frames.find(({ file }) => file === suite);
  const cause = bag["cause"];
  return {
    name: capped(bag["name"]) ?? "Error",
    message: capped(bag["message"]) ?? capped(error) ?? "an error without a message",
    expected: capped(bag["expected"]),
    actual: capped(bag["actual"]),
    at: inSuite === undefined ? null : `${relative}:${inSuite.line}`,
    thrownInSuite: inSuite !== undefined && frames[0] === inSuite,
    plugin: capped(bag["plugin"]),
    file: capped(bag["VITEST_TEST_PATH"]),
    cause:
      cause !== undefined && cause !== null && depth < causeLimit
        ? rawError(cause, suite, relative, depth + 1)
        : null,
  };
}

interface Frame {
  readonly file: string;
  readonly line: number;
}

function stackFrames(bag: Record<string, unknown>): readonly Frame[] {
  const stacks = bag["stacks"];
  if (!Array.isArray(stacks)) return framesOfText(bag["stack"]);
  return stacks.flatMap((frame: unknown) => {
    const { file, line } = (frame ?? {}) as { file?: unknown; line?: unknown };
    return typeof file === "string" && typeof line === "number" ? [{ file, line }] : [];
  });
}

/** Vitest 3 leaves the stack to be read from its text, as V8 writes it. */
function framesOfText(stack: unknown): readonly Frame[] {
  if (typeof stack !== "string") return [];
  return stack.split("\n").flatMap((line) => {
    const match = /^\s*at (?:.*\()?(?:file:\/\/)?(\/.*?):(\d+):\d+\)?$/.exec(line);
    return match === null ? [] : [{ file: match[1] ?? "", line: Number(match[2]) }];
  });
}

function capped(value: unknown): string | null {
  const text = textOf(value);
  return text === null || text.length <= textLimit
    ? text
    : `${text.slice(0, textLimit)}… (${text.length - textLimit} characters more)`;
}

function textOf(value: unknown): string | null {
  switch (typeof value) {
    case "string":
      return value;
    case "object":
      return value === null ? null : json(value);
    case "number":
    case "bigint":
    case "boolean":
    case "symbol":
      return String(value);
    case "function":
    case "undefined":
      return null;
  }
}

function json(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    // A cycle, or a toJSON of the code under test that throws: that it is an object is all there is to say.
    return "[object]";
  }
}
