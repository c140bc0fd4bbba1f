import { expect, test } from "vitest";
import { hearTrace } from "../../../src/adapters/judge/heard-trace.ts";
import { traceOrder } from "../../../src/adapters/judge/trace-order.ts";

test("a job for a verdict has no word of a trace", () => {
  expect(JSON.stringify({ order: [1], ...traceOrder(undefined, "/project") })).toBe('{"order":[1]}');
});

test("a job for a trace says what its lines begin with, and where the project lies", () => {
  const wish = { nonce: "N", heard: () => undefined, transformed: () => undefined };
  expect(traceOrder(wish, "/project")).toStrictEqual({ trace: { nonce: "N", root: "/project" } });
});

test("only lines with the nonce are heard", () => {
  const heard = hearTrace("N");
  const ran = { at: "ran", key: 1, scripts: [{ url: "file:///a.ts", functions: [[[0, 3, 1]]] }] };
  for (const line of ["", "noise", 'M {"at":"ran"}', `N ${JSON.stringify(ran)}`]) heard.take(line);
  heard.take('N {"at":"wrapped","file":"/a.ts","start":7}');
  heard.take('N {"at":"source","url":"/b.ts","text":"b"}');
  heard.take('N {"at":"map","file":"/b.ts","map":{"mappings":"","sources":[]}}');
  expect(heard.ran).toStrictEqual([ran]);
  expect([...heard.starts]).toStrictEqual([["/a.ts", 7]]);
  expect([...heard.sources]).toStrictEqual([["/b.ts", "b"]]);
  expect([...heard.maps]).toStrictEqual([["/b.ts", { mappings: "", sources: [] }]]);
});
