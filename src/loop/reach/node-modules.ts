/** Node's own modules, by the names that need no `node:` (Node 24). */
const plain = new Set(
  (
    "assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram " +
    "diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector " +
    "inspector/promises module net os path path/posix path/win32 perf_hooks process punycode querystring readline " +
    "readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys timers " +
    "timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib"
  ).split(" "),
);

/** Those that load or run code by words that only exist while they run, so that nobody can read what it is. */
const loaders = new Set(["inspector", "inspector/promises", "module", "repl", "test", "vm", "wasi"]);

/** What Node itself gives under a name: nothing, a module, or one that loads code unread. */
export function nodeModule(specifier: string): "none" | "module" | "loader" {
  const hasPrefix = specifier.startsWith("node:");
  const name = hasPrefix ? specifier.slice("node:".length) : specifier;
  if (!hasPrefix && !plain.has(name)) return "none";
  return loaders.has(name) ? "loader" : "module";
}
