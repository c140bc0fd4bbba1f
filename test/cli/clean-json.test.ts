import { expect, test } from "vitest";
import { cleanJson } from "../../src/cli/clean-json.ts";

const hostile = "\u001b]0;x\u0007\u202e\u009b1m\u200b\u{e0041}\r\b\ud800";
const clean = "␛]0;x␇\\u{202e}\\u{9b}1m\\u{200b}\\u{e0041}\n␈\\u{d800}";

test.each([undefined, 2])("strings and keys are visible once they are read (indent %j)", (indent) => {
  const value = { [hostile]: [hostile, { a: hostile, n: 1, z: null }] };
  const text = cleanJson(JSON.stringify(value, null, indent));
  expect(text).toBe(JSON.stringify({ [clean]: [clean, { a: clean, n: 1, z: null }] }, null, indent));
});

test("anything else is as it was, byte for byte", () => {
  const text = JSON.stringify({ a: 'é 👩‍💻 \n\t "\\', 2: 1 });
  expect(cleanJson(text)).toBe(text);
});

test("what is no JSON is cleaned as text", () => {
  expect(cleanJson("a\u001b")).toBe("a␛");
});
