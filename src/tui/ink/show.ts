import { render } from "ink";
import { createElement } from "react";
import type { Theme } from "../paint/theme.ts";
import { App } from "./app.ts";
import type { AppProps } from "./app.ts";
import type { Frames } from "./frames.ts";
import { createRowWriter } from "./row-writer.ts";

export interface Shown {
  /** Settles once the terminal is as it was. */
  readonly end: () => Promise<void>;
}

export interface ShowSettings extends AppProps {
  /** Streams of the terminal, as Node has them. */
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly theme: Theme;
  readonly frames: Pick<Frames<never>, "frame" | "subscribe">;
  /** The terminal has another size; the frames that follow have it too. */
  readonly onResize: (columns: number, rows: number) => void;
}

/**
 * Shows frames on the terminal's other screen until it is ended; then everything is as it was. Ink has the keys and
 * the terminal's modes; the rows are written here, each only where it changed.
 */
export function show({ stdin, stdout, theme, frames, onResize, ...props }: ShowSettings): Shown {
  const writer = createRowWriter(theme, (text) => stdout.write(text));
  const draw = () => writer.write(frames.frame());
  const drawWhole = () => {
    writer.forget();
    draw();
  };
  const shown = render(
    createElement(App, {
      ...props,
      onReady: ({ suspend }) => props.onReady({ suspend: (work) => suspend(work).finally(drawWhole) }),
    }),
    { stdin, stdout, alternateScreen: true, exitOnCtrlC: false, patchConsole: false, interactive: true },
  );
  // Behind Ink, which erases its own (empty) frame when the terminal changes its size.
  const resized = () => {
    writer.forget();
    onResize(stdout.columns, stdout.rows);
    draw();
  };
  stdout.on("resize", resized);
  const stop = frames.subscribe(draw);
  draw();
  return {
    async end() {
      stop();
      stdout.off("resize", resized);
      shown.unmount();
      await shown.waitUntilExit();
    },
  };
}
