#!/usr/bin/env node
// Plain JavaScript that every Node can read: it says so when the Node is too old, instead of a syntax error.
import process from "node:process";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `greenbar needs Node 22.12 or newer; this is ${process.versions.node}.\n` +
      "Inside the repository `npm ci` brings its own Node (not with --ignore-scripts), and `npm run greenbar` uses it.\n",
  );
  process.exitCode = 2;
} else {
  const { main } = await import("./main.ts");
  await main(process.argv.slice(2));
}
