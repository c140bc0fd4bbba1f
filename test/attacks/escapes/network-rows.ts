import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, ListenOptions } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Ended } from "../../../src/verdict/sandbox.ts";
import type { AttackBench, AttackRow, Outcome } from "../row.ts";
import { adding, drop, escapeRow, nodeIn, programIn, said, weakenedBubblewrap } from "./confine.ts";

const OWN_NETWORK =
  "a namespace of networks of its own, with nothing in it (--unshare-net): adapters/sandbox/bubblewrap-arguments.ts";
const sharedNetwork = drop("--unshare-net");

/** Whatever could carry a word out, or a command in. */
export const networkRows: readonly AttackRow[] = [
  escapeRow({
    id: "connects-to-loopback",
    mechanism: "TCP to the machine's loopback",
    does: "Sends a word to a server on the machine's 127.0.0.1, where databases and debuggers listen.",
    must: "The server hears nothing.",
    defence: OWN_NETWORK,
    attack: async (place, bench) => {
      const heard = await listenFor(bench, { host: "127.0.0.1", port: 0 });
      return {
        program: nodeIn(place, connecting({ host: "127.0.0.1", port: heard.port })),
        outcome: silent(heard),
      };
    },
    weakened: (program) => weakenedBubblewrap(program, { options: sharedNetwork }),
  }),
  escapeRow({
    id: "connects-to-an-abstract-socket",
    mechanism: "a Unix socket without a file (abstract)",
    does: "Connects to a socket that has a name and no file, as those of desktop buses and containers do.",
    must: "The server hears nothing.",
    defence: OWN_NETWORK,
    attack: async (place, bench) => {
      const path = `\0greenbar-attack-${process.pid}-${Math.random()}`;
      const heard = await listenFor(bench, { path });
      return { program: nodeIn(place, connecting({ path })), outcome: silent(heard) };
    },
    weakened: (program) => weakenedBubblewrap(program, { options: sharedNetwork }),
  }),
  escapeRow({
    id: "connects-to-an-agents-socket",
    mechanism: "a Unix socket in a folder (ssh-agent, docker)",
    does: "Connects to the socket of a key agent, whose path it was told.",
    must: "The agent hears nothing.",
    defence:
      "nothing of the disk is mounted but the system, read-only, and the copy: adapters/sandbox/bubblewrap-arguments.ts",
    attack: async (place, bench) => {
      const path = join(place.base, "s");
      const heard = await listenFor(bench, { path });
      return { program: nodeIn(place, connecting({ path })), outcome: silent(heard) };
    },
    weakened: (program, { base }) =>
      weakenedBubblewrap(program, { options: adding("--ro-bind", base, base) }),
  }),
  escapeRow({
    id: "asks-a-name-server",
    mechanism: "a question to a name server (UDP)",
    does: "Asks a name server for the address of s3cret.example, so that the name itself carries the word out.",
    must: "The name server hears nothing.",
    defence: OWN_NETWORK,
    attack: async (place, bench) => {
      const heard = await nameServer(bench);
      const script = `const r = new (require("dns").Resolver)({ timeout: 300, tries: 1 }); r.setServers(["127.0.0.1:${heard.port}"]);
        r.resolve4("s3cret.example", (e) => console.log("refused " + e?.code))`;
      return { program: nodeIn(place, script), outcome: silent(heard) };
    },
    weakened: (program) => weakenedBubblewrap(program, { options: sharedNetwork }),
  }),
  escapeRow({
    id: "opens-a-door",
    mechanism: "a server for others to connect to",
    does: "Listens on a port for commands from outside, as a debugger does.",
    must: "Whoever connects to that port from outside finds nobody.",
    defence: OWN_NETWORK,
    attack: async (place) => {
      const port = await freePort();
      const script = `require("net").createServer((s) => s.end("at your service")).listen(${port}, () => console.log("listening"));
        setTimeout(() => process.exit(), 1500)`;
      const knocked = Promise.withResolvers<string>();
      const onLine = (): void => void knock(port).then(knocked.resolve, knocked.reject);
      return {
        program: nodeIn(place, script, { onLine }),
        outcome: async () => {
          const answer = await knocked.promise;
          return {
            held: answer === "",
            saw: answer === "" ? "nobody answers outside" : `it answers: ${answer}`,
          };
        },
      };
    },
    weakened: (program) => weakenedBubblewrap(program, { options: sharedNetwork }),
  }),
  escapeRow({
    id: "makes-sockets-by-io-uring",
    mechanism: "system calls by io_uring",
    does: "Sets up a ring (io_uring), by which sockets are made without the call that filters look at.",
    must: "There is no such call.",
    defence: "a filter of system calls (--seccomp): adapters/sandbox/seccomp-filter.ts",
    attack: (place) => {
      const script = `my $p = "\\0" x 256; my $fd = syscall(425, 4, $p); print $fd >= 0 ? "a ring: descriptor $fd" : "refused $!"`;
      return { program: programIn(place, ["/usr/bin/perl", "-e", script]), outcome: refused };
    },
    weakened: (program) => weakenedBubblewrap(program, { options: withoutFilter }),
  }),
  escapeRow({
    id: "leaves-a-key-in-the-kernel",
    mechanism: "the kernel's keyrings (add_key)",
    does: "Stores a word in a keyring of the kernel, where other processes of the user may look for it.",
    must: "The call is refused.",
    defence: "a filter of system calls (--seccomp): adapters/sandbox/seccomp-filter.ts",
    attack: (place) => {
      const call = process.arch === "arm64" ? 217 : 248;
      // -2: the keyring of the process.
      const script = `my ($t, $d, $w) = ("user", "greenbar", "s3cret"); my $key = syscall(${call}, $t, $d, $w, 6, -2); print $key >= 0 ? "kept as key $key" : "refused $!"`;
      return { program: programIn(place, ["/usr/bin/perl", "-e", script]), outcome: refused };
    },
    weakened: (program) => weakenedBubblewrap(program, { options: withoutFilter }),
  }),
];

