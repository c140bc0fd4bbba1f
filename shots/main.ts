import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { redToGreen } from "./sessions/red-to-green.ts";
import { screens } from "./sessions/screens.ts";
import { site } from "./sessions/site.ts";

// npm run shots: real runs in a real terminal, as pictures for the README. Names of sessions choose among them.
const sessions = { "red-to-green": redToGreen, screens, site };

const root = join(import.meta.dirname, "..");
const folder = join(root, "docs/shots");
const asked = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const [name, session] of Object.entries(sessions)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const [file, picture] of Object.entries(await session(root))) {
    await writeFile(join(folder, file), picture);
    process.stdout.write(`docs/shots/${file} (${Math.ceil(Buffer.byteLength(picture) / 1_000)} kB)\n`);
  }
}
