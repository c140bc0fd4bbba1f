/** An element with its attributes, those that are null left out; `inside` is XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  inside = "",
): string {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : ` ${key}="${xmlAttribute(String(value))}"`,
  );
  const open = `<${name}${given.join("")}`;
  return inside === "" ? `${open}/>` : `${open}>${inside}</${name}>`;
}

/**
 * Text as the content of an element of XML 1.0 that reads back to the same text: a bare carriage return would be read
 * as a newline (section 2.11 of the recommendation).
 */
export function xmlText(text: string): string {
  return text.replaceAll(/[&<>\r]/g, (found) => references[found] ?? found);
}

/** The same for an attribute, whose line ends and tabs would be read as spaces (section 3.3.3). */
function xmlAttribute(text: string): string {
  return text.replaceAll(/[&<>"\t\n\r]/g, (found) => references[found] ?? found);
}

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};
