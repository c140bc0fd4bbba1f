import type { Kind } from "./kind.ts";
import { listOperations, particularListOperations } from "./list-operations.ts";
import { logicOperations, numberOperations } from "./number-operations.ts";
import type { Operation } from "./operation.ts";
import { textOperations } from "./text-operations.ts";

const particular = [...numberOperations, ...logicOperations, ...textOperations, ...particularListOperations];

/** The whole table of first-order operations, with generic ones spelt out for each of the item kinds. */
export function operationsFor(itemKinds: readonly Kind[]): readonly Operation[] {
  return [...particular, ...itemKinds.flatMap(listOperations)];
}

/** An operation by its name and, where several have it, the kind of its first argument. */
export function operationNamed(name: string, takes?: Kind): Operation {
  const found = particular.find(
    (operation) => operation.name === name && (takes === undefined || operation.takes[0] === takes),
  );
  if (found === undefined) throw new Error(`no operation is named ${name}`);
  return found;
}
