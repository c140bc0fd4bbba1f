import { URL } from "node:url";
import { types } from "node:util";

/**
 * What the encoder and the answering line use of the language, taken before the subject is loaded: a subject
 * that patches `Reflect`, `JSON`, `Map.prototype` or `fs` afterwards does not change what is reported of it.
 * The encoder keeps to these, to index loops and to string concatenation: no `for of` (it asks
 * `Symbol.iterator`), no `push` (a setter on `Array.prototype` would see it), no `JSON.stringify` of an object
 * (it asks `toJSON`). `URL` is Node's own: jsdom puts another one into the globals before anything of ours is loaded.
 */
export const { apply, ownKeys, getOwnPropertyDescriptor, getPrototypeOf, get, has } = Reflect;
export const { isArray } = Array;
export const hasOwn = Object.prototype.hasOwnProperty;
/** Only for strings: a primitive is written without asking anything of the value. */
export const stringify: (text: string) => string = JSON.stringify;

export const {
  isPromise,
  isProxy,
  isMap,
  isSet,
  isDate,
  isRegExp,
  isNativeError,
  isTypedArray,
  isDataView,
  isAnyArrayBuffer,
  isArgumentsObject,
  isGeneratorObject,
  isWeakMap,
  isWeakSet,
  isNumberObject,
  isStringObject,
  isBooleanObject,
  isBigIntObject,
  isSymbolObject,
} = types;

// Frozen: the subject can import this very module.
export const globals = Object.freeze({
  Object,
  Array,
  Map,
  Set,
  Date,
  RegExp,
  URL,
  Error,
  TypeError,
  Uint8Array,
  WeakRef,
});

export const ProxyOf = Proxy;

export const errorPrototype = Error.prototype;
export const mapForEach = Map.prototype.forEach;
export const setForEach = Set.prototype.forEach;
export const dateGetTime = Date.prototype.getTime;
export const dateToISOString = Date.prototype.toISOString;
export const numberValueOf = Number.prototype.valueOf;
export const stringValueOf = String.prototype.valueOf;
export const booleanValueOf = Boolean.prototype.valueOf;
export const bigintValueOf = BigInt.prototype.valueOf;
export const symbolValueOf = Symbol.prototype.valueOf;

export const regExpSource = getterOf(RegExp.prototype, "source");
export const regExpFlags = getterOf(RegExp.prototype, "flags");
export const symbolDescription = getterOf(Symbol.prototype, "description");
export const urlHref = getterOf(URL.prototype, "href");
export const typedArrayLength = getterOf(Reflect.getPrototypeOf(Uint8Array.prototype) ?? {}, "length");
export const dataViewBuffer = getterOf(DataView.prototype, "buffer");
export const dataViewOffset = getterOf(DataView.prototype, "byteOffset");
export const dataViewLength = getterOf(DataView.prototype, "byteLength");

function getterOf(prototype: object, name: string): (this: unknown) => unknown {
  const getter = Reflect.getOwnPropertyDescriptor(prototype, name)?.get;
  if (getter === undefined) throw new Error(`No getter ${name} in this version of Node.`);
  return getter;
}
