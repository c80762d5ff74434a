import type { IncomingMessage, ServerResponse } from 'node:http';

/** Words that the page shows, in both languages. */
export type Words = { nl: string; en: string };

/**
 * One stand-in's part of the page: a column or tab of its own. The browser loads `script` as a module and
 * calls its `mount(element, page)`; what it needs it asks at `/NAME/…`, and it is told of changes by name.
 */
export type Pane = {
  /** Its name in addresses: small letters. */
  name: string;
  title: Words;
  /** The folder with what the browser loads, served at `/NAME/files/…`. */
  files: URL;
  /** The module and the styles in that folder. */
  script: string;
  style: string;
  /** Answers what its script asks, below `/NAME/`; the path comes without that. */
  answer(path: string, request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Calls the listener after each change. */
  onChange(listener: () => void): void;
};
