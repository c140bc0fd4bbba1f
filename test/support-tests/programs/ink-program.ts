import { spawnSync } from "node:child_process";
import process from "node:process";
import { Box, render, Text, useApp, useInput, useWindowSize } from "ink";
import { createElement, useState } from "react";

// A small Ink program for the tests of the terminal: it counts keys, shows its size, and hands over to $EDITOR.
function Program() {
  const [keys, setKeys] = useState<readonly string[]>([]);
  const { columns, rows } = useWindowSize();
  const { exit, suspendTerminal } = useApp();
  useInput((input, key) => {
    if (input === "q") return exit();
    if (input === "e") {
      void suspendTerminal(() => {
        spawnSync(process.env["EDITOR"] ?? "false", { stdio: "inherit" });
      });
      return;
    }
    const name = key.downArrow ? "down" : key.return ? "enter" : input;
    setKeys((before) => [...before, name]);
  });
  return createElement(
    Box,
    { flexDirection: "column", height: rows },
    createElement(Text, { color: "green", bold: true }, `size ${columns}x${rows}`),
    createElement(Text, null, `keys: ${keys.join(" ")}`),
  );
}

process.stdout.write("before\r\n");
const { waitUntilExit } = render(createElement(Program), {
  alternateScreen: true,
  incrementalRendering: true,
});
await waitUntilExit();
