// npm run sign-update: writes the signed manifest of an update beside its installer. The key is not the one of the
// installer's own signature (Authenticode): see docs/decisions/0029-updates.md.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireNode, root, say } from './project.mjs';

const USAGE = `npm run sign-update -- --installer FILE.exe --news NEWS.json --key KEY.pem [--key OLD.pem] [--months 12]
  NEWS.json   {"es": "…", "en": "…", "fr": "…"}: what is new, as the screen shows it
  --key       private keys of update-key.mjs; the old one too while one follows the other
  the passphrase of the keys is read from ATALAYA_UPDATE_PASSPHRASE`;
const KEYS = path.join(root, 'electron/updates/publisher-keys.json');

/**
 * Makes the manifest of an installer and the signatures over exactly its bytes.
 * @param {object} of
 * @param {Buffer} of.installer
 * @param {string} of.name plain file name of the installer
 * @param {string} of.version
 * @param {string} of.electron version of the Electron inside
 * @param {{ layout: number, journal: number, keyring: number }} of.data
 * @param {{ es: string, en: string, fr: string }} of.news
 * @param {Date} of.released
 * @param {number} of.months how long it brings updates
 * @param {readonly import('node:crypto').KeyObject[]} of.keys private ones
 * @returns {{ manifest: Buffer, signature: Buffer }}
 */
export function signUpdate({ installer, name, version, electron, data, news, released, months, keys }) {
  const validUntil = new Date(released);
  validUntil.setUTCMonth(validUntil.getUTCMonth() + months);
  const content = {
    ...{ format: 1, version, released: released.toISOString(), validUntil: validUntil.toISOString(), electron, data },
    installer: { name, size: installer.length, sha512: createHash('sha512').update(installer).digest('base64') },
    news,
  };
  const manifest = Buffer.from(`${JSON.stringify(content, undefined, 2)}\n`);
  const lines = keys.map((key) => sign(null, manifest, key).toString('base64'));
  return { manifest, signature: Buffer.from(`${lines.join('\n')}\n`) };
}

/**
 * The public half of a key as the app has it built in.
 * @param {import('node:crypto').KeyObject} key public or private
 * @returns {string} 32 bytes, Base64
 */
export function publicHalf(key) {
  const { x = '' } = (key.type === 'public' ? key : createPublicKey(key)).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url').toString('base64');
}

/** @param {string} file @returns {any} */
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

/**
 * The Electron inside an installer, as packaging noted it beside it: another than that of package.json may have been packed.
 * @param {string} installer
 */
function packedElectron(installer) {
  const file = path.join(path.dirname(installer), 'electron-version');
  if (!fs.existsSync(file))
    throw new Error(`${file} is missing: sign the installer where npm run package -- --windows has put it`);
  return fs.readFileSync(file, 'utf8').trim();
}

function main() {
  requireNode();
  const { values } = parseArgs({
    options: {
      installer: { type: 'string' },
      news: { type: 'string' },
      key: { type: 'string', multiple: true },
      months: { type: 'string', default: '12' },
    },
  });
  const { installer: file, news: newsFile, key: keyFiles } = values;
  const months = Number(values.months);
  if (!file || !newsFile || !keyFiles || !Number.isInteger(months) || months < 1) throw new Error(USAGE);
  const { version } = readJson(path.join(root, 'package.json'));
  const name = path.basename(file);
  if (name !== `Atalaya-Setup-${version}.exe`) throw new Error(`${name} is not Atalaya-Setup-${version}.exe`);
  const passphrase = process.env['ATALAYA_UPDATE_PASSPHRASE'];
  const keys = keyFiles.map((one) =>
    createPrivateKey({ key: fs.readFileSync(one, 'utf8'), ...(passphrase === undefined ? {} : { passphrase }) }),
  );
  const strange = keys.find((key) => !readJson(KEYS).includes(publicHalf(key)));
  // an update that its own successor would not believe came from here must not go out
  if (strange) throw new Error(`${publicHalf(strange)} is not in electron/updates/publisher-keys.json of this version`);
  const { manifest, signature } = signUpdate({
    ...{ installer: fs.readFileSync(file), name, version, electron: packedElectron(file) },
    data: readJson(path.join(root, 'shared/update/data-formats.json')),
    ...{ news: readJson(newsFile), released: new Date(), months, keys },
  });
  fs.writeFileSync(path.join(path.dirname(file), 'actualizacion.json'), manifest);
  fs.writeFileSync(path.join(path.dirname(file), 'actualizacion.firma'), signature);
  say(`signed ${name}; copy it with actualizacion.json and actualizacion.firma into ATALAYA-ACTUALIZACION of a stick`);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
