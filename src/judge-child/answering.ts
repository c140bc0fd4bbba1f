import { openSync, writeSync } from "node:fs";
import { classesText, encode, encodeValue } from "./encode.ts";
import type { Encoded } from "./encode.ts";
import { apply, globals, has, ProxyOf, stringify, typedArrayLength } from "./primordials.ts";

/** What a program of the generated module speaks to. The names are part of the generated text. */
export interface Asker {
  /** The subject's export; when it is not there the program ends as `not implemented: LOCAL`. */
  use(namespace: object, name: string, local: string): unknown;
  /** The subject's module as a whole; reading an export that is not there ends the program in the same way. */
  whole(namespace: object): unknown;
  value(value: unknown): void;
  threw(error: unknown): void;
}

export type AskedProgram = (asker: Asker) => Promise<void>;

/** One line to the parent. The line break before it ends whatever the subject may have printed. */
export type Say = (json: string) => void;

/** Lines on a file descriptor or at the end of a file, each with the nonce that the parent knows them by. */
export function createSay(nonce: string, to: number | string): Say {
  const fd = typeof to === "number" ? to : openSync(to, "a");
  return (json) => writeAll(fd, `\n${nonce} ${json}\n`);
}

/**
 * Runs programs one after the other in the given order and says of each that it starts, what each of its
 * expressions gave, and that it ended. Whatever the subject throws is an answer; nothing is thrown from here.
 */
export async function answerAll(
  order: readonly number[],
  programs: { readonly [key: number]: AskedProgram },
  say: Say,
): Promise<void> {
  for (let i = 0; i < order.length; i += 1) {
    const key = order[i] as number;
    say(`{"at":"start","key":${key}}`);
    const state: State = { said: 0, absent: "" };
    try {
      await (programs[key] as AskedProgram)(askerOf(key, state, say));
    } catch (error) {
      say(`{"at":"stopped","key":${key},"value":${thrownText(error, state)}}`);
    }
    say(`{"at":"end","key":${key}}`);
  }
  say(`{"at":"done"}`);
}

interface State {
  said: number;
  /** An export that is there but undefined: a throw of a program that uses it means that it is not there. */
  absent: string;
}

function askerOf(key: number, state: State, say: Say): Asker {
  const answer = (gave: "value" | "threw", classes: string, { text, through }: Encoded): void => {
    const by = through === "" ? "" : `,"through":"${through}"`;
    say(
      `{"at":"answer","key":${key},"n":${state.said},"gave":"${gave}","classes":${classes}${by},"value":${text}}`,
    );
    state.said += 1;
  };
  return {
    use(namespace, name, local) {
      if (!has(namespace, name)) throw notImplemented(local);
      const value = (namespace as Readonly<Record<string, unknown>>)[name];
      if (value === undefined) state.absent = local;
      return value;
    },
    whole(namespace) {
      return new ProxyOf(namespace, {
        get(target, name) {
          if (typeof name === "string" && name !== "then" && !has(target, name)) throw notImplemented(name);
          return (target as Readonly<Record<string | symbol, unknown>>)[name];
        },
      });
    },
    value: (value) =>
      answer(
        "value",
        safely(() => classesText(value), "[]"),
        encode(value),
      ),
    threw: (error) => answer("threw", "[]", { text: thrownText(error, state), through: "" }),
  };
}

function notImplemented(name: string): Error {
  return new globals.Error(`not implemented: ${name}`);
}

function thrownText(error: unknown, { absent }: State): string {
  return encodeValue(absent !== "" && error instanceof globals.TypeError ? notImplemented(absent) : error);
}

function safely(read: () => string, otherwise: string): string {
  try {
    return read();
  } catch {
    // Reading it threw: the value's own encoding says so.
    return otherwise;
  }
}

// Not the imported binding: `syncBuiltinESMExports` would let the subject put another function in its place.
const write = writeSync;
const bufferFrom = Buffer.from;
const { wait } = Atomics;
const pause = new Int32Array(new SharedArrayBuffer(4));

function writeAll(fd: number, text: string): void {
  const bytes = apply(bufferFrom, Buffer, [text, "utf8"]) as Buffer;
  const size = apply(typedArrayLength, bytes, []) as number;
  for (let at = 0; at < size;) {
    try {
      at += write(fd, bytes, at, size - at);
    } catch (error) {
      // A full pipe that somebody made non-blocking: its reader needs a moment.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      wait(pause, 0, 0, 2);
    }
  }
}

/** The text of an error for the line that says why the subject could not be loaded. */
export function messageText(error: unknown): string {
  const text = safely(
    () => (error instanceof globals.Error ? `${error.name}: ${error.message}` : `${error}`),
    "an error that cannot be read",
  );
  return stringify(text.length > 2000 ? "a very long error message" : text);
}
