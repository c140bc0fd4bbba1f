import { evaluate, mentions, uses, type Expression, type Scope } from "./expression.ts";

/** What a function does after its guards. */
export type Body =
  | { readonly is: "value"; readonly of: Expression }
  /** if / else if / else. */
  | { readonly is: "branches"; readonly branches: readonly Branch[]; readonly otherwise: Expression }
  /** Text put together from parts, each added when its condition holds; `otherwise` when none did. */
  | { readonly is: "parts"; readonly parts: readonly Branch[]; readonly otherwise: Expression | undefined }
  /** Two numbers, replaced together again and again. */
  | Loop
  /** The same view of two arguments is the same; `key` is a function of `itemName`. */
  | {
      readonly is: "same key";
      readonly key: Expression;
      readonly left: Expression;
      readonly right: Expression;
    };

export interface Branch {
  readonly when: Expression;
  readonly give: Expression;
}

export interface Loop {
  readonly is: "loop";
  readonly start: readonly [Expression, Expression];
  readonly next: readonly [Expression, Expression];
  /** So many times, or until the second number is 0. */
  readonly times: Expression | undefined;
}

/** The loop's two numbers, as names that no parameter can have. */
export const firstName = "@first";
export const secondName = "@second";

const mostSteps = 500;

/** What the body gives in the scope; `undefined` where it has no result. */
export function runBody(body: Body, scope: Scope): unknown {
  switch (body.is) {
    case "value":
      return evaluate(body.of, scope);
    case "branches": {
      for (const branch of body.branches) {
        const met = evaluate(branch.when, scope);
        if (met === undefined) return undefined;
        if (met === true) return evaluate(branch.give, scope);
      }
      return evaluate(body.otherwise, scope);
    }
    case "parts": {
      const texts = body.parts.map((part) => {
        const met = evaluate(part.when, scope);
        return met === undefined ? undefined : met === true ? evaluate(part.give, scope) : "";
      });
      if (texts.includes(undefined)) return undefined;
      const text = texts.join("");
      return text === "" && body.otherwise !== undefined ? evaluate(body.otherwise, scope) : text;
    }
    case "loop":
      return runLoop(body, scope);
    case "same key": {
      const keys = [body.left, body.right].map((side) =>
        evaluate(body.key, { ...scope, "@item": evaluate(side, scope) }),
      );
      return keys.includes(undefined) ? undefined : keys[0] === keys[1];
    }
  }
}

function runLoop(loop: Loop, scope: Scope): unknown {
  let first = evaluate(loop.start[0], scope);
  let second = evaluate(loop.start[1], scope);
  const times = loop.times === undefined ? mostSteps : Number(evaluate(loop.times, scope));
  if (!(times <= mostSteps)) return undefined;
  for (let step = 0; step < times; step += 1) {
    if (loop.times === undefined && second === 0) return first;
    const inner = { ...scope, [firstName]: first, [secondName]: second };
    first = evaluate(loop.next[0], inner);
    second = evaluate(loop.next[1], inner);
    if (first === undefined || second === undefined) return undefined;
  }
  return loop.times === undefined ? undefined : first;
}

/** Does the body use the variable? */
export function usesIn(body: Body, name: string): boolean {
  return expressionsOf(body).some((expression) => uses(expression, name));
}

/** Does the constant stand anywhere in the body? */
export function usesConstant(body: Body, value: number): boolean {
  return expressionsOf(body).some((expression) => mentions(expression, value));
}

function expressionsOf(body: Body): readonly Expression[] {
  switch (body.is) {
    case "value":
      return [body.of];
    case "branches":
      return [...body.branches.flatMap(({ when, give }) => [when, give]), body.otherwise];
    case "parts":
      return [
        ...body.parts.map(({ when }) => when),
        ...(body.otherwise === undefined ? [] : [body.otherwise]),
      ];
    case "loop":
      return [...body.start, ...body.next, ...(body.times === undefined ? [] : [body.times])];
    case "same key":
      return [body.key, body.left, body.right];
  }
}
