import type { HostMessage } from "../../src/app/run/host.ts";
import type { SceneOptions } from "./scene.ts";
import { eventsPerSecond, sceneEvent } from "./scene.ts";

/** Plays the scene, as many events a second as it has, made up for when the program was late. */
export function play(options: SceneOptions, on: (message: HostMessage) => void): void {
  const since = performance.now();
  let sent = 0;
  setInterval(() => {
    const due = Math.floor(((performance.now() - since) * eventsPerSecond) / 1_000);
    while (sent < due) {
      on(sceneEvent(sent, options));
      sent += 1;
    }
  }, 1_000 / eventsPerSecond);
}

/** The scene that the program was asked for: `EXAMPLES BEFORE` on its command line. */
export function sceneAsked(args: readonly string[]): SceneOptions {
  return { examples: Number(args[0] ?? 200), before: Number(args[1] ?? 0) };
}
