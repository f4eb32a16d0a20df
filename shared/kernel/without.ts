/** A copy of an object without some of its fields. */
export function without<T extends object, K extends keyof T & string>(value: T, ...left: readonly K[]): Omit<T, K> {
  const isLeft = (key: string): boolean => (left as readonly string[]).includes(key);
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isLeft(key))) as Omit<T, K>;
}
