export function translate(phrase: string): string {
  return phrase
    .split(" ")
    .map((word) => translateWord(word))
    .join(" ");
}

function translateWord(word: string): string {
  if (/^(?:[aeiou]|xr|yt)/.test(word)) return word + "ay";
  const start = /^(?:[^aeiou]*qu|[^aeiou][^aeiouy]*)/.exec(word);
  const length = start === null ? 0 : start[0].length;
  return word.slice(length) + word.slice(0, length) + "ay";
}
