import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { packageRoot } from "../../adapters/package-root.ts";
import { serveEngine } from "../../adapters/engine-process/serve.ts";
import type { FromEngine } from "../../adapters/engine-process/messages.ts";
import { createRivalMemory } from "../../app/refine/rival-memory.ts";
import { createEngine } from "../../app/engine/engine.ts";
import { lookingAhead } from "../../app/engine/looking-ahead.ts";
import type { EngineFacts } from "../../app/engine/port.ts";
import { searchAhead } from "../../app/engine/search-ahead.ts";
import { explain } from "../explain.ts";
import { openWorld } from "../world.ts";

/** The process behind the terminal UI: it does the use cases, and ends with whoever started it. */
export async function runEngine(): Promise<void> {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error("the engine is started by the terminal UI only");
  const hasKey = (process.env["ANTHROPIC_API_KEY"] ?? "") !== "";
  const anthropic = { name: "anthropic", model: "claude-sonnet-5-5" };
  const others = [
    { name: "handoff", model: null },
    { name: "offline", model: null },
  ];
  const world = await openWorld(process.cwd());
  const facts: EngineFacts = {
    agents: hasKey ? [anthropic, ...others] : others,
    rivals: createRivalMemory(),
    exampleSpec: async () => {
      const examples = join(packageRoot(), "specs", "examples");
      const text = await readFile(join(examples, "pelican.md"), "utf8");
      const draw = await readFile(join(examples, "src", "draw.ts"), "utf8");
      return {
        name: "pelican",
        text: text.replace(/^draft: true\r?\n/m, ""),
        files: [{ path: "../src/draw.ts", text: draw }],
      };
    },
  };
  const engine = lookingAhead(createEngine(world, facts), searchAhead(world, facts));
  const stop = serveEngine(
    engine,
    {
      on: (event, listen) => process.on(event, listen),
      send: (message: FromEngine) => {
        if (process.connected) send(message);
      },
    },
    explain,
  );
  process.on(
    "disconnect",
    () =>
      void stop()
        .then(engine.rest)
        .then(() => process.exit(0)),
  );
}
