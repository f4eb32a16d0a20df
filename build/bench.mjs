// npm run bench [-- documents lengths start package stalls large vault office snapshots exchange screening]: measures against
// peers; see tests/bench/. Ends well even when a target is missed (it says so): figures of a busy machine are no
// reason to stop anyone. ATALAYA_BENCH_RECORDS: a smaller `office`; ATALAYA_BENCH_PHOTOS: a smaller `large`;
// ATALAYA_BENCH_PAGES: some of the `lengths`; ATALAYA_BENCH_PEERS: where their further peers are installed;
// ATALAYA_BENCH_PROFILE: a folder that the first run of `office` fills and keeps, and that others measure: only measuring
// wants a quiet machine.
import { runTool } from './run-tool.mjs';

const args = process.argv.slice(2);
await runTool({
  name: 'bench',
  entry: 'tests/bench/bench.ts',
  beside: ['tests/bench/measure-maker.ts', 'tests/bench/measure-exchange.ts'],
  mainScripts: [
    'tests/bench/print-window.ts',
    'tests/bench/start-probe.ts',
    'tests/bench/empty-window.ts',
    'tests/bench/vault-window.ts',
    'tests/bench/vault-preload.ts',
    'tests/bench/snapshot-window.ts',
    'electron/snapshots/snapshot-worker.ts',
  ],
  pages: ['tests/bench/vault-page.ts', 'tests/bench/office-filler.ts'],
  // what these measure of the app is bundled with the bench itself, or built by it
  needsApp:
    args.length === 0 ||
    args.some(
      (part) => !['documents', 'lengths', 'package', 'vault', 'snapshots', 'exchange', 'screening'].includes(part),
    ),
  args,
});
