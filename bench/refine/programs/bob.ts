export function response(heyBob: string): string {
  const said = heyBob.trim();
  if (said === "") return "Fine. Be that way!";
  const isQuestion = said.endsWith("?");
  const isShouted = /[A-Z]/.test(said) && said === said.toUpperCase();
  if (isQuestion && isShouted) return "Calm down, I know what I'm doing!";
  if (isShouted) return "Whoa, chill out!";
  return isQuestion ? "Sure." : "Whatever.";
}
