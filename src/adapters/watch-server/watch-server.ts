import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { UserError } from "../../app/user-error.ts";
import { errorCode } from "../error-code.ts";
import { packageRoot } from "../package-root.ts";
import { createEventStreams } from "./event-streams.ts";
import type { EventStreams } from "./event-streams.ts";
import { refuse } from "./refuse.ts";

/** The reload script, by its path in a site that is served. */
export const reloadScript = "live/reload.js";
const streamPath = "live/events";

export interface WatchServer {
  readonly port: number;
  /** Address of the first page. */
  readonly url: string;
  /** Tells open pages that files of the site are others now. */
  tell(paths: readonly string[]): void;
  /** Ends the server and every connection. */
  readonly close: () => Promise<void>;
}

export interface ServerSettings {
  /** Null: of the system's choice. */
  readonly port: number | null;
  /** Text of a file of the site by its exact path; null where there is none. */
  readonly read: (path: string) => string | null;
}

/**
 * Serves a site from memory to the browsers of this machine: on 127.0.0.1 and nowhere else, to its own host and
 * origin. No request reaches the disk.
 *
 * @throws UserError when the port is taken or may not be used.
 */
export async function startWatchServer({ port: wanted, read }: ServerSettings): Promise<WatchServer> {
  const script = await readFile(join(packageRoot(), "templates", "watch", "reload.js"), "utf8");
  const streams = createEventStreams(randomUUID().slice(0, 8));
  const server = createServer({
    maxHeaderSize: 8 * 1024,
    headersTimeout: 5_000,
    requestTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
    keepAliveTimeout: 5_000,
  });
  server.maxConnections = 64;
  // Longer than the pause between two signs of life: only who reads nothing at all is let go.
  server.setTimeout(60_000);
  const port = await listen(server, wanted);
  const textOf = (path: string) => (path === reloadScript ? script : read(path));
  server.on("request", (request, response) => answer(request, response, { port, streams, textOf }));
  const beat = setInterval(() => streams.beat(), 20_000);
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    tell: (paths) => streams.tell(paths),
    async close() {
      clearInterval(beat);
      streams.close();
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, wanted: number | null): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", (error) => fail(cannotListen(error, wanted)));
    server.listen({ host: "127.0.0.1", port: wanted ?? 0, exclusive: true }, () =>
      done((server.address() as AddressInfo).port),
    );
  });
}

function cannotListen(error: Error, port: number | null): Error {
  const code = errorCode(error);
  const why =
    code === "EADDRINUSE" ? "is taken" : code === "EACCES" ? "needs rights that you have not" : null;
  if (why === null) return error;
  return new UserError(4, `port ${port} ${why}`, {
    advice: [
      "Leave --port out, and the system finds a free one, or name another: greenbar watch --port 4711",
    ],
    cause: error,
  });
}

interface Serving {
  readonly port: number;
  readonly streams: EventStreams;
  readonly textOf: (path: string) => string | null;
}

function answer(request: IncomingMessage, response: ServerResponse, serving: Serving): void {
  const { method = "", url = "", rawHeaders } = request;
  const refusal = refuse({ method, url, headers: rawHeaders }, serving.port);
  if (refusal !== null) return sendWords(response, refusal.status, refusal.message, refusal.headers);
  const [address = "", query = ""] = url.split("?", 2);
  const path = pathOf(address);
  if (path === null) return sendWords(response, 400, "That is no address.");
  if (path === streamPath) return openStream(request, response, serving.streams, query);
  let text: string | null;
  try {
    text = serving.textOf(path);
  } catch (error) {
    // A template of the user's: whoever mends it sees the page again.
    return sendWords(response, 500, `This page could not be made: ${(error as Error).message}`);
  }
  if (text === null)
    return sendWords(response, 404, "There is no such page, or no longer: / leads to all of them.");
  const type = types[extname(path)] ?? "application/octet-stream";
  response.writeHead(200, {
    ...headers,
    "Content-Type": type,
    "Content-Length": Buffer.byteLength(text),
    "Server-Timing": `moment;desc="${serving.streams.now()}"`,
  });
  response.end(method === "HEAD" ? undefined : text);
}

/** The exact path that an address names: nothing in it is resolved. Null for what is no address. */
function pathOf(address: string): string | null {
  if (!address.startsWith("/")) return null;
  try {
    return address === "/" ? "index.html" : decodeURIComponent(address.slice(1));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

function openStream(
  request: IncomingMessage,
  response: ServerResponse,
  streams: EventStreams,
  query: string,
): void {
  const again = request.headers["last-event-id"];
  const seen = typeof again === "string" ? again : new URLSearchParams(query).get("seen");
  if (streams.isFull()) {
    return sendWords(response, 503, "Too many pages are open.", { "Retry-After": "10" });
  }
  response.writeHead(200, { ...headers, "Content-Type": "text/event-stream" });
  if (request.method === "HEAD") response.end();
  else streams.open(response, seen);
}

function sendWords(
  response: ServerResponse,
  status: number,
  message: string,
  more: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...headers,
    ...more,
    "Content-Type": "text/plain; charset=utf-8",
    // What else came on a connection whose request was refused is not read.
    ...(status !== 404 && { Connection: "close" }),
  });
  response.end(`${message}\n`);
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
};

/** On every answer. There is no header by which another origin could read it. */
const headers = {
  "Cache-Control": "no-store",
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; " +
    "connect-src 'self'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
} as const;
