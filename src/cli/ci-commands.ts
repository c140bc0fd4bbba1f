/**
 * Whether whoever keeps the output of this process obeys some of its lines: GitHub Actions and what is made after it
 * (workflow commands), Azure Pipelines (logging commands).
 */
export function isOutputObeyed(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment["GITHUB_ACTIONS"] === "true" || environment["TF_BUILD"]?.toLowerCase() === "true";
}

/**
 * Text in which no line is a command to a CI: a middle dot stands where one would begin, `·::error::…` and
 * `##·[error]`. Everything else is as it was; done once or twice, it is the same.
 *
 * Which lines are commands: actions/runner, src/Runner.Common/ActionCommand.cs (`::name …::` behind white space,
 * `##[…]` anywhere in a line), and microsoft/azure-pipelines-agent, src/Agent.Sdk/CommandPlugin (`##vso[…]` anywhere).
 * Both compare as .NET does with a culture: characters that nobody sees do not count.
 */
export function withoutCommands(text: string): string {
  if (!text.includes("#") && !text.includes(":")) return text;
  return text.replace(colons, "$<indent>·").replace(hashes, "$<hashes>·");
}

/** The same for JSON, where it changes no value: `##[` is written `#\u0023[`, which is read as what it was. */
export function jsonWithoutCommands(json: string): string {
  return json.replace(/(?<=#)#(?=(?:vso)?\[)/gi, "\\u0023");
}

const unseen = String.raw`[[\p{C}\p{DI}]--[\n\r]]*`;
const indent = String.raw`(?:\u001b\[[0-9;]*m|[[\s\p{C}\p{DI}]--[\n\r]])*`;

const colons = new RegExp(`(?<=^|[\\n\\r])(?<indent>${indent})(?=:${unseen}:[^\\n\\r]*:${unseen}:)`, "gv");

const hashes = new RegExp(`(?<hashes>#${unseen}#)(?=${unseen}(?:v${unseen}s${unseen}o${unseen})?\\[)`, "giv");
