import { useEffect } from 'react';

/** Light, dark, or as the desktop is. */
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Dresses the page and follows the desktop for as long as the theme is `system`. */
export function useTheme(theme: Theme): void {
  useEffect(() => {
    const desktop = matchMedia('(prefers-color-scheme: dark)');
    const dress = (): void => {
      const dark = theme === 'dark' || (theme === 'system' && desktop.matches);
      document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    };
    dress();
    desktop.addEventListener('change', dress);
    return () => desktop.removeEventListener('change', dress);
  }, [theme]);
}
