import type { Permission } from '../shared/access/permissions.ts';

/** Where in the app one is. Kept in memory only: a case number in an address would end up in places we cannot wipe. */
export type Route =
  | { readonly name: 'home' }
  | { readonly name: 'inspections' }
  /** a record by itself: the first acta of a case has the case's id */
  | { readonly name: 'inspection'; readonly id: string }
  | {
      readonly name: 'record';
      readonly caseId: string;
      readonly kind: string;
      readonly id: string;
      /** pseudonym of the person of the case that a new record is about */
      readonly about?: string;
    }
  | { readonly name: 'case'; readonly id: string }
  | { readonly name: 'document'; readonly id: string }
  | { readonly name: 'workplaces' }
  | { readonly name: 'workplace'; readonly id: string }
  | { readonly name: 'alerts' }
  | { readonly name: 'alert'; readonly id: string }
  /** what offices disagree on, everywhere or in one case */
  | { readonly name: 'conflicts'; readonly caseId?: string }
  | { readonly name: 'verify' }
  | { readonly name: 'office' }
  | { readonly name: 'certificate' }
  | { readonly name: 'safety' }
  | { readonly name: 'audit' }
  | { readonly name: 'deadlines' }
  | { readonly name: 'procedure' }
  | { readonly name: 'calculators' }
  | { readonly name: 'exchange' };

/** Where a case of a list is opened: its file, or the acta where there is nothing else. */
export function routeOfCase({ caseId, stage }: { readonly caseId: string; readonly stage?: string }): Route {
  return stage === undefined ? { name: 'inspection', id: caseId } : { name: 'case', id: caseId };
}

/** Where a record of a log is one of several things: the case, the dossier of the workplace, or the alert. */
export function homeOfRecord({ caseId, kind }: { readonly caseId: string; readonly kind: string }): Route {
  if (kind === 'establishment') return { name: 'workplace', id: caseId };
  return kind === 'alert' ? { name: 'alert', id: caseId } : { name: 'case', id: caseId };
}

/** Goes somewhere. Leaving is always safe: what was typed is in the draft. */
export type Go = (route: Route) => void;

/** The places of the side navigation, in its order: Ctrl and its number go to the first ten (0: the tenth), whoever is signed in. */
export const places = [
  'home',
  'inspections',
  'verify',
  'office',
  'safety',
  'audit',
  'deadlines',
  'procedure',
  'calculators',
  'workplaces',
  'alerts',
  'exchange',
] as const;
export type Place = (typeof places)[number];

/** The place of the side navigation that a screen belongs to. */
export function placeOf(route: Route): Place {
  const { name } = route;
  if (name === 'workplace' || (name === 'record' && route.kind === 'establishment')) return 'workplaces';
  if (name === 'alert' || (name === 'record' && route.kind === 'alert')) return 'alerts';
  if (name === 'certificate') return 'office';
  const isOfCase = name === 'inspection' || name === 'record' || name === 'case' || name === 'document';
  return isOfCase || name === 'conflicts' ? 'inspections' : name;
}

/** What one must be allowed to, to be shown a place at all; an absent one is open to everybody who is signed in. */
const needs: Partial<Record<Place, Permission>> = {
  inspections: 'case.read',
  workplaces: 'case.read',
  alerts: 'case.read',
  audit: 'audit.read',
  exchange: 'exchange.send',
};

/** The case or alert that a screen is about; undefined where it is about none. */
export function logOf(route: Route): string | undefined {
  const { name } = route;
  if (name === 'record') return route.kind === 'establishment' ? undefined : route.caseId;
  return name === 'case' || name === 'inspection' || name === 'alert' ? route.id : undefined;
}

/** The key that goes to a place with Ctrl: a digit, and a letter where there are none left. */
export function keyOf(place: Place): string {
  return letters[place] ?? String((places.indexOf(place) + 1) % 10);
}

/** Letters of places that came when the digits were given away. */
const letters: Partial<Record<Place, string>> = { alerts: 'e', exchange: 't' };

/** The right that a screen asks for; undefined when it is everybody's. */
export function rightFor(route: Route): Permission | undefined {
  return needs[placeOf(route)];
}
