import { connect, createServer } from "node:net";
import type { Socket } from "node:net";
import { networkInterfaces } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { WatchServer } from "../../../src/adapters/watch-server/watch-server.ts";
import { startWatchServer } from "../../../src/adapters/watch-server/watch-server.ts";
import { UserError } from "../../../src/app/user-error.ts";
import { renderSite } from "../../../src/docs/site/render-site.ts";
import { siteOf } from "../../docs/site/building.ts";

const site = siteOf({ "specs/a b.md": "# A\n\n## R\n\nIt MUST hold.\n" });
const files = renderSite({ ...site, shared: { ...site.shared, live: "live/reload.js" } });

async function serve(read = (path: string) => files.get(path) ?? null): Promise<WatchServer> {
  const server = await startWatchServer({ port: null, read });
  onTestFinished(() => server.close());
  return server;
}

/** What came back for these bytes until the other side ended, or `until` was in it. */
async function raw(
  port: number,
  text: string,
  until?: string,
): Promise<{ readonly text: string; readonly socket: Socket }> {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  let came = "";
  const done = Promise.withResolvers<void>();
  socket.setEncoding("utf8").on("data", (data: string) => {
    came += data;
    if (until !== undefined && came.includes(until)) done.resolve();
  });
  // A server that lets go in the middle of a request may reset the connection.
  socket.on("error", () => done.resolve()).on("close", () => done.resolve());
  socket.write(text);
  await done.promise;
  return { text: came, socket };
}

const ask = (port: number, path: string, more = "", method = "GET") =>
  raw(port, `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${more}Connection: close\r\n\r\n`);
const statusOf = ({ text }: { readonly text: string }) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);

const listening = (port: number) => `GET /live/events HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`;

describe("what is served", () => {
  test.each<[path: string, type: string, has: string]>([
    ["/", "text/html; charset=utf-8", "<h1>harbour</h1>"],
    ["/index.html?q=a", "text/html; charset=utf-8", "<h1>harbour</h1>"],
    ["/specs/a%20b.html", "text/html; charset=utf-8", "../live/reload.js"],
    ["/assets/site.css", "text/css; charset=utf-8", "{"],
    ["/assets/site.js", "text/javascript; charset=utf-8", "theme"],
    ["/live/reload.js", "text/javascript; charset=utf-8", "EventSource"],
  ])("%s", async (path, type, has) => {
    const { url } = await serve();
    const answer = await fetch(new URL(path, url));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe(type);
    expect(await answer.text()).toContain(has);
  });

  test("each answer says who may use it, and nothing lets another origin read it", async () => {
    const { url } = await serve();
    for (const path of ["/", "/none", "/live/events"]) {
      const answer = await fetch(new URL(path, url), { method: "HEAD" });
      const headers = Object.fromEntries(answer.headers);
      expect(headers).toMatchObject({
        "cross-origin-resource-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
      });
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toStrictEqual([]);
    }
  });

  test("the policy is that of the pages, and no page may be framed", async () => {
    const { url } = await serve();
    const answer = await fetch(url);
    const policy =
      /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(await answer.text())?.[1] ?? "";
    const own = policy.replaceAll("&#39;", "'").replaceAll("&#x27;", "'");
    expect(own).toContain("connect-src 'self'");
    expect(answer.headers.get("content-security-policy")?.split("; ").toSorted()).toStrictEqual(
      [...own.split("; "), "frame-ancestors 'none'"].toSorted(),
    );
  });

  test("HEAD has no body", async () => {
    const { port } = await serve();
    const { text } = await ask(port, "/", "", "HEAD");
    expect(text).toMatch(/Content-Length: \d{3,}/);
    expect(text.slice(text.indexOf("\r\n\r\n"))).toBe("\r\n\r\n");
  });

  test("a page that cannot be made says why", async () => {
    const { url } = await serve(() => {
      throw new Error("the template asks for {{nothing}}");
    });
    const answer = await fetch(url);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain("{{nothing}}");
  });
});

