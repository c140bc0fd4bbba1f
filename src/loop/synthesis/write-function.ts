import { itemName, type Expression } from "./expression.ts";
import { typeScriptOf, type Kind } from "./kind.ts";
import { firstName, secondName, type Body } from "./program.ts";
import { freeName, literal, write, type Names } from "./write.ts";

export interface Raise {
  readonly name: string;
  readonly message: string;
}

export interface Guard {
  readonly when: Expression;
  readonly raise: Raise;
}

export interface Signature {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly kind: Kind }[];
  readonly result: Kind;
}

const builtInErrors = new Set([
  "Error",
  "RangeError",
  "TypeError",
  "SyntaxError",
  "EvalError",
  "URIError",
  "ReferenceError",
]);

/** One exported function, typed, that needs nothing else. */
export function writeFunction(signature: Signature, guards: readonly Guard[], body: Body): string {
  const { name, parameters, result } = signature;
  const names = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.name]));
  const generic = [...parameters.map(({ kind }) => kind), result].some((kind) =>
    /^any(?:\[\])*\??$/.test(kind),
  );
  const list = parameters.map(
    (parameter) => `${parameter.name}: ${typeScriptOf(parameter.kind, "parameter")}`,
  );
  const lines = [
    ...guards.map((guard) => `if (${write(guard.when, names)}) ${throwing(guard.raise)}`),
    ...bodyLines(body, names),
  ];
  const head = `export function ${name}${generic ? "<T>" : ""}(${list.join(", ")}): ${typeScriptOf(result, "result")} {`;
  return `${head}\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

function throwing({ name, message }: Raise): string {
  if (builtInErrors.has(name)) return `throw new ${name}(${literal(message).text});`;
  return `throw Object.assign(new Error(${literal(message).text}), { name: ${literal(name).text} });`;
}

function bodyLines(body: Body, names: Names): readonly string[] {
  switch (body.is) {
    case "value":
      return [`return ${write(body.of, names)};`];
    case "branches":
      return [
        ...body.branches.map(
          (branch) => `if (${write(branch.when, names)}) return ${write(branch.give, names)};`,
        ),
        `return ${write(body.otherwise, names)};`,
      ];
    case "parts": {
      const text = freeName("result", names);
      return [
        `let ${text} = "";`,
        ...body.parts.map((part) => `if (${write(part.when, names)}) ${text} += ${write(part.give, names)};`),
        `return ${body.otherwise === undefined ? text : `${text} || ${write(body.otherwise, names, 4)}`};`,
      ];
    }
    case "loop": {
      const first = freeName("current", names);
      const second = freeName("next", { ...names, [firstName]: first });
      const inner = { ...names, [firstName]: first, [secondName]: second };
      const step = `[${first}, ${second}] = [${body.next.map((next) => write(next, inner)).join(", ")}];`;
      const counter = freeName("step", inner);
      const head =
        body.times === undefined
          ? `while (${second} !== 0)`
          : `for (let ${counter} = 0; ${counter} < ${write(body.times, names, 10)}; ${counter} += 1)`;
      return [
        `let ${first} = ${write(body.start[0], names)};`,
        `let ${second} = ${write(body.start[1], names)};`,
        `${head} ${step}`,
        `return ${first};`,
      ];
    }
    case "same key": {
      const key = freeName("view", names);
      const item = freeName("item", { ...names, key });
      const type = typeScriptOf(body.left.kind, "parameter");
      return [
        `const ${key} = (${item}: ${type}): ${typeScriptOf(body.key.kind, "result")} => ${write(body.key, { ...names, [itemName]: item }, 2)};`,
        `return ${key}(${write(body.left, names)}) === ${key}(${write(body.right, names)});`,
      ];
    }
  }
}
