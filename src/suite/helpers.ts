import type { Example } from "../plan/plan.ts";
import type { Check } from "../spec/spec.ts";

/**
 * Templates of the helper functions that a file needs at its end, in their order there. Nothing of greenbar may
 * be imported by a suite, so what Vitest has no matcher for is said in the file itself.
 */
export function helpersFor(examples: readonly Example[]): string[] {
  const needed = new Set(
    examples.flatMap(({ body }) => (body.is === "console" ? ["helper-console"] : helpersOf(checksOf(body)))),
  );
  return order.filter((name) => needed.has(name));
}

const order = [
  "helper-throw",
  "helper-rejection",
  "helper-thrown",
  "helper-contains",
  "helper-number",
  "helper-names",
  "helper-console",
];

const plainKinds = new Set([
  ..."null array integer object Object Function".split(" "),
  ..."undefined boolean string number bigint symbol function".split(" "),
]);

function checksOf(body: Example["body"]): readonly Check[] {
  if (body.is === "property") return [body.check];
  return body.is === "steps" ? body.steps.filter((step) => step.do === "check") : [];
}

function helpersOf(checks: readonly Check[]): string[] {
  return checks.flatMap(({ expression, expectation, via }) => {
    switch (expectation.is) {
      case "throws": {
        const call = via !== "value" || expression.awaits ? "helper-rejection" : "helper-throw";
        return [call, "helper-thrown", "helper-names"];
      }
      case "contains":
        return expectation.value.t === "string" ? [] : ["helper-contains"];
      case "about":
        return ["helper-number"];
      case "a":
        return plainKinds.has(expectation.type) ? [] : ["helper-names"];
      case "value":
      case "matches":
      case "expression":
        return [];
    }
  });
}
