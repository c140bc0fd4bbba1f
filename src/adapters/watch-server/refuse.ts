/** What a request says before its body. */
export interface RequestHead {
  readonly method: string;
  readonly url: string;
  /** All headers as they came: name, value, name, value. */
  readonly headers: readonly string[];
}

/** Why a request gets nothing, as it is answered. */
export interface Refusal {
  readonly status: 400 | 403 | 405 | 414;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** In characters; far more than the longest path of a spec. */
const longestUrl = 2048;

/**
 * Whether a request may be answered at all. Somebody else's page must not read a site that is served on loopback: one
 * whose name was made to lead here sends another Host (DNS rebinding), one that asks from its own address another
 * Origin, and a browser says of itself that it asks for another site.
 *
 * @param port - on which the server listens.
 * @returns null when it may.
 */
export function refuse({ method, url, headers }: RequestHead, port: number): Refusal | null {
  const valuesOf = (wanted: string) =>
    headers.filter((_, at) => at % 2 === 1 && headers[at - 1]?.toLowerCase() === wanted);
  const [host, ...otherHosts] = valuesOf("host");
  if (host === undefined || otherHosts.length > 0 || !ownHosts(port).includes(host.toLowerCase())) {
    return { status: 403, message: "This server answers to its own address only." };
  }
  if (valuesOf("origin").some((origin) => origin.toLowerCase() !== `http://${host.toLowerCase()}`)) {
    return { status: 403, message: "This server answers its own pages only." };
  }
  const [site = "none"] = valuesOf("sec-fetch-site");
  const [mode = "navigate"] = valuesOf("sec-fetch-mode");
  // A link from elsewhere may be followed; what it leads to is not told to the page that it is on.
  if (site !== "same-origin" && site !== "none" && mode !== "navigate") {
    return { status: 403, message: "This server answers its own pages only." };
  }
  if (method !== "GET" && method !== "HEAD") {
    return { status: 405, message: "There is nothing but reading here.", headers: { Allow: "GET, HEAD" } };
  }
  if (url.length > longestUrl) return { status: 414, message: "No file here has such a long name." };
  if (
    valuesOf("content-length").some((length) => length !== "0") ||
    valuesOf("transfer-encoding").length > 0
  ) {
    return { status: 400, message: "A request for a file has no body." };
  }
  return null;
}

/** As browsers write it: without the port that is the protocol's own. */
function ownHosts(port: number): readonly string[] {
  const names = ["127.0.0.1", "localhost"];
  return port === 80
    ? [...names, ...names.map((name) => `${name}:80`)]
    : names.map((name) => `${name}:${port}`);
}
