import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "tsdown";
import { openTerminal } from "../../test/support/terminal/terminal.ts";
import type { Row } from "../measure.ts";
import { median, ratioRow } from "../measure.ts";

/**
 * From the start of the process to the bytes that show the first frame: greenbar as built, in a small project, and
 * the least Ink program, bundled with all that it needs, small, for production.
 */
export async function firstFrameRows(root: string): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "greenbar-bench-"));
  try {
    const peer = await bundlePeer(root, folder);
    const project = await makeProject(folder);
    const times: { readonly ours: number[]; readonly peer: number[] } = { ours: [], peer: [] };
    for (let round = -1; round < 9; round += 1) {
      const ours = await firstFrame(join(root, "dist/greenbar.mjs"), project, /inbox …[\s\S]*keys/);
      const peers = await firstFrame(peer, project, /hello[\s\S]*q leave/);
      // The first round only warms both up.
      if (round < 0) continue;
      times.ours.push(ours);
      times.peer.push(peers);
    }
    return [
      ratioRow(
        "first frame of `greenbar`, whole process, built, against a minimal bundled Ink program",
        { ours: median(times.ours), peer: median(times.peer) },
        1.3,
      ),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds from the start of the process to the frame; what the process does behind it is not in them. */
async function firstFrame(file: string, cwd: string, frame: RegExp): Promise<number> {
  const since = performance.now();
  const terminal = await openTerminal({
    command: process.execPath,
    args: [file],
    cwd,
    columns: 120,
    rows: 40,
    env: { NODE_ENV: "production" },
  });
  try {
    await terminal.waitFor(frame);
    return performance.now() - since;
  } finally {
    await terminal.close();
  }
}

async function bundlePeer(root: string, folder: string): Promise<string> {
  await build({
    config: false,
    cwd: root,
    entry: { peer: join(import.meta.dirname, "first-frame-peer.ts") },
    outDir: join(folder, "peer"),
    format: "esm",
    platform: "node",
    target: "node22.12",
    dts: false,
    minify: true,
    clean: false,
    logLevel: "error",
    // Ink asks for its developer tools only in development.
    deps: { alwaysBundle: [/.*/], neverBundle: ["react-devtools-core"] },
    define: { "process.env.NODE_ENV": '"production"' },
    outExtensions: () => ({ js: ".mjs" }),
  });
  return join(folder, "peer/peer.mjs");
}

async function makeProject(folder: string): Promise<string> {
  const project = join(folder, "project");
  await mkdir(join(project, "specs"), { recursive: true });
  await writeFile(join(project, "package.json"), '{ "name": "first-frame", "type": "module" }\n');
  await writeFile(
    join(project, "specs/double.md"),
    "---\nsubject: ../src/double.ts\n---\n# Double\n\n## Doubles\n\n- `double(2)` returns `4`.\n",
  );
  return project;
}
