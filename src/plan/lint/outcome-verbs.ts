/** Verbs of what can be seen from outside, as they stand behind MUST. */
const verbs = [
  "abort accept add allow alert announce append apply assign block cancel change clear close complete contain",
  "convert copy create decline decrease delete deny disable discard display download drop emit enable encode exit",
  "expire export fail fall give grant hide highlight ignore import include increase inform insert leave link list load",
  "lock log mark move notify omit open output override overwrite persist prefer preserve prevent print produce prompt",
  "publish put raise read recompute record redirect refuse reject remind remove rename render replace report reset",
  "resolve respond restore resume retain retry return roll round save schedule scroll send set show skip sort start",
  "stop store submit suggest suppress tell terminate throw treat trim truncate unlock update upload validate warn write",
]
  .join(" ")
  .split(" ");

/** Those that are as common as nouns, as they stand or with an s: only what follows tells which. */
const nouns = new Set(
  "alert block change copy download drop exit export fall import increase link list load lock log mark move output prompt put record report reset roll round scroll set sort update upload".split(
    " ",
  ),
);

const bases = new Set(verbs);
const thirdPersons = new Set(verbs.map(thirdPerson));

/** `return`, `show`: as behind MUST, or in a step that commands. */
export function isOutcomeVerb(word: string): boolean {
  return bases.has(word);
}

/** The same word could be a noun. */
export function isAlsoNoun(word: string): boolean {
  return nouns.has(word);
}

/** `returns`, `shows`. */
export function isOutcomeVerbOfOne(word: string): boolean {
  return thirdPersons.has(word);
}

function thirdPerson(verb: string): string {
  if (/(?:s|sh|ch|x|o)$/.test(verb)) return `${verb}es`;
  return /[^aeou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}
