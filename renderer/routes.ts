/** Where in the app one is. Kept in memory only: a case number in an address would end up in places we cannot wipe. */
export type Route =
  | { readonly name: 'home' }
  | { readonly name: 'inspections' }
  | { readonly name: 'inspection'; readonly id: string }
  | { readonly name: 'document'; readonly id: string }
  | { readonly name: 'verify' }
  | { readonly name: 'office' };

/** Goes somewhere. Leaving is always safe: what was typed is in the draft. */
export type Go = (route: Route) => void;

/** The four places of the side navigation, in its order. */
export const places = ['home', 'inspections', 'verify', 'office'] as const;
export type Place = (typeof places)[number];

/** The place of the side navigation that a screen belongs to. */
export function placeOf(route: Route): Place {
  return route.name === 'inspection' || route.name === 'document' ? 'inspections' : route.name;
}