function withoutFilter(options: readonly string[]): readonly string[] {
  const at = options.indexOf("--seccomp");
  return drop("--seccomp", options[at + 1] ?? "")(options);
}

function refused(ended: Ended): Outcome {
  if (!/refused|descriptor|kept/.test(ended.stdout))
    throw new Error(`the attack said nothing: ${ended.stderr}`);
  return { held: ended.stdout.startsWith("refused"), saw: said(ended) };
}

function connecting(target: object): string {
  return `const s = require("net").connect(${JSON.stringify(target)}, () => s.end("s3cret"));
    s.on("error", (e) => console.log("refused " + e.code)).on("close", () => process.exit())`;
}

interface Heard {
  readonly port: number;
  readonly words: () => number;
}

function silent(heard: Heard): (ended: Ended) => Promise<Outcome> {
  return async (ended) => {
    // What was sent may still be on its way.
    await delay(50);
    const count = heard.words();
    return {
      held: count === 0,
      saw: count === 0 ? `nothing heard; it said: ${said(ended)}` : `${count} heard`,
    };
  };
}

async function listenFor(bench: AttackBench, where: ListenOptions): Promise<Heard> {
  let count = 0;
  const server = createServer((socket) => {
    count++;
    socket.destroy();
  }).listen(where);
  await once(server, "listening");
  bench.atEnd(() => void server.close());
  const address = server.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, words: () => count };
}

async function nameServer(bench: AttackBench): Promise<Heard> {
  let count = 0;
  const socket = createSocket("udp4", (message) => {
    if (message.includes("s3cret")) count++;
  }).bind(0, "127.0.0.1");
  await once(socket, "listening");
  bench.atEnd(() => void socket.close());
  return { port: socket.address().port, words: () => count };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** What answers at a port of this machine; nothing when nobody does. */
function knock(port: number): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect({ host: "127.0.0.1", port });
  socket.once("data", (data) => resolve(data.toString())).once("error", () => resolve(""));
  return promise;
}
