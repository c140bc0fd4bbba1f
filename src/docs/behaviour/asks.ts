import type { ExampleBody } from "../../plan/plan.ts";
import { printValue } from "../../plan/print-value.ts";
import type { Check, Expectation, PropertyType } from "../../spec/spec.ts";

/** One thing that an example does, and what has to come of it; null where nothing is expected of it. */
export interface Ask {
  readonly does: string;
  readonly result: string | null;
}

/** What an example does and expects, in order, as a person would write it in one line each. */
export function asksOf(body: ExampleBody): readonly Ask[] {
  switch (body.is) {
    case "steps":
      return body.steps.map((step) => (step.do === "run" ? { does: step.code, result: null } : askOf(step)));
    case "property": {
      const variables = body.variables.map(({ name, type }) => `${name}: ${typeText(type)}`).join(", ");
      const ask = askOf(body.check);
      return [{ does: `for any ${variables}: ${ask.does}`, result: ask.result }];
    }
    case "console":
      return body.commands.map(({ command, output, status }) => {
        const lines = [...output.map((line) => line ?? "..."), ...(status === 0 ? [] : [`[${status}]`])];
        return { does: `$ ${command}`, result: lines.join("\n") };
      });
    case "unbound":
      return [];
  }
}

function askOf({ expression, via, expectation }: Check): Ask {
  return { does: expression.source, result: `${prefixes[via]}${expected(expectation)}` };
}

const prefixes: Readonly<Record<Check["via"], string>> = {
  value: "",
  resolves: "resolves to ",
  rejects: "rejected: ",
};

function expected(expectation: Expectation): string {
  switch (expectation.is) {
    case "value":
      return printValue(expectation.value);
    case "throws": {
      const { name, message, pattern } = expectation.error;
      const parts = [
        name,
        message === undefined ? undefined : JSON.stringify(message),
        pattern === undefined ? undefined : `/${pattern.source}/${pattern.flags}`,
      ];
      return ["throws", ...parts.filter((part) => part !== undefined)].join(" ");
    }
    case "matches":
      return `matches /${expectation.pattern.source}/${expectation.pattern.flags}`;
    case "contains":
      return `contains ${printValue(expectation.value)}`;
    case "about":
      return `about ${expectation.source}`;
    case "a":
      return `a ${expectation.type}`;
    case "expression":
      return expectation.expression.source;
  }
}

function typeText(type: PropertyType): string {
  switch (type.of) {
    case "array":
      return `${typeText(type.items)}[]`;
    case "oneOf":
      return type.values.map(printValue).join(" | ");
    case "integer":
      return type.min === undefined && type.max === undefined
        ? "integer"
        : `integer ${type.min ?? ""}..${type.max ?? ""}`;
    case "natural":
    case "number":
    case "string":
    case "boolean":
    case "json":
      return type.of;
  }
}
