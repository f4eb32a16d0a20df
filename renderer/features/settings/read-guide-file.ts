import { GUIDE_MOST_BYTES, readGuideFile } from '../../../shared/catalog/screening/guide-file.ts';
import type { RuleSet } from '../../../shared/catalog/screening/rule-set.ts';
import { fail, type Result } from '../../../shared/kernel/result.ts';

/**
 * Reads a chosen file as a guide; nothing is kept of it.
 * @param others guides that the office has already
 * @returns the faults of `readGuideFile`, `file/too-large`, `file/cannot-read`
 */
export async function chooseGuide(
  file: Pick<File, 'size' | 'text'>,
  others: readonly RuleSet[],
): Promise<Result<RuleSet>> {
  if (file.size > GUIDE_MOST_BYTES) return fail('file/too-large');
  try {
    return readGuideFile(await file.text(), others);
  } catch {
    // the stick was pulled out, or a folder was dropped
    return fail('file/cannot-read');
  }
}