describe("what is not served", () => {
  test.each([
    "/../package.json",
    "/specs/../../package.json",
    "/..%2fpackage.json",
    "/%2e%2e/package.json",
    "/specs/..%5c..%5cpackage.json",
    "//etc/passwd",
    "/./index.html",
    "/index.html/",
    "/index.html%00",
    "/INDEX.HTML",
    "/specs/",
    "/__proto__",
    "/constructor",
    "/live/",
  ])("%s: 404", async (path) => {
    const { port } = await serve();
    expect(statusOf(await ask(port, path))).toBe(404);
  });

  test.each([
    ["a broken encoding", "/%zz", 400],
    ["half a letter", "/%c3", 400],
    ["another server's address", "http://evil.test/", 400],
    ["a long address", `/${"a".repeat(3000)}`, 414],
    ["a longer one", `/${"a".repeat(100_000)}`, 431],
  ])("%s", async (_, path, status) => {
    const { port } = await serve();
    expect(statusOf(await ask(port, path))).toBe(status);
  });

  test.each<[string, head: string, status: number]>([
    ["a name that was made to lead here", "GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n", 403],
    ["no name, in the old protocol", "GET / HTTP/1.0\r\n\r\n", 403],
    ["no name", "GET / HTTP/1.1\r\n\r\n", 400],
    [
      "its events, for a foreign origin",
      "GET /live/events HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nOrigin: https://evil.test\r\n\r\n",
      403,
    ],
    ["another method", "DELETE / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n", 405],
    ["a way to elsewhere", "CONNECT evil.test:443 HTTP/1.1\r\nHost: evil.test:443\r\n\r\n", 0],
    [
      "a socket",
      "GET / HTTP/1.1\r\nHost: evil.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
      403,
    ],
    [
      "a second request behind a refused one",
      "POST / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nContent-Length: 40\r\n\r\nGET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n",
      405,
    ],
    ["a huge header", `GET / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["what is no request", "hello\r\n\r\n", 400],
  ])("%s", async (_, head, status) => {
    const { port } = await serve();
    const answer = await raw(port, head.replaceAll("PORT", String(port)));
    expect(statusOf(answer)).toBe(status);
    expect(answer.text).not.toContain("harbour");
    expect(answer.text.match(/^HTTP/gm)?.length ?? 0).toBeLessThanOrEqual(1);
  });

  test("it listens on 127.0.0.1 and nowhere else", async () => {
    const { port } = await serve();
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .map(({ address, scopeid }) => (scopeid === undefined || scopeid === 0 ? address : null))
      .filter((address) => address !== null && address !== "127.0.0.1");
    for (const address of ["127.0.0.2", "::1", ...others] as string[]) {
      const refused = await new Promise<boolean>((done) => {
        const socket = connect(port, address);
        socket.on("connect", () => done(false)).on("error", () => done(true));
        onTestFinished(() => void socket.destroy());
      });
      expect(`${address}: ${refused ? "refused" : "open"}`).toBe(`${address}: refused`);
    }
  });
});

describe("who takes long, or much", () => {
  test(
    "a client that never ends its request holds up no other, and is let go",
    { timeout: 60_000 },
    async () => {
      const { port, url } = await serve();
      const slow = raw(port, "GET / HTTP/1.1\r\nHost: 127.");
      expect((await fetch(url)).status).toBe(200);
      expect(statusOf(await slow)).toBe(408);
    },
  );

  test("there are at most so many streams; a page is served all the same; one that ends makes room", async () => {
    const { port, url } = await serve();
    const streams = await Promise.all(
      Array.from({ length: 24 }, () => raw(port, listening(port), "event: changed")),
    );
    expect(streams.every((stream) => statusOf(stream) === 200)).toBe(true);
    expect(statusOf(await raw(port, listening(port)))).toBe(503);
    expect((await fetch(url)).status).toBe(200);
    streams[0]?.socket.destroy();
    await vi.waitFor(async () => expect(statusOf(await raw(port, listening(port), "event:"))).toBe(200), {
      timeout: 20_000,
      interval: 50,
    });
  });

  test("more connections than there may be are not taken", async () => {
    const { port, url } = await serve();
    const sockets = Array.from({ length: 100 }, () => connect(port, "127.0.0.1"));
    const closed = Promise.all(
      sockets.slice(64).map((socket) => new Promise((done) => socket.on("error", done).on("close", done))),
    );
    await closed;
    for (const socket of sockets) socket.destroy();
    await vi.waitFor(async () => expect((await fetch(url)).status).toBe(200), {
      timeout: 20_000,
      interval: 50,
    });
  });

  test("a stream that nobody reads is let go", { timeout: 60_000 }, async () => {
    const server = await serve();
    const { socket } = await raw(server.port, listening(server.port), "event: changed");
    socket.pause();
    const closed = new Promise((done) => socket.once("close", done).once("error", done));
    const paths = Array.from({ length: 500 }, (_, at) => `specs/${"x".repeat(2000)}${at}.html`);
    // A hundred megabytes: more than any system keeps for one connection.
    for (let round = 0; round < 100; round += 1) server.tell(paths);
    socket.resume();
    await closed;
    expect(socket.destroyed).toBe(true);
  });

  test("closed, it ends all connections, and its port is free", async () => {
    const { port, close } = await startWatchServer({ port: null, read: () => null });
    const { socket } = await raw(port, listening(port), "event: changed");
    const ended = new Promise((done) => socket.once("close", done));
    await close();
    await ended;
    const again = await startWatchServer({ port, read: () => null });
    expect(again.url).toBe(`http://127.0.0.1:${port}/`);
    await again.close();
  });
});

describe("what a stream says", () => {
  test("which files changed, to all", async () => {
    const server = await serve();
    const one = raw(server.port, listening(server.port), "specs/b.html");
    const other = raw(server.port, listening(server.port), "specs/b.html");
    // Both are open as soon as what is told reaches them.
    for (let told = false; !told;) {
      server.tell(["specs/b.html"]);
      told = await Promise.race([Promise.all([one, other]).then(() => true), delay(20).then(() => false)]);
    }
    expect((await one).text).toContain('data: {"paths":["specs/b.html"],"all":false}');
    expect((await one).text).toContain("text/event-stream");
  });

  const dataAt = async (port: number, query: string) => {
    const { text } = await raw(
      port,
      `GET /live/events${query} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`,
      "event: changed",
    );
    return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? "null") as unknown;
  };

  test("what changed since the page was read, as the page knows it from its own answer", async () => {
    const server = await serve();
    server.tell(["index.html"]);
    const answer = await fetch(server.url);
    const moment = /moment;desc="([^"]+)"/.exec(answer.headers.get("server-timing") ?? "")?.[1] ?? "";
    expect(await dataAt(server.port, `?seen=${moment}`)).toStrictEqual({ paths: [], all: false });
    server.tell(["specs/a b.html"]);
    expect(await dataAt(server.port, `?seen=${moment}`)).toStrictEqual({
      paths: ["specs/a b.html"],
      all: false,
    });
    expect(await dataAt(server.port, "")).toStrictEqual({ paths: [], all: false });
    expect(await dataAt(server.port, "?seen=other.1")).toMatchObject({ all: true });
    server.tell(Array.from({ length: 501 }, (_, at) => `specs/${at}.html`));
    expect(await dataAt(server.port, `?seen=${moment}`)).toStrictEqual({ paths: [], all: true });
  });
});

describe("a port that was named", () => {
  test("is refused when it is taken, with what to do", async () => {
    const other = createServer();
    const port = await new Promise<number>((done) =>
      other.listen(0, "127.0.0.1", () => done((other.address() as { port: number }).port)),
    );
    onTestFinished(() => void other.close());
    const refused = await startWatchServer({ port, read: () => null }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(UserError);
    expect(refused).toMatchObject({ exitCode: 4, message: `port ${port} is taken` });
    expect((refused as UserError).advice.join()).toContain("Leave --port out");
  });
});
