import { expect, test } from "vitest";
import { refuse } from "../../../src/adapters/watch-server/refuse.ts";

const own = ["Host", "127.0.0.1:4711"];

test.each<[string, headers: readonly string[], status: number | null, method?: string, url?: string]>([
  ["its own address", own, null],
  ["its name", ["Host", "localhost:4711"], null],
  ["its name in capitals", ["HOST", "LOCALHOST:4711"], null],
  ["HEAD", own, null, "HEAD"],
  ["no Host", [], 403],
  ["an empty one", ["Host", ""], 403],
  ["another name that leads here", ["Host", "evil.test:4711"], 403],
  ["one that only begins alike", ["Host", "localhost.evil.test:4711"], 403],
  ["another port", ["Host", "127.0.0.1:4712"], 403],
  ["its name with a dot behind", ["Host", "localhost.:4711"], 403],
  ["no port", ["Host", "127.0.0.1"], 403],
  ["another address of this machine", ["Host", "127.0.0.2:4711"], 403],
  ["the address of version 6", ["Host", "[::1]:4711"], 403],
  ["a user", ["Host", "me@127.0.0.1:4711"], 403],
  ["two hosts", [...own, "Host", "evil.test"], 403],
  ["its own origin", [...own, "Origin", "http://127.0.0.1:4711"], null],
  ["the origin of its other name", [...own, "Origin", "http://localhost:4711"], 403],
  ["a foreign origin", [...own, "Origin", "https://evil.test"], 403],
  ["another server of this machine", [...own, "Origin", "http://127.0.0.1:3000"], 403],
  ["an origin of its own that is none", [...own, "Origin", "null"], 403],
  ["two origins", [...own, "Origin", "http://127.0.0.1:4711", "Origin", "https://evil.test"], 403],
  ["a link on another site", [...own, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"], null],
  [
    "a script tag of another site",
    [...own, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"],
    403,
  ],
  ["a script tag of another port", [...own, "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors"], 403],
  ["its own style", [...own, "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "no-cors"], null],
  ["POST", own, 405, "POST"],
  ["PUT", own, 405, "PUT"],
  ["OPTIONS, as before a foreign request", own, 405, "OPTIONS"],
  ["TRACE", own, 405, "TRACE"],
  ["a foreign POST", ["Host", "evil.test"], 403, "POST"],
  ["a body", [...own, "Content-Length", "3"], 400],
  ["a body of unknown length", [...own, "Transfer-Encoding", "chunked"], 400],
  ["an endless address", own, 414, "GET", `/${"a".repeat(3000)}`],
])("%s", (_, headers, status, method = "GET", url = "/") => {
  expect(refuse({ method, url, headers }, 4711)?.status ?? null).toBe(status);
});

test("browsers leave out the port that is the protocol's own", () => {
  expect(refuse({ method: "GET", url: "/", headers: ["Host", "localhost"] }, 80)).toBeNull();
  expect(refuse({ method: "GET", url: "/", headers: ["Host", "localhost"] }, 8080)?.status).toBe(403);
});
