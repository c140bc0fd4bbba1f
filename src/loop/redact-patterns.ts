/** A form of secret that can be told by its looks. */
export interface SecretForm {
  /** What stands in its place: `[secret: NAME]`. */
  readonly name: string;
  /** Matches the secret and nothing around it; no groups with names. */
  readonly pattern: RegExp;
}

// A scanner of npm was weighed: those that are kept well read files, asynchronously, and bring dozens of packages;
// what is needed is a replacement in a text. These are the published forms of the services, each with its source.
export const secretForms: readonly SecretForm[] = [
  {
    // RFC 7468, section 10 and 11; RFC 4880, section 6.2. Without its end, as many lines as look like it.
    name: "private key",
    pattern:
      /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:[^]{1,20000}?-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|(?:[\s\d]*[A-Za-z0-9+/=]{20,})+)/,
  },
  // docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html, "Understanding unique ID prefixes"
  { name: "AWS access key", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/ },
  {
    name: "AWS secret key",
    pattern:
      /(?<=(?:aws|AWS)_?(?:secret|SECRET)_?(?:access|ACCESS)_?(?:key|KEY)["'\s:=]{1,8})[A-Za-z0-9/+=]{40}/,
  },
  // docs.github.com, "About authentication to GitHub", "GitHub's token formats"
  { name: "GitHub token", pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})\b/ },
  // docs.gitlab.com/security/tokens, "Token prefixes"
  { name: "GitLab token", pattern: /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat)-[\w-]{20,255}/ },
  // docs.slack.dev/authentication/tokens
  { name: "Slack token", pattern: /\bx(?:ox[abceoprs]|app)-[A-Za-z0-9-]{10,255}/ },
  { name: "Slack webhook", pattern: /(?<=hooks\.slack\.com\/(?:services|workflows)\/)[\w/-]{20,255}/ },
  // platform.claude.com/docs, "API overview"
  { name: "Anthropic key", pattern: /\bsk-ant-[\w-]{20,255}/ },
  // platform.openai.com/docs/api-reference/authentication
  { name: "OpenAI key", pattern: /\bsk-(?:(?:proj|svcacct|admin)-[\w-]{20,255}|[A-Za-z0-9]{40,64}\b)/ },
  // github.blog, "Behind GitHub's new authentication token formats" (npm's follow the same scheme)
  { name: "npm token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  // cloud.google.com/docs/authentication/api-keys
  { name: "Google key", pattern: /\bAIza[\w-]{35}/ },
  // docs.stripe.com/keys
  { name: "Stripe key", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}\b/ },
  // huggingface.co/docs/hub/security-tokens
  { name: "Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{34,}\b/ },
  // pypi.org/help/#apitoken
  { name: "PyPI token", pattern: /\bpypi-AgE[\w-]{50,}/ },
  // RFC 7519 in the compact form of RFC 7515, section 3.1: both parts begin with `{"`.
  { name: "JSON Web Token", pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{10,}/ },
];
