import '../web-crypto.ts';
import { fail } from '../../shared/kernel/result.ts';
import { answer } from './answer.ts';
import { loadPdfAssets } from './fonts.ts';
import type { DocumentCall, DocumentReply } from './protocol.ts';

// Entry of the utility process that makes documents: no windows, no keys, no network. It answers calls of the main
// process one by one in the order they finish, and holds nothing between them but fonts.
const assets = loadPdfAssets();
const port = process.parentPort;

port.on('message', ({ data }: { data: unknown }) => {
  void reply(data as DocumentCall);
});

async function reply(call: DocumentCall): Promise<void> {
  let result: DocumentReply['result'];
  try {
    result = await answer(call, assets);
  } catch (error) {
    // a bug here must not end the process: other calls may be under way
    result = fail('pdf/engine', { reason: error instanceof Error ? error.message : String(error) });
  }
  port.postMessage({ id: call.id, result } satisfies DocumentReply);
}
