import { expect, test } from "vitest";
import { readValue } from "../../src/spec/read-value.ts";
import { seedOf } from "../../src/suite/seed.ts";
import { judgePrograms } from "../../src/verdict/judge-programs.ts";
import { drawInputs, propertyRuns } from "../../src/verdict/property-inputs.ts";
import { check, example, expression, is, run, text, throws, use } from "./judge-plan.ts";

const none = () => [];

test("steps go without what is expected of them, without titles, texts and ids", () => {
  const judged = judgePrograms(
    [
      example(
        "a-secret-id",
        [use("f")],
        [
          run("const x = f()", false),
          is("x.a", text("EXPECTED")),
          throws("x.b()", {
            name: "EXPECTED",
            message: "EXPECTED",
            pattern: { source: "EXPECTED", flags: "" },
          }),
        ],
      ),
    ],
    none,
  );
  expect(judged[0]?.program).toEqual({
    key: 0,
    uses: [use("f")],
    steps: [
      { do: "run", code: "const x = f()", isResult: false },
      { do: "ask", source: "x.a", via: "value" },
      { do: "ask", source: "x.b()", via: "value" },
    ],
  });
  expect(judged[0]?.questions).toHaveLength(2);
  expect(JSON.stringify(judged[0]?.program)).not.toMatch(/EXPECTED|secret|title/);
});

test("console and unbound examples have no program, and keep the others' keys apart", () => {
  const judged = judgePrograms(
    [
      example("u", [], { is: "unbound", why: "x" }),
      example("c", [], { is: "console", commands: [] }),
      example("s", [], [is("f()", text("a"))]),
    ],
    none,
  );
  expect(judged.map(({ program }) => program?.key)).toEqual([undefined, undefined, 2]);
});

test("a property asks both sides for each input", () => {
  const body = {
    is: "property",
    variables: [
      { name: "n", type: { of: "natural" } },
      { name: "s", type: { of: "string" } },
    ],
    check: check("f(n, s)", { is: "expression", expression: expression("await g(s)"), source: "" }),
  } as const;
  const [judged] = judgePrograms([example("p", [use("f")], body)], () => [["1", `"a"`]]);
  expect(judged?.program?.steps).toEqual([
    { do: "ask", source: `((n, s) => (\nf(n, s)\n))(1, "a")`, via: "value" },
    { do: "ask", source: `await (async (n, s) => (\nawait g(s)\n))(1, "a")`, via: "value" },
  ]);
  expect(judged?.questions).toMatchObject([{ answers: 2, inputs: `n = 1, s = "a"` }]);
});

test("a property's inputs come from its id", () => {
  const seen: number[] = [];
  const body = {
    is: "property",
    variables: [],
    check: check("f()", { is: "a", type: "number", source: "" }),
  } as const;
  judgePrograms([example("p", [], body), example("q", [], body), example("p", [], body)], (_, seed) => {
    seen.push(seed);
    return [];
  });
  expect(seen).toEqual([seedOf("p"), seedOf("q"), seedOf("p")]);
  expect(seedOf("p")).not.toBe(seedOf("q"));
});

test("drawn inputs are literals of their types, the same for the same seed", () => {
  const variables = [
    { name: "i", type: { of: "integer", min: 1, max: 3 } },
    { name: "b", type: { of: "boolean" } },
    { name: "s", type: { of: "string" } },
    { name: "l", type: { of: "array", items: { of: "natural" } } },
    { name: "o", type: { of: "oneOf", values: [text("a"), { t: "number", v: "-0" }] } },
  ] as const;
  const inputs = drawInputs(variables, 5);
  expect(inputs).toHaveLength(propertyRuns);
  expect(drawInputs(variables, 5)).toEqual(inputs);
  expect(drawInputs(variables, 6)).not.toEqual(inputs);
  for (const [i, b, s, l, o] of inputs) {
    expect(i).toMatch(/^[123]$/);
    expect(b).toMatch(/^(?:true|false)$/);
    expect(readValue(s ?? "")).toMatchObject({ ok: true, value: { t: "string" } });
    expect(readValue(l ?? "")).toMatchObject({ ok: true, value: { t: "array" } });
    expect([`"a"`, "-0"]).toContain(o);
  }
});
