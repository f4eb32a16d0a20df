import { cleanName } from '../../shared/evidence/file-name.ts';
import { evidenceKinds } from '../../shared/evidence/sniff.ts';
import { button, h } from '../outside/dom.ts';
import { LARGEST_PDF_BYTES } from './check-file.ts';
import type { BundleContents, ContentFile } from './sealed-message.ts';
import type { Say } from './words.ts';

/** Characters of a name on any file system, ending included. */
const LONGEST_NAME = 120;
const KNOWN_ENDINGS = new Set<string>(Object.values(evidenceKinds).map(({ ending }) => ending));

/** A file of a bundle under the name that it is shown and saved by. */
export interface NamedFile extends ContentFile {
  readonly name: string;
}

/**
 * Names the files of a bundle. What the sender calls a paper becomes one plain name, and a piece of evidence that is of no kind
 * that the app keeps gets an ending that nothing runs.
 */
export function nameFiles({ files }: BundleContents, say: Say): readonly NamedFile[] {
  const counts = new Map<ContentFile['kind'], number>();
  return files.map((file) => {
    const { kind, path, paper } = file;
    const n = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, n);
    const numbered = String(n).padStart(3, '0');
    if (kind === 'cambios') return { ...file, name: say('verifierPage.historyName') };
    if (kind === 'adjunto') {
      const ending = path.slice(path.lastIndexOf('.'));
      const safe = KNOWN_ENDINGS.has(ending) ? ending : '.bin';
      return { ...file, name: `${say('verifierPage.evidenceName')}-${numbered}${safe}` };
    }
    const called =
      paper === undefined
        ? `${say('verifierPage.paperName')}-${numbered}`
        : `${paper.title} ${paper.number} v${paper.version}-${paper.state}`;
    return { ...file, name: cleanName(`${called}.pdf`, LONGEST_NAME) };
  });
}

/** What of a file can be asked for. */
export interface FileDeeds {
  readonly save: (file: NamedFile) => void;
  /** has the page verify the signatures of a paper */
  readonly verify: (file: NamedFile) => void;
}

/** The papers and the evidence of a bundle, each with what can be done with it. */
export function drawFiles(files: readonly NamedFile[], say: Say, deeds: FileDeeds): readonly HTMLElement[] {
  return (['documento', 'adjunto', 'cambios'] as const).flatMap((kind) => {
    const some = files.filter((file) => file.kind === kind);
    if (some.length === 0) return [];
    return [
      h('h3', {}, say(`verifierPage.files.${kind}`)),
      h(
        'ul',
        { class: 'files', 'aria-label': say(`verifierPage.files.${kind}`) },
        ...some.map((file) => row(file, say, deeds)),
      ),
    ];
  });
}

function row(file: NamedFile, say: Say, { save, verify }: FileDeeds): HTMLElement {
  const { name, kind, sha256, size } = file;
  const isPdf = kind === 'documento' && size <= LARGEST_PDF_BYTES;
  return h(
    'li',
    {},
    h('strong', {}, name),
    h('span', { class: 'hint' }, ` ${sizeText(size)}`),
    h('p', { class: 'hash hint' }, `SHA-256: ${sha256}`),
    h(
      'div',
      { class: 'deeds' },
      button(say('verifierPage.saveFile'), () => save(file), { 'aria-label': say('verifierPage.saveNamed', { name }) }),
      isPdf
        ? button(say('verifierPage.verifyFile'), () => verify(file), {
            'aria-label': say('verifierPage.verifyNamed', { name }),
          })
        : undefined,
    ),
  );
}

function sizeText(bytes: number): string {
  const [unit, by] = bytes < 1e6 ? ['kB', 1e3] : bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${(Math.ceil((bytes / by) * 10) / 10).toLocaleString('es-HN')} ${unit}`;
}
