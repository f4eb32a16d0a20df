import '../web-crypto.ts';
import { fail } from '../../shared/kernel/result.ts';
import { answer } from './answer.ts';
import { boundMemory } from './bound-memory.ts';
import { loadPdfAssets } from './fonts.ts';
import type { DocumentCall, DocumentProgress, DocumentReply } from './protocol.ts';
import { stepBack } from './step-back.ts';

// Entry of the utility process that makes documents: no windows, no keys, no network. It answers calls of the main
// process one by one in the order they finish, and holds nothing between them but fonts.
boundMemory();
stepBack();
const assets = loadPdfAssets();
const port = process.parentPort;

port.on('message', ({ data }: { data: unknown }) => {
  void reply(data as DocumentCall);
});

async function reply(call: DocumentCall): Promise<void> {
  let result: DocumentReply['result'];
  try {
    result = await answer(call, assets, sayProgress(call.id));
  } catch (error) {
    // a bug here must not end the process: other calls may be under way
    result = fail('pdf/engine', { reason: error instanceof Error ? error.message : String(error) });
  }
  port.postMessage({ id: call.id, result } satisfies DocumentReply);
}

/** Says every hundredth once: a long paper has thousands of parts. */
function sayProgress(id: number): (share: number) => void {
  let said = 0;
  return (share) => {
    const hundredths = Math.floor(share * 100);
    if (hundredths <= said) return;
    said = hundredths;
    port.postMessage({ id, share: hundredths / 100 } satisfies DocumentProgress);
  };
}
