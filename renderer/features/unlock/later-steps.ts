// Of the first run all but its first step: fetched while a person fills that in.
import '../../text/whole.ts';
export { RecoverySheets } from '../../parts/recovery-sheets.tsx';
export { HoldersStep } from './holders-step.tsx';
export { PassphraseStep } from './passphrase-step.tsx';
export { PersonStep } from './person-step.tsx';
