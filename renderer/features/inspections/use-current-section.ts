import { useEffect, useState } from 'react';

/** DOM id of a section of the form. */
export function sectionId(key: string): string {
  return `section-${key}`;
}

/** The section that is being read: the one that crosses a line near the top of the window. */
export function useCurrentSection(keys: readonly string[]): string | undefined {
  const [current, setCurrent] = useState(keys[0]);
  useEffect(() => {
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
        if (first !== undefined) setCurrent(first);
      },
      { rootMargin: '-25% 0px -70% 0px' },
    );
    for (const key of keys) {
      const element = document.getElementById(sectionId(key));
      if (element) observer.observe(element);
    }
    return () => observer.disconnect();
  }, [keys]);
  return current;
}
