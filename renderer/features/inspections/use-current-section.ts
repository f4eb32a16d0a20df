import { useEffect, useState } from 'react';

/** DOM id of a section of the form. */
export function sectionId(key: string): string {
  return `section-${key}`;
}

/** Going to a field scrolls the page; what passes the line meanwhile is not being read. */
const FOCUS_RULES_MS = 600;

/** The section that is being worked on: the one the focus has just entered, else the one near the top of the window. */
export function useCurrentSection(keys: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(keys[0]);
  useEffect(() => {
    let focusedAt = -Infinity;
    const onFocus = ({ target }: FocusEvent): void => {
      const section = target instanceof Element ? keys.find((key) => target.closest(`#${sectionId(key)}`)) : undefined;
      if (section === undefined) return;
      focusedAt = performance.now();
      setCurrent(section);
    };
    document.addEventListener('focusin', onFocus);
    const crossing = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const key = keys.find((candidate) => sectionId(candidate) === target.id);
          if (key === undefined) continue;
          if (isIntersecting) crossing.add(key);
          else crossing.delete(key);
        }
        const first = keys.find((key) => crossing.has(key));
        if (first !== undefined && performance.now() - focusedAt > FOCUS_RULES_MS) setCurrent(first);
      },
      { rootMargin: '-25% 0px -70% 0px' },
    );
    for (const key of keys) {
      const element = document.getElementById(sectionId(key));
      if (element) observer.observe(element);
    }
    return () => {
      document.removeEventListener('focusin', onFocus);
      observer.disconnect();
    };
  }, [keys]);
  return current;
}
