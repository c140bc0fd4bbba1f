import { render } from "ink";
import { createElement } from "react";
import { App } from "./app.ts";
import type { AppProps } from "./app.ts";

export interface Shown {
  /** Settles once the terminal is as it was. */
  readonly end: () => Promise<void>;
}

/** Streams of the terminal; Ink takes them as Node has them. */
export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
}

/** Shows frames on the terminal's other screen until it is ended; then everything is as it was. */
export function show({ stdin, stdout }: TerminalStreams, props: AppProps): Shown {
  const shown = render(createElement(App, props), {
    stdin,
    stdout,
    alternateScreen: true,
    incrementalRendering: true,
    exitOnCtrlC: false,
    patchConsole: false,
    // A key paints at once: frames are already put together before they come here.
    maxFps: 1000,
    interactive: true,
  });
  return {
    async end() {
      shown.unmount();
      await shown.waitUntilExit();
    },
  };
}
