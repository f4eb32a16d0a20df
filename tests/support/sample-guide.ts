/** A guide of a country, as a ministry would write it: its own questions beside known ones. Invented. */
export const sampleGuide = {
  format: 1,
  key: 'cicesct',
  version: '2026-03',
  appliesTo: 'all',
  scored: true,
  name: { es: 'Guía nacional de prueba' },
  source: 'Documento inventado para pruebas, 2026',
  confidence: 'likely',
  questions: [{ key: 'hnPolicia', label: { es: 'La amenazan con la policía' }, escalation: 'violence' }],
  dimensions: [{ key: 'hnControl', label: { es: 'Control según la guía' } }],
  positive: [{ strong: 1 }, { any: 2 }],
  indicators: [
    { question: 'hnPolicia', dimension: 'hnControl', strength: 'medium' },
    { question: 'cdDebt', dimension: 'hnControl', strength: 'weak', doubtful: true },
    { question: 'exHours', dimension: 'hnControl', strength: 'weak' },
  ],
  outcomes: [
    {
      key: 'control',
      urgency: 'high',
      basis: 'published',
      when: { all: ['hnControl'] },
      label: { es: 'Indicios de control, según la guía nacional' },
    },
    { key: 'none', urgency: 'none', basis: 'published', label: { es: 'Sin indicios según la guía nacional' } },
  ],
  flags: [],
} as const;
