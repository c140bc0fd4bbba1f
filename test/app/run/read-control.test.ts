import { describe, expect, test } from "vitest";
import type { RunControl } from "../../../src/app/run/host.ts";
import { longestControl, readControl } from "../../../src/app/run/read-control.ts";

describe("controls", () => {
  test.each<[string, RunControl]>([
    ['{"control":"pause"}', { control: "pause" }],
    ['{"control":"resume"}', { control: "resume" }],
    ['{"control":"stop"}', { control: "stop" }],
    ['{"control":"message","text":"Use a list."}', { control: "message", text: "Use a list." }],
    ['{"control":"budgets","budgets":{"turns":5}}', { control: "budgets", budgets: { turns: 5 } }],
    ['{"control":"budgets","budgets":{"cost":null}}', { control: "budgets", budgets: { cost: null } }],
  ])("%s", (line, control) => {
    expect(readControl(line)).toStrictEqual({ ok: true, control, n: null });
  });

  test("the number that it came with", () => {
    expect(readControl('{"control":"stop","n":7}')).toStrictEqual({
      ok: true,
      control: { control: "stop" },
      n: 7,
    });
  });
});

describe("what is none is told, and does nothing", () => {
  test.each([
    "",
    "pause",
    "null",
    "[]",
    "{}",
    '{"control":"quit"}',
    '{"control":"message"}',
    '{"control":"message","text":""}',
    `{"control":"message","text":"${"x".repeat(8_001)}"}`,
    '{"control":"budgets","budgets":{}}',
    '{"control":"budgets","budgets":{"turns":-1}}',
    '{"control":"budgets","budgets":{"turns":"9"}}',
    '{"control":"budgets","budgets":{"dollars":1}}',
    "x".repeat(longestControl + 1),
  ])("%#", (line) => {
    expect(readControl(line)).toMatchObject({ ok: false, problem: expect.stringMatching(/\w/) as string });
  });

  test("with the number of the one that asked", () => {
    expect(readControl('{"control":"quit","n":3}')).toMatchObject({ ok: false, n: 3 });
    expect(readControl('{"control":"quit","n":"3"}')).toMatchObject({ ok: false, n: null });
  });
});
