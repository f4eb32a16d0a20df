import type { ToldLine } from '../diagnosis/log-line.ts';
import { sizeNames, type SupportSlip } from '../diagnosis/slip.ts';
import { linesOf } from './diagnosis-words.ts';
import { diagnosisText } from './text/diagnosis.ts';

const { slip: words } = diagnosisText;

/** The support slip as text: what a person reads on the screen, and byte for byte what is saved. */
export function slipText(slip: SupportSlip): string {
  const { versions, computer, timings } = slip;
  const lines = [
    words.title,
    words.intro,
    '',
    `${words.madeAt}: ${slip.madeAt}`,
    '',
    words.versions,
    `Atalaya ${versions.app}, Electron ${versions.electron}, Chromium ${versions.chrome}, Node ${versions.node}`,
    `${words.system}: ${versions.system}`,
    `${words.packaged}: ${versions.packaged ? words.yes : words.no}`,
    `${words.computer}: ${words.computerOf(computer.processors, computer.memoryMiB, computer.freeMemoryMiB)}`,
    `${words.office}: ${words.offices[slip.office]}`,
    '',
    words.checks,
    ...linesOf(slip.checks),
    '',
    words.sizes,
    ...sizeNames.map((name) => {
      const { files, bytes } = slip.sizes[name];
      return `${words.sizeNames[name]}: ${words.sizeOf(files, bytes)}`;
    }),
    '',
    words.timings,
    `${words.sinceStart}: ${words.ms(timings.sinceStart)}`,
    `${words.toServices}: ${words.ms(timings.toServices)}`,
    `${words.toCheck}: ${words.ms(timings.toCheck)}`,
    '',
    words.chain,
    chainLine(slip.chain),
    '',
    words.endings,
    ...orNone(
      slip.endings.map(({ at, kind, incident, reason }) =>
        [at, words.endingKinds[kind], incident, reason].filter((part) => part !== undefined).join(' · '),
      ),
    ),
    '',
    words.log,
    ...orNone(slip.log.flatMap(logLines)),
  ];
  return `${lines.join('\n')}\n`;
}

function chainLine(chain: SupportSlip['chain']): string {
  if (chain === undefined) return words.chainUnknown;
  return chain.brokenAt === undefined ? words.chainOf(chain.entries) : words.chainBroken(chain.entries, chain.brokenAt);
}

function logLines({ at, call, incident, fault, reason, error, places }: ToldLine): readonly string[] {
  const head = [at, call, fault, incident, reason, error].filter((part) => part !== undefined).join(' · ');
  return [head, ...places.map((place) => `    ${place}`)];
}

function orNone(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [words.none] : lines;
}
