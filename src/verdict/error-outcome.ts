import { cleanText } from "./clean-text.ts";
import type { RawError } from "./raw-events.ts";
import type { TestOutcome } from "./report.ts";

/**
 * What the error of a failed test says. The reason may lie in its cause: fast-check wraps what a property threw,
 * and Vitest what a promise rejected with.
 */
export function errorOutcome(error: RawError, missingExports: readonly string[]): TestOutcome {
  const chain = causes(error);
  const name = firstOf(chain, (link) => notImplementedName(link, missingExports));
  if (name !== null) return { is: "notImplemented", name: cleanText(name) };
  const unbound = chain.find(({ message }) => message.startsWith("unbound: "));
  if (unbound !== undefined) return { is: "unbound", message: cleanText(unbound.message) };
  if (isTimeout(error)) return { is: "timeout", message: cleanText(error.message) };

  const assertion = chain.find(isAssertion);
  if (assertion !== undefined) {
    return {
      is: "assertion",
      message: chainMessage(chain.slice(0, chain.indexOf(assertion) + 1)),
      expected: nullable(assertion.expected),
      actual: nullable(assertion.actual),
      at: nullable(error.at),
    };
  }
  const thrown = chain.at(-1) ?? error;
  return { is: "thrown", name: cleanText(thrown.name), message: chainMessage(chain), at: nullable(error.at) };
}

/** What the error of a suite's file that brought forth no tests says. */
export function moduleOutcome(error: RawError): Extract<TestOutcome, { is: "import" | "syntax" }> {
  const message = cleanText(`${error.name}: ${error.message}`);
  return { is: isSyntax(error) ? "syntax" : "import", message };
}

/** The error and what it wraps; the cause of an error that the subject made is the subject's own affair. */
function causes(error: RawError): readonly RawError[] {
  if (!isAssertion(error) && !isProperty(error)) return [error];
  const cause = error.cause ?? (isProperty(error) ? causeInText(error) : null);
  return cause === null ? [error] : [error, ...causes(cause)];
}

function isProperty(error: RawError): boolean {
  return /^Property (?:failed|interrupted) after /u.test(error.message);
}

/** fast-check before 4 writes what the property threw into its own message. */
function causeInText(error: RawError): RawError | null {
  const got = /^Got (?:error: )?(?:(\w*Error): )?(.*)$/mu.exec(error.message);
  return got === null ? null : { ...error, name: got[1] ?? "Error", message: got[2] ?? "", cause: null };
}

function chainMessage(chain: readonly RawError[]): string {
  return cleanText(chain.map(({ message }) => message).join("\n"));
}

/**
 * The stub's own words; in an assertion on what is thrown also as the value that it got instead. NAME ends at
 * white space, punctuation or a quote: `not implemented: Slugs.add`.
 */
const stubMessage = /^(?:not implemented: )([^\s:;,'"`]+)/u;
const stubAsActual = /^(?:\[?Error: |Error \{\s*"message": "|)not implemented: ([^\s:;,'"`\]]+)/u;

function notImplementedName(error: RawError, missingExports: readonly string[]): string | null {
  const own =
    stubMessage.exec(error.message) ?? (isAssertion(error) ? stubAsActual.exec(error.actual ?? "") : null);
  return own?.[1] ?? missingName(error, missingExports);
}

/** A name that the subject does not export is `undefined` in the suite, and shows when it is used. */
function missingName(error: RawError, missingExports: readonly string[]): string | null {
  if (error.name !== "TypeError") return null;
  const used = /^(?:\(0 ?, ?)?([\w$.]+)\)? is not (?:a function|a constructor|iterable)/u.exec(error.message);
  if (used !== null) {
    // Vite writes an import as a member of the module's namespace; its own name is the last part or the first.
    const parts = (used[1] ?? "").split(".");
    return missingExports.find((name) => parts.at(-1) === name || parts[0] === name) ?? null;
  }
  const [only, ...others] = missingExports;
  const isRead = /^Cannot (?:read|set) properties of undefined/u.test(error.message);
  return isRead && error.thrownInSuite && only !== undefined ? [only, ...others].join(", ") : null;
}

function isAssertion(error: RawError): boolean {
  return error.name === "AssertionError";
}

/** Before Vitest 5 a timeout is a plain Error. */
function isTimeout(error: RawError): boolean {
  return error.name === "TestTimeoutError" || /^(?:Test|Hook) timed out in \d+ ?ms/u.test(error.message);
}

/** Errors of the passes that read a file, by their wording in Vite 5 to 8 (esbuild, Rollup, Rolldown, oxc). */
function isSyntax(error: RawError): boolean {
  if (/Failed to resolve|Cannot find (?:module|package)|does not provide an export/u.test(error.message))
    return false;
  return (
    error.name === "SyntaxError" ||
    error.name === "RollupError" ||
    /Transform failed|PARSE_ERROR|Parse failure|Failed to parse|Unexpected token|Parse error/iu.test(
      error.message,
    )
  );
}

function firstOf(chain: readonly RawError[], ask: (error: RawError) => string | null): string | null {
  for (const error of chain) {
    const answer = ask(error);
    if (answer !== null) return answer;
  }
  return null;
}

function nullable(text: string | null): string | null {
  return text === null ? null : cleanText(text);
}
