/**
 * The lines of a text that a CI would obey, as its agents read them: GitHub's (`::name …::` behind white space,
 * `##[…` anywhere) and Azure's (`##vso[…` anywhere). Stricter than both, which also look at names and at the end:
 * what begins as a command is one here.
 */
export function commandsIn(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/).filter((line) => {
    // .NET compares with a culture: what nobody sees does not count.
    const seen = line.replaceAll(/\p{Default_Ignorable_Code_Point}|\p{Cc}/gu, (char) =>
      char.trim() === "" ? char : "",
    );
    const start = seen.replace(/^[\s\u0085]+/, "");
    return (start.startsWith("::") && start.indexOf("::", 2) > 0) || /##(?:vso)?\[/i.test(seen);
  });
}
