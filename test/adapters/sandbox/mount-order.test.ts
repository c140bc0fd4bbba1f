import { describe, expect, test } from "vitest";
import { mountOrder } from "../../../src/adapters/sandbox/mount-order.ts";

const workspace = { host: "/tmp/copy", inside: "/home/ann/mono/packages/a" };
const read = (path: string) => ({ host: path, inside: path });

test("what lies higher is mounted first, whatever the order given", () => {
  const order = mountOrder(workspace, [
    read("/home/ann/mono/packages/a/node_modules"),
    read("/home/ann/mono/node_modules"),
    read("/opt/node"),
  ]);
  expect(order).toEqual({
    ok: true,
    mounts: [
      { ...read("/opt/node"), writable: false },
      { ...read("/home/ann/mono/node_modules"), writable: false },
      { ...workspace, writable: true },
      { ...read("/home/ann/mono/packages/a/node_modules"), writable: false },
    ],
  });
});

test("a double is dropped, and a slash at the end means nothing", () => {
  const order = mountOrder(workspace, [read("/opt/node"), { host: "/opt/node", inside: "/opt/node/" }]);
  expect(order).toMatchObject({ ok: true, mounts: [{ inside: "/opt/node" }, { inside: workspace.inside }] });
});

describe("refuses", () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ["the root", "/tmp/x", "/"],
    ["the system's folders", "/tmp/x", "/usr"],
    ["the sandbox's own /proc", "/tmp/x", "/proc/sys"],
    ["two in one place", "/tmp/x", workspace.inside],
    ["a relative path", "/tmp/x", "src"],
    ["a way round to the root", "/tmp/x", "/srv/.."],
  ];
  test.each(cases)("%s", (_name, host, inside) => {
    expect(mountOrder(workspace, [{ host, inside }])).toMatchObject({
      ok: false,
      problem: expect.stringContaining(host),
    });
  });

  test("a read-only view of the workspace in the workspace's place", () => {
    expect(mountOrder(workspace, [workspace])).toMatchObject({ ok: false });
  });
});
