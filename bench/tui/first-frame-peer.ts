import process from "node:process";
import { Box, render, Text, useApp, useInput } from "ink";
import { createElement as h } from "react";
import type { ReactElement } from "react";

// The least that an Ink program can be: one frame on the other screen, and a key that leaves.
function App(): ReactElement {
  const { exit } = useApp();
  useInput((input) => {
    if (input === "q") exit();
  });
  return h(
    Box,
    { flexDirection: "column", height: process.stdout.rows },
    h(Box, { flexGrow: 1 }, h(Text, { bold: true }, "hello")),
    h(Text, { dimColor: true }, "q leave"),
  );
}

render(h(App), { alternateScreen: true, incrementalRendering: true });
