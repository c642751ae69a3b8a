/**
 * What the engine, or the loader, could not do. Data that is wrong is never an error: it is a diagnostic.
 * `code` is stable; `message` is for the reader, in the language that was asked for.
 */
export class SproError extends Error {
  constructor({ code, message, ...details }) {
    super(message);
    this.name = "SproError";
    this.code = code;
    this.details = details;
  }
}
