import { Box, Text, useApp, useInput, usePaste } from "ink";
import { createElement, memo, useEffect, useSyncExternalStore } from "react";
import type { ReactElement } from "react";
import type { Key } from "../key.ts";
import type { Frame } from "./frames.ts";
import { keysOf } from "./keys.ts";

export interface AppProps {
  readonly frame: () => Frame;
  readonly subscribe: (changed: () => void) => () => void;
  readonly onKey: (key: Key) => void;
  readonly onPaste: (text: string) => void;
  /** Told once how the terminal is handed to another program. */
  readonly onReady: (terminal: { readonly suspend: (work: () => Promise<void>) => Promise<void> }) => void;
}

/** The only component: it hears keys, and shows the rows that it is given. What they say is made elsewhere. */
export function App({ frame, subscribe, onKey, onPaste, onReady }: AppProps): ReactElement {
  const rows = useSyncExternalStore(subscribe, frame);
  const { suspendTerminal } = useApp();
  useInput((input, key) => {
    if (key.eventType === "release") return;
    for (const each of keysOf(input, key)) onKey(each);
  });
  usePaste(onPaste);
  useEffect(() => onReady({ suspend: (work) => suspendTerminal(work) }), [onReady, suspendTerminal]);
  return createElement(
    Box,
    { flexDirection: "column" },
    rows.map((text, at) => createElement(Row, { key: at, text })),
  );
}

const Row = memo(({ text }: { readonly text: string }) =>
  createElement(Box, { height: 1, flexShrink: 0 }, createElement(Text, { wrap: "truncate-end" }, text)),
);
