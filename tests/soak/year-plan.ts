/** What is to be done in one stretch of the year, in two offices of one folder. */
export interface YearPlan {
  /** holds `office/` (the profile that the app opens as well), `otra/`, `memoria/` and `acknowledged.jsonl` */
  readonly folder: string;
  readonly cases: number;
  readonly documents: number;
  readonly bundles: number;
  /** so many cases stay open; older ones go to the archive */
  readonly open: number;
}

/** A line that the working process prints once something is acknowledged, or found to be gone. */
export type YearLine =
  | { readonly kind: 'case'; readonly id: string; readonly revision: number }
  | { readonly kind: 'archived'; readonly id: string }
  | { readonly kind: 'document'; readonly id: string; readonly sha256: string }
  | { readonly kind: 'bundle'; readonly id: string }
  | { readonly kind: 'piece'; readonly caseId: string; readonly sha256: string }
  | { readonly kind: 'lost'; readonly what: string }
  | { readonly kind: 'checked' }
  | { readonly kind: 'done' };

/** Who works in both offices; invented. */
export const yearPerson = { name: 'Iris Damaris Güity', passphrase: 'guacamaya vidrio 4 tambor añil' } as const;
