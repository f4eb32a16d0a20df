import type { EnvelopeFile } from './envelope.ts';
import { bundleLimits } from './limits.ts';

/** The folder that an opened archive makes. */
export const BUNDLE_FOLDER = 'traspaso/';

/** Where the files of a bundle lie, below its folder. */
export const bundlePaths = {
  envelope: 'firma/sobre.json',
  signature: 'firma/sobre.p7s',
  bagit: 'bagit.txt',
  bagInfo: 'bag-info.txt',
  manifest: 'manifest-sha256.txt',
  changes: 'data/cambios.jsonl.gz',
  index: 'data/indice.json',
  settings: 'data/ajustes.json',
  trustList: 'data/confianza/lista.json',
  trustSignature: 'data/confianza/lista.p7s',
  evidence: (sha256: string, ending: string): string => `data/adj/${sha256}.${ending}`,
  paper: (sha256: string): string => `data/doc/${sha256}.pdf`,
  acknowledgement: (id: string): string => `data/acuse/${id}.json`,
} as const;

const ACKNOWLEDGEMENT = /^data\/acuse\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json$/;
/** How the name of a piece of evidence may end. */
const ENDING = /^[a-z0-9]{1,8}$/;

/** Of the changes, in that order: every bundle has them, if only none. */
export const CHANGES_PLACE = 5;

/**
 * The place of a file in the order of the archive: what the rest is read by comes first, so that
 * one pass is enough (who is trusted before what they changed, which file is what before the files).
 * @returns undefined for a path or a size that a file of its kind cannot have
 */
export function filePlace(file: EnvelopeFile): number | undefined {
  const { ruta, bytes, sha256 } = file;
  switch (file.tipo) {
    case 'bagit': {
      const at = [bundlePaths.bagit, bundlePaths.bagInfo, bundlePaths.manifest].findIndex((path) => path === ruta);
      return at < 0 || bytes > bundleLimits.small ? undefined : at;
    }
    case 'cambios':
      return ruta === bundlePaths.changes && file.desc <= unfolded(bytes) ? CHANGES_PLACE : undefined;
    case 'indice':
      return ruta === bundlePaths.index && bytes <= bundleLimits.small ? 6 : undefined;
    case 'ajustes':
      return ruta === bundlePaths.settings && bytes <= bundleLimits.small ? 7 : undefined;
    case 'confianza':
      if (ruta === bundlePaths.trustList && bytes <= bundleLimits.small) return 3;
      return ruta === bundlePaths.trustSignature && bytes <= bundleLimits.signature ? 4 : undefined;
    case 'acuse':
      return ACKNOWLEDGEMENT.test(ruta) && bytes <= bundleLimits.small ? 8 : undefined;
    case 'adjunto': {
      const start = bundlePaths.evidence(sha256, '');
      return ruta.startsWith(start) && ENDING.test(ruta.slice(start.length)) ? 9 : undefined;
    }
    case 'documento':
      return ruta === bundlePaths.paper(sha256) ? 10 : undefined;
  }
}

/** How many bytes of lines a packed file of this size may unfold into. */
function unfolded(bytes: number): number {
  return Math.max(bundleLimits.line, bytes * bundleLimits.unfold);
}
