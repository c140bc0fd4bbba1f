export function encode(string: string): string {
  return string.replace(/(.)\1+/g, (run, character: string) => `${run.length}${character}`);
}

export function decode(string: string): string {
  return string.replace(/(\d+)(\D)/g, (_, times: string, character: string) =>
    character.repeat(Number(times)),
  );
}
