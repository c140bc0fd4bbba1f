import type { ServerResponse } from "node:http";

/** The streams by which pages hear that they changed. */
export interface EventStreams {
  /**
   * Keeps a response open as a stream.
   *
   * @param seen - the moment as of which the page was read, as `now` gave it; null when it does not say.
   */
  open(response: ServerResponse, seen: string | null): void;
  /** There are as many as there may be. */
  isFull(): boolean;
  /** Tells all streams that files of the site are others now. */
  tell(paths: readonly string[]): void;
  /** Names the present moment. */
  now(): string;
  /** A sign of life to all, by which those are found that are gone. */
  beat(): void;
  close(): void;
}

/** A browser allows six connections to one server, and pages that nobody sees have none. */
const mostStreams = 24;
/** In bytes that a reader may be behind; it is let go then, and asks again with what it has seen. */
const mostBehind = 64 * 1024;
/** Of more files than this it is only said that all may be others. */
const mostPaths = 500;

/**
 * Streams of server-sent events. Each event names its moment; who comes back with the one that it has seen is told
 * what it missed.
 *
 * @param instance - names this server among those that had its address before.
 */
export function createEventStreams(instance: string): EventStreams {
  const streams = new Set<ServerResponse>();
  const changedAt = new Map<string, number>();
  let moment = 0;
  const now = () => `${instance}.${moment}`;
  const send = (response: ServerResponse, text: string) => {
    if (response.writableLength > mostBehind) response.destroy();
    else response.write(text);
  };
  const eventOf = (paths: readonly string[], isUnknown: boolean) => {
    const all = isUnknown || paths.length > mostPaths;
    return `id: ${now()}\nevent: changed\ndata: ${JSON.stringify({ paths: all ? [] : paths, all })}\n\n`;
  };
  return {
    now,
    isFull: () => streams.size >= mostStreams,
    open(response, seen) {
      streams.add(response);
      response.on("close", () => streams.delete(response));
      const [from = "", at = ""] = seen?.split(".") ?? [instance, String(moment)];
      const missed = [...changedAt].filter(([, when]) => when > Number(at)).map(([path]) => path);
      send(response, eventOf(missed, from !== instance));
    },
    tell(paths) {
      moment += 1;
      for (const path of paths) changedAt.set(path, moment);
      const text = eventOf(paths, false);
      for (const stream of streams) send(stream, text);
    },
    beat() {
      for (const stream of streams) send(stream, ":\n\n");
    },
    close() {
      for (const stream of streams) stream.destroy();
    },
  };
}
