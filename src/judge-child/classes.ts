import {
  apply,
  errorPrototype,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  globals,
  hasOwn,
  isNativeError,
} from "./primordials.ts";

/**
 * The constructor as `value.constructor` gives it, own properties passed over: of the nearest prototype that
 * has one. `undefined` for a null prototype.
 */
export function constructorOf(value: object): unknown {
  return onChain(value, (prototype) => ownData(prototype, "constructor"));
}

/** A constructor's or function's own name; empty when it has none that is a string. */
export function nameOf(made: unknown): string {
  if (typeof made !== "function") return "";
  const name = ownData(made, "name");
  return typeof name === "string" && name.length <= 200 ? name : "";
}

/** Calls `each` with the constructor names of the prototype chain, nearest first, up to but without `Object`. */
export function classesOf(value: object, each: (name: string) => void): void {
  onChain(value, (prototype) => {
    const made = ownData(prototype, "constructor");
    if (made === globals.Object) return prototype;
    const name = nameOf(made);
    if (name !== "") each(name);
    return prototype === errorPrototype ? prototype : undefined;
  });
}

/** True for what an engine made as an error, and for what inherits from `Error.prototype`. */
export function isError(value: object): boolean {
  return (
    isNativeError(value) || onChain(value, (prototype) => prototype === errorPrototype || undefined) === true
  );
}

/** What `find` first gives that is not `undefined`, over the prototypes from the nearest. A Proxy could go on for ever. */
function onChain(value: object, find: (prototype: object) => unknown): unknown {
  let at = getPrototypeOf(value);
  for (let steps = 0; at !== null && steps < 100; steps += 1) {
    const found = find(at);
    if (found !== undefined) return found;
    at = getPrototypeOf(at);
  }
  return undefined;
}

function ownData(value: object, key: string): unknown {
  const property = getOwnPropertyDescriptor(value, key);
  return property !== undefined && apply(hasOwn, property, ["value"]) ? property.value : undefined;
}
