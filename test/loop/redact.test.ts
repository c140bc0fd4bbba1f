import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor, placeholderIn } from "../../src/loop/redact.ts";
import { secretsOf } from "../../src/loop/redact-environment.ts";

// Put together here, so that no file of the repository holds what a scanner takes for a secret.
const forms: readonly (readonly [string, string])[] = [
  ["AWS access key", `AKIA${"IOSFODNN".repeat(2)}`],
  ["GitHub token", `ghp_${"a1B2".repeat(9)}`],
  ["GitHub token", `github_pat_${"a1B2_".repeat(8)}`],
  ["GitLab token", `glpat-${"a1B2".repeat(5)}`],
  ["Slack token", `xoxb-${"1234567890-abc".repeat(2)}`],
  ["Anthropic key", `sk-ant-${"api03-a1B2_c3".repeat(3)}`],
  ["OpenAI key", `sk-proj-${"a1B2".repeat(10)}`],
  ["npm token", `npm_${"a1B2".repeat(9)}`],
  ["Google key", `AIza${"a1B2c".repeat(7)}`],
  ["Stripe key", `sk_live_${"a1B2".repeat(6)}`],
  ["JSON Web Token", ["eyJhbGciOiJIUzI1", "eyJzdWIiOiIxMjM0", "dozjgNryP4J3"].join(".")],
  [
    "private key",
    `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEpAIBAAKC\n".repeat(3)}-----END RSA PRIVATE KEY-----`,
  ],
  [
    "private key",
    `-----BEGIN PRIVATE KEY-----\n     2\t${"MIIEpAIBAAKC".repeat(4)}\n     3\t${"a1B2".repeat(10)}`,
  ],
];

describe("by its form", () => {
  test.each(forms)("%s", (name, secret) => {
    const { text } = createRedactor([]);
    expect(text(`before "${secret}" after`)).toBe(`before "[secret: ${name}]" after`);
    expect(text(text(secret))).toBe(`[secret: ${name}]`);
  });

  test.each([
    "sha512-abc, task-list-of-a-very-long-name-that-goes-on-and-on, sk-learn",
    "-----BEGIN PRIVATE KEY----- is the first line of one.".replace("PRIVATE", "PUBLIC"),
    "eyJ.a.b, AKIA, npm_config_cache, ghp_short, 0123456789abcdef0123456789abcdef01234567",
  ])("%j holds none", (text) => {
    expect(createRedactor([]).text(text)).toBe(text);
  });
});

describe("of an environment", () => {
  test("by name and looks", () => {
    const found = secretsOf(
      {
        GITHUB_TOKEN: "abc12345",
        AWS_SECRET_ACCESS_KEY: "wJalr/XUtn",
        PGPASSWORD: "s3cr3t-pass ",
        npm_config__authToken: "tok-12345678",
        SHORT_KEY: "abc1234",
        PLAIN_PASSWORD: "change me please",
        MAX_TOKENS: "16000000",
        TOKEN_URL: "https://example.com/token",
        SSH_AUTH_SOCK: "/tmp/ssh-1/agent.1",
        PWD: "/home/me/project1",
        XKB_KEYBOARD: "us-intl-1",
        HOME: "/home/me12345",
        EMPTY_KEY: undefined,
        MODEL_KEY: "plainword",
      },
      ["MODEL_KEY"],
    );
    expect(found.map(({ name, value }) => `${name}=${value}`)).toStrictEqual([
      "GITHUB_TOKEN=abc12345",
      "AWS_SECRET_ACCESS_KEY=wJalr/XUtn",
      "PGPASSWORD=s3cr3t-pass",
      "npm_config__authToken=tok-12345678",
      "MODEL_KEY=plainword",
    ]);
  });

  test("its value is found as it is, in JSON, in a URL, line by line, and cut in half", () => {
    const value = 'a"1 b/2\nsecond-line-of-it-22';
    const { text } = createRedactor([{ name: "KEY", value }]);
    const hidden = "[secret: KEY]";
    expect(text(`x${value}y`)).toBe(`x${hidden}y`);
    expect(text(JSON.stringify({ value }))).toBe(`{"value":"${hidden}"}`);
    expect(text(`?k=${encodeURIComponent(value)}`)).toBe(`?k=${hidden}`);
    expect(text("     2\tsecond-line-of-it-22")).toBe(`     2\t${hidden}`);
    expect(text("is second-line-o…")).toBe(`is ${hidden}…`);
    const left = "\n… 12 characters left out …\n";
    expect(text(`is second-lin${left}e-of-it-22 end`)).toBe(`is ${hidden}${left}${hidden} end`);
  });

  test("the longer one first; a name is no secret", () => {
    const { text } = createRedactor([
      { name: "A", value: "secret-1" },
      { name: "B", value: "secret-1-and-more" },
      { name: "C", value: "[secret: A" },
    ]);
    expect(text("secret-1-and-more secret-1")).toBe("[secret: B] [secret: A]");
    expect(text("[secret: A]")).toBe("[secret: A]");
    expect(text("[secret: secret-1]")).toBe("[secret: [secret: A]]");
  });
});

test("values, keys too, but not what is kept", () => {
  const { value } = createRedactor([{ name: "K", value: "s3cr3t-pass" }]);
  expect(
    value(
      { a: ["s3cr3t-pass"], "s3cr3t-pass": 1, code: "s3cr3t-pass", input: { code: "s3cr3t-pass" } },
      new Set(["code"]),
    ),
  ).toStrictEqual({
    a: ["[secret: K]"],
    "[secret: K]": 1,
    code: "s3cr3t-pass",
    input: { code: "[secret: K]" },
  });
});

test("redacted twice is redacted once, and no value is left", () => {
  const secrets = [
    { name: "A", value: "aXb1aXb1" },
    { name: "B", value: "b1aXb1aXb1" },
  ];
  const { text } = createRedactor(secrets);
  const piece = fc.constantFrom("aX", "b1", "…", "\n", " ", "[secret: A]", "\n… 3 characters left out …\n");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const once = text(pieces.join(""));
      expect(text(once)).toBe(once);
      for (const { value } of secrets) expect(once).not.toContain(value);
    }),
  );
});

test.each([
  ["const key = '[secret: AWS access key]';", "[secret: AWS access key]"],
  ["[secret: ]", null],
  ["[secret]", null],
])("%j has the placeholder %j", (text, found) => {
  expect(placeholderIn(text)).toBe(found);
});
