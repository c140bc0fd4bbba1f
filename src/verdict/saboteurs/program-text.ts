import { literal } from "../../suite/literal.ts";
import { stringLiteral } from "../../suite/string-literal.ts";
import type { GroupExport } from "./groups.ts";
import type { Saboteur } from "./saboteur.ts";
import type { PartAnswer, Sabotage } from "./sabotages.ts";

/**
 * The module that a sabotage puts in the place of a subject, as JavaScript. It gives up after ten thousand calls:
 * an example that loops until its subject says otherwise has to end.
 */
export function moduleText(sabotage: Sabotage, subject: string): string {
  const exports = sabotage.group.exports.filter((one) => one.subject === subject);
  const texts = exports.map((one, at) => `const e${at} = ${expressionFor(one, sabotage, "ask();")};`);
  const names = exports.map(({ exported }, at) => `e${at} as ${exportedName(exported)}`);
  return `${[counter, ...texts, `export { ${names.join(", ")} };`].join("\n")}\n`;
}

const counter = `let asked = 0;
function ask() {
  asked += 1;
  if (asked > 10000) throw new Error("asked too often");
}`;

/** The same program as a person would write it down, on one line. */
export function programText(sabotage: Sabotage): string {
  return sabotage.group.exports
    .filter(({ key }) => sabotage.answers.some(({ part }) => part.of === key))
    .map((one) => {
      const text = expressionFor(one, sabotage, "");
      return /^(?:async )?(?:function|class) \w/.test(text) ? text : `const ${one.name} = ${text};`;
    })
    .join(" ");
}

function expressionFor(one: GroupExport, { answers }: Sabotage, ask: string): string {
  const own = answers.filter(({ part }) => part.of === one.key);
  const on = (where: PartAnswer["part"]["on"]) =>
    own.filter(({ part }) => part.on === where && part.member !== null);
  const statics = on("export");
  const itself = own.find(({ part }) => part.member === null);
  const name = nameFor(one);
  if (one.as === "class" || itself?.part.how === "constructed") {
    const members = [
      ...(itself?.saboteur.is === "throws"
        ? [`constructor() ${inBraces(bodyFor(itself.saboteur, ask, []))}`]
        : []),
      ...membersFor(on("instance"), ask, "class"),
      ...membersFor(statics, ask, "class").map((member) => `static ${member}`),
    ];
    return `class ${name === "" ? "" : `${name} `}{ ${members.join(" ")} }`;
  }
  if (itself === undefined) return `{ ${membersFor(statics, ask, "object").join(", ")} }`;
  const results = on("result");
  const body =
    results.length > 0 && isNothing(itself.saboteur)
      ? `${ask}return { ${membersFor(results, ask, "object").join(", ")} };`
      : bodyFor(itself.saboteur, ask, one.params);
  const params = paramsFor(itself.saboteur, one.params);
  const code = `${itself.isAsync ? "async " : ""}function ${name}(${params}) ${inBraces(body)}`;
  return statics.length === 0
    ? code
    : `Object.assign(${code}, { ${membersFor(statics, ask, "object").join(", ")} })`;
}

/** Its name, where a declaration may have it. */
function nameFor({ name }: GroupExport): string {
  return isFree(name) ? name : "";
}

function isFree(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name) && !reserved.has(name);
}

const reserved = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let new null package " +
    "private protected public return static super switch this throw true try typeof var void while with yield"
  ).split(" "),
);

function exportedName(exported: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(exported) ? exported : stringLiteral(exported);
}

/** Methods and what is read; where a member is both, it is a method. */
function membersFor(answers: readonly PartAnswer[], ask: string, within: "class" | "object"): string[] {
  const methods = new Set(answers.filter(({ part }) => part.how !== "read").map(({ part }) => part.member));
  return answers.flatMap(({ part, saboteur, isAsync }) => {
    const { member, how } = part;
    if (member === null || (how === "read" && methods.has(member))) return [];
    if (how !== "read") {
      const body = inBraces(bodyFor(saboteur, ask, []));
      return [`${isAsync ? "async " : ""}${member}(${paramsFor(saboteur, [])}) ${body}`];
    }
    if (within === "object") return [`${member}: ${valueText(saboteur, isAsync)}`];
    return [`get ${member}() { ${ask}return ${valueText(saboteur, isAsync)}; }`];
  });
}

function valueText(saboteur: Saboteur, isAsync: boolean): string {
  const text = saboteur.is === "constant" ? literal(saboteur.value) : "undefined";
  return isAsync ? `Promise.resolve(${text})` : text;
}

function paramsFor(saboteur: Saboteur, params: readonly string[]): string {
  if (saboteur.is !== "argument") return "";
  return argumentNames(saboteur.at, params).join(", ");
}

/** `value`, or `arg1, arg2` where it is not the first that counts. */
function argumentNames(at: number, params: readonly string[]): string[] {
  const known = params.slice(0, at + 1);
  if (known.length === at + 1 && known.every(isFree)) return known;
  return at === 0 ? ["value"] : Array.from({ length: at + 1 }, (_, index) => `arg${index + 1}`);
}

function bodyFor(saboteur: Saboteur, ask: string, params: readonly string[]): string {
  switch (saboteur.is) {
    case "throws":
      return `${ask}throw ${errorText(saboteur.error)};`;
    case "constant":
      return isNothing(saboteur) ? ask : `${ask}return ${literal(saboteur.value)};`;
    case "argument":
      return `${ask}return ${argumentNames(saboteur.at, params).at(-1)};`;
    case "lookup":
      return ask;
  }
}

function inBraces(body: string): string {
  return body === "" ? "{}" : `{ ${body} }`;
}

function isNothing(saboteur: Saboteur): boolean {
  return saboteur.is === "constant" && saboteur.value.t === "undefined";
}

function errorText({ name, message }: { readonly name: string; readonly message: string }): string {
  const text = message === "" ? "" : stringLiteral(message);
  if (ownErrors.has(name)) return `new ${name}(${text})`;
  return `Object.assign(new Error(${text}), { name: ${stringLiteral(name)} })`;
}

const ownErrors = new Set(
  "Error TypeError RangeError SyntaxError ReferenceError EvalError URIError".split(" "),
);
