import { toHtml } from "hast-util-to-html";
import type { Child } from "./element.ts";
import { nodesOf } from "./element.ts";
import { hrefTo } from "./paths.ts";
import type { SiteShared } from "./site.ts";

/** What the head and the foot of every page are given. All texts are HTML already. */
export interface Frame {
  readonly title: string;
  readonly project: string;
  readonly policy: string;
  readonly home: string;
  readonly styles: string;
  readonly script: string;
  /** Scripts that only some pages need. */
  readonly scripts: readonly string[];
  readonly live: string;
}

/** The frame of the page at `path`. */
export function frameOf({ name, live }: SiteShared, path: string, title: string): Frame {
  return {
    title: plain(title === name ? name : `${title} · ${name}`),
    project: plain(name),
    policy: plain(policyOf(live !== undefined)),
    home: plain(hrefTo("index.html", path)),
    styles: plain(hrefTo("assets/site.css", path)),
    script: plain(hrefTo("assets/site.js", path)),
    scripts: [],
    live: live === undefined ? "" : plain(hrefTo(live, path)),
  };
}

/**
 * Nothing but files of the site's own: no script or style in a page, no form, no frame, no font, no request. Chromium
 * holds a file on the disk to `'self'` as it does one of a server.
 */
function policyOf(isLive: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    ...(isLive ? ["connect-src 'self'"] : []),
  ].join("; ");
}

/** Text as HTML: for a place between tags, and in an attribute too. */
export function plain(text: string): string {
  return html([text]).replaceAll('"', "&quot;").replaceAll("'", "&#39;");
}

/** The page's own elements as HTML. */
export function html(children: readonly Child[]): string {
  return toHtml({ type: "root", children: nodesOf(children) });
}
