/** A CommonJS module with a `default`: Node hands over its exports, a bundler may already have taken the default. */
export function defaultOf(module: unknown): unknown {
  return (module as { readonly default?: unknown }).default ?? module;
}
