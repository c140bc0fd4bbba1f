/** A value that must not leave, and the name that may. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/**
 * The values of an environment that look secret: by the variable's name, at least eight characters long, and no
 * plain words, numbers, or addresses, which texts are full of. What `always` names is one whatever it looks like,
 * from eight characters on.
 */
export function secretsOf(
  environment: Readonly<Record<string, string | undefined>>,
  always: readonly string[],
): readonly Secret[] {
  return Object.entries(environment).flatMap(([name, given]) => {
    const value = given?.trim() ?? "";
    if (value.length < shortest) return [];
    if (always.includes(name) || (isSecretName(name) && !isPlain(value))) return [{ name, value }];
    return [];
  });
}

const shortest = 8;

/** A word of the name ends so: `GITHUB_TOKEN`, `AWS_ACCESS_KEY_ID`, `PGPASSWORD`, `npm_config__authToken`. */
function isSecretName(name: string): boolean {
  return secretWord.test(name) && !placeWord.test(name);
}

const secretWord = /(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|AUTH|PWD|DSN)S?(?:_|$)/i;

/** It says where something is. */
const placeWord = /(?:^|_)(?:FILE|PATH|DIR|HOME|SOCK|SOCKET|(?:OLD)?PWD)$/i;

function isPlain(value: string): boolean {
  return words.test(value) || /^\d{1,12}$/.test(value) || /^https?:\/\/[^@\s]*$/.test(value);
}

/** Words of up to twenty letters, as in `this-is-deprecated`. */
const words = /^[A-Za-z]{1,20}(?:[ ._-][A-Za-z]{1,20})*$/;
