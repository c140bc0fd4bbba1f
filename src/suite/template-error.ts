/** A template that is missing, malformed, or asks for what there is not. `code` is stable. */
export class TemplateError extends Error {
  readonly code = "template-unusable";
  /** Its name, as the path below `.greenbar/templates` without the ending. */
  readonly template: string;

  constructor(template: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.template = template;
  }
}
