import { cleanText } from "../../verdict/clean-text.ts";
import type { FailureKind, ModelFailure } from "../../loop/model.ts";

/** What is needed to say where a call went and what to change. */
export interface Whereabouts {
  /** Origin of the server, without user and password. */
  readonly host: string;
  readonly model: string;
  /** Never shown: taken out of whatever the other side says. */
  readonly key: string;
}

/** What came back instead of an answer: an HTTP status, or an error event inside a stream (status null). */
export interface Refusal {
  readonly status: number | null;
  /** The API's error type (`overloaded_error`), where it gives one. */
  readonly type: string | null;
  /** The API's own words. */
  readonly message: string | null;
  /** Value of the `retry-after` header. */
  readonly retryAfter: string | null;
  /** Value of the `date` header: the other side's own time, by which a date in `retry-after` counts. */
  readonly date: string | null;
}

/** What is wrong with key or address before anything is sent; null when nothing is. */
export function explainSettings(apiKey: string, baseUrl: string): ModelFailure | null {
  const form = "for example https://api.anthropic.com.";
  if (apiKey.trim() === "")
    return unsent(
      "key",
      "There is no key. Set ANTHROPIC_API_KEY, or use --agent handoff or --agent offline.",
    );
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return unsent("request", `ANTHROPIC_BASE_URL is no http or https address; expected one, ${form}`);
  }
  if (url.username === "" && url.password === "") return null;
  return unsent("request", `ANTHROPIC_BASE_URL is to be written without a user name and password, ${form}`);
}

function unsent(kind: FailureKind, message: string): ModelFailure {
  return { is: "failed", kind, message, retryable: false, retryAfterMs: null };
}

/** A refusal in words that say where, what was expected, and what to do. */
export function explainRefusal(refusal: Refusal, where: Whereabouts, nowMs: number): ModelFailure {
  const rule = rules.find((candidate) => candidate.fits(refusal)) ?? other;
  const status = refusal.status === null ? "in the middle of an answer" : String(refusal.status);
  const said = refusal.message === null ? "" : ` It says: ${quote(refusal.message, where)}`;
  return {
    is: "failed",
    kind: rule.kind,
    message: `${where.host}: ${rule.what(where)} (${status}).${said} ${rule.mend(where)}`.trim(),
    retryable: rule.retryable,
    retryAfterMs: rule.retryable ? readRetryAfter(refusal.retryAfter, timeOf(refusal.date) ?? nowMs) : null,
  };
}

/** Anything else that keeps an answer from coming. */
export function explainBreak(
  kind: Extract<FailureKind, "network" | "not-a-stream" | "cut" | "invalid-json" | "interrupted">,
  detail: string,
  where: Whereabouts,
): ModelFailure {
  const { what, mend, retryable } = breaks[kind];
  const said = detail === "" ? "" : ` (${quote(detail, where)})`;
  return {
    is: "failed",
    kind,
    message: `${where.host}: ${what}${said}. ${mend}`,
    retryable,
    retryAfterMs: null,
  };
}

interface Rule {
  readonly kind: FailureKind;
  readonly fits: (refusal: Refusal) => boolean;
  readonly retryable: boolean;
  readonly what: (where: Whereabouts) => string;
  readonly mend: (where: Whereabouts) => string;
}

const statusOrType =
  (statuses: readonly number[], ...types: readonly string[]) =>
  ({ status, type }: Refusal): boolean =>
    status === null ? type !== null && types.includes(type) : statuses.includes(status);

// From the API's list of errors: https://platform.claude.com/docs/en/api/errors
const rules: readonly Rule[] = [
  {
    kind: "key",
    fits: statusOrType([401, 403], "authentication_error", "permission_error"),
    retryable: false,
    what: () => "the key was refused",
    mend: () => "Set ANTHROPIC_API_KEY to a key that is valid there, or check ANTHROPIC_BASE_URL.",
  },
  {
    kind: "billing",
    fits: statusOrType([402], "billing_error"),
    retryable: false,
    what: () => "the account cannot pay for the call",
    mend: () => "Look at the account's billing, then start `run` again: it goes on from here.",
  },
  {
    kind: "model",
    fits: statusOrType([404], "not_found_error"),
    retryable: false,
    what: ({ model }) => `there is no model ${model}, or no Messages API at this address`,
    mend: () =>
      "Give another with --model, for example --model claude-sonnet-5-5, or check ANTHROPIC_BASE_URL.",
  },
  {
    kind: "context-full",
    fits: ({ status, type, message }) =>
      status === 413 ||
      type === "request_too_large" ||
      (status === 400 && /prompt is too long|exceed.* context/i.test(message ?? "")),
    retryable: false,
    what: () => "the conversation is longer than the model takes",
    mend: () => "",
  },
  {
    kind: "rate-limit",
    fits: statusOrType([429], "rate_limit_error"),
    retryable: true,
    what: () => "too many requests for this key",
    mend: () => "Wait, then start `run` again: it goes on from here.",
  },
  {
    kind: "overloaded",
    fits: statusOrType([529], "overloaded_error"),
    retryable: true,
    what: () => "the service is overloaded",
    mend: () => "Wait, then start `run` again: it goes on from here.",
  },
  {
    kind: "server",
    fits: ({ status, type }) =>
      status === null
        ? type === "api_error" || type === "timeout_error"
        : status === 408 || status === 409 || status >= 500,
    retryable: true,
    what: () => "the service failed",
    mend: () => "Wait, then start `run` again: it goes on from here.",
  },
];

const other: Rule = {
  kind: "request",
  fits: () => true,
  retryable: false,
  what: () => "the request was refused",
  mend: ({ model }) => `Expected: a Messages API that takes the model ${model}, its tools and streaming.`,
};

const breaks: Readonly<
  Record<
    Parameters<typeof explainBreak>[0],
    { readonly what: string; readonly mend: string; readonly retryable: boolean }
  >
> = {
  network: {
    what: "it cannot be reached, or hung up",
    mend: "Check the network and ANTHROPIC_BASE_URL, then start `run` again: it goes on from here.",
    retryable: true,
  },
  "not-a-stream": {
    what: "the answer is no event stream",
    mend: "Expected: text/event-stream from the Messages API. A proxy or a login page may stand in between; check ANTHROPIC_BASE_URL.",
    retryable: false,
  },
  cut: {
    what: "the answer ended before it was whole",
    mend: "Nothing of it was used. Start `run` again: it goes on from here.",
    retryable: true,
  },
  "invalid-json": {
    what: "the answer holds an event that is no JSON",
    mend: "Nothing of it was used. If it stays so, a proxy may change the stream; check ANTHROPIC_BASE_URL.",
    retryable: true,
  },
  interrupted: { what: "the call was given up", mend: "", retryable: false },
};

/** Milliseconds of a `retry-after`: seconds, or an HTTP date (RFC 9110, section 10.2.3). */
export function readRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null;
  if (/^\d+(\.\d+)?$/.test(value.trim())) return Math.round(Number(value) * 1000);
  const date = timeOf(value);
  return date === null ? null : Math.max(0, date - nowMs);
}

/** Milliseconds since the epoch of an HTTP date; null for anything else. */
function timeOf(value: string | null): number | null {
  // Date.parse alone takes almost anything for a date, "-3" too.
  const time = value !== null && /^[A-Z][a-z]+, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

/** Words of the other side: cleaned, short, and without the key should they repeat it. */
function quote(text: string, { key }: Whereabouts): string {
  const safe = key === "" ? text : text.replaceAll(key, "[key]");
  const line = cleanText(safe).replace(/\s+/g, " ").trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
