import { register } from 'node:module';

/** A loader hook for Node: JSON is imported as the bundler imports it, without saying `with { type: 'json' }`. */
const HOOK = `export const load = (url, context, next) =>
  next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context);`;

/** Lets the end-to-end tests import parts of the app that read JSON; call it before they are loaded. */
export function allowJsonModules(): void {
  register(`data:text/javascript,${encodeURIComponent(HOOK)}`);
}
