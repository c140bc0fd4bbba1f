import { expect, test } from "vitest";
import { anyCalls, anyComment, canonicalCall } from "../../../src/app/refine/any-calls.ts";

test.each([
  ["a comment of its own", '# A\n\n<!-- any: f("a") -->\n', ['f("a")']],
  ["written in another way", "<!--any:  f( 'a' ,1 )-->\n", ['f("a", 1)']],
  ["in a list and behind text", "- x\n\n  <!-- any: f(1) -->\n\ny <!-- any: f(2) -->\n", ["f(1)", "f(2)"]],
  ["two in one piece", "<!-- any: f(1) -->\n<!-- any: f(2) -->\n", ["f(1)", "f(2)"]],
  ["in code, which says nothing", "```md\n<!-- any: f(1) -->\n```\n\n`<!-- any: f(2) -->`\n", []],
  ["a method of what is made anew", '<!-- any: new S().add("a") -->', ['new S().add("a")']],
  ["what is awaited, side by side", "<!-- any: f(1) | await g(1) -->", ["f(1) | await g(1)"]],
  ["what is no plain call", "<!-- any: f(g(1)) -->\n<!-- any: -->\n<!-- anything: f(1) -->\n", []],
])("%s", (_name, text, calls) => {
  expect([...anyCalls(text)]).toStrictEqual(calls);
});

test.each(['f("a--b")', 'f("a-->b")', 'f("--!>")', 'f("->", ">")', "f(-1)"])(
  "the comment that says %s is read as it",
  (call) => {
    expect([...anyCalls(`# A\n\n${anyComment(call)}\n`)]).toStrictEqual([canonicalCall(call)]);
  },
);
