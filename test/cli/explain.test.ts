import { describe, expect, test } from "vitest";
import { UserError } from "../../src/app/user-error.ts";
import { explain } from "../../src/cli/explain.ts";
import { LedgerError } from "../../src/ledger/read-events.ts";
import { TemplateError } from "../../src/suite/template-error.ts";

/** An error as the system gives it. */
function systemError(code: string, syscall: string, path?: string): Error {
  return Object.assign(new Error(`${code}: words of the system`), { code, syscall, path });
}

describe("what a person is told of an error", () => {
  test.each<[string, unknown, number, RegExp]>([
    ["a mistake of theirs", new UserError(2, "no such spec", { advice: ["do"] }), 2, /^no such spec$/],
    ["a refusal", new UserError(3, "no sandbox"), 3, /^no sandbox$/],
    ["a ledger that cannot be read", new LedgerError("entry 3 is no event"), 4, /entry 3/],
    [
      "a template of theirs",
      new TemplateError("suite", "the template is broken"),
      2,
      /the template is broken/,
    ],
    ["a stop", new DOMException("aborted", "AbortError"), 130, /stopped/],
    ["a full disk", systemError("ENOSPC", "write"), 4, /the disk is full \(ENOSPC, write\)/],
    [
      "a right that is missing",
      systemError("EACCES", "open", "/x/a"),
      4,
      /^\/x\/a: the permission is missing/,
    ],
    ["a read-only disk", systemError("EROFS", "mkdir", "/x"), 4, /^\/x: the disk is read-only/],
    ["a code that is not known", systemError("EWEIRD", "open", "/x"), 4, /words of the system/],
  ])("%s: in words, without a stack", (_, error, exitCode, message) => {
    expect(explain(error)).toMatchObject({
      exitCode,
      message: expect.stringMatching(message) as string,
      stack: null,
    });
  });

  test.each([
    ["an error of ours", new TypeError("x is undefined"), /x is undefined/],
    ["no error at all", "a string", /a string/],
  ])("%s: with where it happened, and that it is to be reported", (_, error, message) => {
    const explained = explain(error);
    expect(explained).toMatchObject({ exitCode: 4, message: expect.stringMatching(message) as string });
    expect(explained.stack).not.toBeNull();
    expect(explained.advice.join(" ")).toMatch(/report/);
  });

  test("a template names the file to mend", () => {
    expect(explain(new TemplateError("suite", "broken")).advice.join(" ")).toContain(
      ".greenbar/templates/suite.hbs",
    );
  });
});
