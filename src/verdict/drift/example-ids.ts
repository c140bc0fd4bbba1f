/** What an id of the lock says of its example, as far as it was not pinned. */
export interface IdParts {
  /** Id of the requirement; null when the example's own id was pinned. */
  readonly requirement: string | null;
  /** Kind and hash of the input, `row-1f0c9a2e`; null when it was pinned. */
  readonly tail: string | null;
  readonly kind: string | null;
}

/** Takes apart an id as `exampleId` makes it, with the number that a repeat has behind it. */
export function partsOfId(id: string): IdParts {
  const found = made.exec(id);
  const [, requirement = null, tail = null, kind = null] = found ?? [];
  return { requirement, tail, kind };
}

const made = /^(.+)\/((row|sentence|snippet|scenario|property|console|unbound)-[0-9a-f]{8}(?:-\d+)?)$/u;

/** The name of the spec that an id belongs to, of those given; null for a pinned one, and where its spec is gone. */
export function specNameOf(id: string, names: Iterable<string>): string | null {
  let longest: string | null = null;
  for (const name of names) {
    if ((id === name || id.startsWith(`${name}/`)) && name.length > (longest?.length ?? -1)) longest = name;
  }
  return longest;
}
