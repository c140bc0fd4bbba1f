import type { Check, PropertyType } from "../../spec/spec.ts";
import type { Value } from "../../spec/value.ts";
import type { Example } from "../plan.ts";
import type { Token } from "../scan-source.ts";
import { scanSource } from "../scan-source.ts";

/** Numbers that an example shows: as such, as lengths of texts, and as lengths of lists. */
export interface ExampleNumbers {
  readonly inputs: ReadonlySet<number>;
  readonly outputs: ReadonlySet<number>;
}

/** The numbers of several examples: what goes in, and what is expected. */
export function numbersOf(examples: readonly Example[]): ExampleNumbers {
  const inputs = new Set<number>();
  const outputs = new Set<number>();
  for (const { body } of examples) {
    switch (body.is) {
      case "steps":
        for (const step of body.steps) {
          if (step.do === "run") addSource(step.code, inputs);
          else addCheck(step, inputs, outputs);
        }
        break;
      case "property":
        for (const { type } of body.variables) addType(type, inputs);
        addCheck(body.check, inputs, outputs);
        break;
      case "console":
        for (const { command, output } of body.commands) {
          addText(command, inputs);
          for (const line of output) addText(line ?? "", outputs);
        }
        break;
      case "unbound":
        break;
    }
  }
  return { inputs, outputs };
}

function addCheck({ expression, expectation }: Check, inputs: Set<number>, outputs: Set<number>): void {
  addSource(expression.source, inputs);
  if (expectation.is === "value" || expectation.is === "contains") addValue(expectation.value, outputs);
  else if (expectation.is === "about") outputs.add(expectation.value);
  else if (expectation.is === "expression") addSource(expectation.expression.source, outputs);
}

/** What stands written in a source: numbers, texts' lengths (repeated ones too), lists' lengths. */
function addSource(source: string, into: Set<number>): void {
  const tokens = scanSource(source);
  const lists: { items: number; isEmpty: boolean; close: string }[] = [];
  for (const [at, token] of tokens.entries()) {
    const list = lists.at(-1);
    if (token.text === "[" || token.text === "(" || token.text === "{") {
      if (list !== undefined) list.isEmpty = false;
      lists.push({ items: 1, isEmpty: true, close: token.text });
      continue;
    }
    if (token.text === "]" || token.text === ")" || token.text === "}") {
      const closed = lists.pop();
      if (closed?.close === "[") into.add(closed.isEmpty ? 0 : closed.items - trailing(tokens[at - 1]));
      continue;
    }
    if (token.text === "," && list !== undefined) list.items += 1;
    else if (list !== undefined) list.isEmpty = false;
    if (token.kind === "string") addString(token, tokens, at, into);
    else if (token.kind === "word") addNumber(token, tokens[at - 1], into);
  }
}

function trailing(before: Token | undefined): number {
  return before?.text === "," ? 1 : 0;
}

function addString(token: Token, tokens: readonly Token[], at: number, into: Set<number>): void {
  const length = lengthOfJson(token.text);
  into.add(length);
  const [dot, name, open, times] = tokens.slice(at + 1, at + 5);
  const isRepeated = dot?.text === "." && name?.text === "repeat" && open?.text === "(";
  const count = Number(times?.text);
  if (isRepeated && Number.isInteger(count)) into.add(length * count);
}

/** As a person counts: by code points, not by halves of them. */
function characters(text: string): number {
  return Array.from(text).length;
}

function lengthOfJson(json: string): number {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? characters(value) : json.length - 2;
  } catch {
    // A string that JSON cannot say, such as one with a lone escape, is counted as it is written.
    return json.length - 2;
  }
}

function addNumber(token: Token, before: Token | undefined, into: Set<number>): void {
  const value = Number(token.text.replaceAll("_", "").replace(/n$/, ""));
  if (!/^[\d.]/.test(token.text) || Number.isNaN(value)) return;
  into.add(value);
  if (before?.text === "-") into.add(-value);
}

function addText(text: string, into: Set<number>): void {
  for (const word of text.split(/[\s=:,"']+/u)) {
    if (word === "") continue;
    into.add(characters(word));
    const value = Number(word);
    if (!Number.isNaN(value)) into.add(value);
  }
}

function addType(type: PropertyType, into: Set<number>): void {
  if (type.of === "array") addType(type.items, into);
  else if (type.of === "oneOf") for (const value of type.values) addValue(value, into);
  else if (type.of === "integer") {
    if (type.min !== undefined) into.add(type.min);
    if (type.max !== undefined) into.add(type.max);
  }
}

function addValue(value: Value, into: Set<number>): void {
  switch (value.t) {
    case "number":
      into.add(Number(value.v));
      return;
    case "string":
      into.add(characters(value.v));
      return;
    case "array":
      into.add(value.items.length);
      for (const item of value.items) if (item !== null) addValue(item, into);
      return;
    case "set":
      into.add(value.items.length);
      for (const item of value.items) addValue(item, into);
      return;
    case "object":
      for (const [, own] of value.entries) addValue(own, into);
      return;
    case "map":
      into.add(value.entries.length);
      for (const [, own] of value.entries) addValue(own, into);
      return;
    default:
      return;
  }
}
