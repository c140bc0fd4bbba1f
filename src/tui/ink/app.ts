import { useApp, useInput, usePaste } from "ink";
import { useEffect } from "react";
import type { Key } from "../key.ts";
import { keysOf } from "./keys.ts";

export interface AppProps {
  readonly onKey: (key: Key) => void;
  readonly onPaste: (text: string) => void;
  /** Told once how the terminal is handed to another program. */
  readonly onReady: (terminal: { readonly suspend: (work: () => Promise<void>) => Promise<void> }) => void;
}

/** The only component: it hears keys and has the terminal. The rows are written beside it, by `createRowWriter`. */
export function App({ onKey, onPaste, onReady }: AppProps): null {
  const { suspendTerminal } = useApp();
  useInput((input, key) => {
    if (key.eventType === "release") return;
    for (const each of keysOf(input, key)) onKey(each);
  });
  usePaste(onPaste);
  useEffect(() => {
    // Whatever `onReady` returns is no business of React, which would call it at the end.
    onReady({ suspend: (work) => suspendTerminal(work) });
  }, [onReady, suspendTerminal]);
  return null;
}
