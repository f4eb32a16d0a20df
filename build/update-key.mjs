// npm run update-key -- FILE.pem: makes a key pair that signs updates. The private half goes into FILE, sealed under the
// passphrase in ATALAYA_UPDATE_PASSPHRASE; the public half into the list that the app has built in.
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { requireNode, root, say } from './project.mjs';
import { publicHalf } from './sign-update.mjs';

const KEYS = path.join(root, 'electron/updates/publisher-keys.json');
const SHORTEST = 12;

requireNode();
const file = process.argv[2];
const passphrase = process.env['ATALAYA_UPDATE_PASSPHRASE'] ?? '';
if (file === undefined || passphrase.length < SHORTEST) {
  say(
    `npm run update-key -- FILE.pem, with a passphrase of ${SHORTEST} characters or more in ATALAYA_UPDATE_PASSPHRASE`,
  );
  process.exitCode = 1;
} else if (path.resolve(file).startsWith(root + path.sep)) {
  say('the private key must not lie in the source: choose a file elsewhere, on a medium of its own');
  process.exitCode = 1;
} else {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const sealed = privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase });
  fs.writeFileSync(file, sealed, { flag: 'wx', mode: 0o600 });
  const keys = [...JSON.parse(fs.readFileSync(KEYS, 'utf8')), publicHalf(publicKey)];
  fs.writeFileSync(KEYS, `${JSON.stringify(keys, undefined, 2)}\n`);
  say(`the app now knows ${keys.length} key(s); commit electron/updates/publisher-keys.json and keep ${file} offline`);
}
