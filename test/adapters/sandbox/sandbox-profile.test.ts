import { expect, test } from "vitest";
import { sandboxProfile } from "../../../src/adapters/sandbox/sandbox-profile.ts";

const mount = (path: string) => ({ host: path, inside: path });
const cache = "/private/tmp/copy/node_modules/.vitest-cache";
const profile = sandboxProfile(
  {
    workspace: mount("/private/tmp/copy"),
    reads: [mount('/Users/ann/a "b" \\c/node_modules'), mount("/private/tmp/copy/node_modules")],
  },
  [cache],
);
const lines = profile.split("\n");

test("denies by default, first of all", () => {
  expect(lines.slice(0, 2)).toEqual(["(version 1)", "(deny default)"]);
});

test("only the workspace may be written, and nothing may connect", () => {
  expect(lines.filter((line) => line.includes("allow") && line.includes("file-write*"))).toEqual([
    '(allow file-read* file-write* (subpath "/private/tmp/copy"))',
  ]);
  expect(lines).toContain("(deny network*)");
  expect(profile).not.toMatch(/allow network/);
});

test("what may only be read in the workspace is denied after the workspace is allowed", () => {
  const denied = lines.indexOf('(deny file-write* (subpath "/private/tmp/copy/node_modules"))');
  expect(denied).toBeGreaterThan(lines.findIndex((line) => line.includes("file-write* (subpath")));
});

test("what is covered is denied behind all that would allow it", () => {
  const denied = lines.indexOf(`(deny file-read* file-write* (subpath "${cache}"))`);
  expect(denied).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith("(allow")));
});

test("paths cannot break out of their quotes, and brackets balance", () => {
  expect(profile).toContain('(subpath "/Users/ann/a \\"b\\" \\\\c/node_modules")');
  const bare = profile.replaceAll(/"(?:[^"\\]|\\.)*"/g, "");
  expect(bare.split("(").length).toBe(bare.split(")").length);
});
