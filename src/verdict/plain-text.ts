/* oxlint-disable no-control-regex -- control characters are what is sought here */
/**
 * Text of a run as it may be shown anywhere: without terminal escape sequences (ECMA-48: CSI, OSC and its like,
 * also unterminated ones, and single escapes) and without control characters other than tab and line feed.
 */
export function plainText(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(/\u001B\[[0-?]*[ -/]*[@-~]|\u009B[0-?]*[ -/]*[@-~]/gu, "")
    .replaceAll(/\u001B[\]PX^_][^\u0007\u001B\n]*(?:\u0007|\u001B\\)?/gu, "")
    .replaceAll(/\u001B[ -/]*[0-~]?/gu, "")
    .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u{E0000}-\u{E007F}]/gu, "");
}
