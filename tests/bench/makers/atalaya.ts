import { renderPdf } from '../../../shared/pdf/render.ts';
import { renderStamp } from '../../../shared/pdf/stamp.ts';
import { createAuthority, generateSigningKeys, issueCertificate } from '../../../shared/signature/authority.ts';
import { buildCms, webCryptoSigner } from '../../../shared/signature/cms.ts';
import { embedSignature } from '../../../shared/signature/embed.ts';
import { prepareSignature } from '../../../shared/signature/prepare.ts';
import type { SignerKey } from '../../../shared/signature/signer.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import type { CreateMaker } from './maker.ts';

const organization = 'Oficina Regional de Trujillo';
const subject = { name: 'Wagíbuna Álvarez Núñez', position: 'Inspectora I', credential: 'IT-0457', organization };

/** This app's way: tagged PDF/A-3a with QR code and attached record, then a visible, certifying PAdES signature. */
export const createAtalayaMaker: CreateMaker = async () => {
  const assets = pdfAssets();
  const key = await issueKey();
  return async (report) => {
    const { pdf, fields } = valueOf(await renderPdf(report, assets));
    const place = fields[0];
    if (!place) throw new Error('the report has no signature field');
    const when = new Date();
    const reason = 'Acta levantada';
    const stamp = valueOf(
      await renderStamp(
        {
          ...subject,
          kind: 'firma electrónica simple',
          reason,
          place: 'Trujillo',
          when: when.toISOString(),
          serial: '1',
          width: place.width,
          height: place.height,
        },
        assets,
      ),
    );
    const prepared = valueOf(
      await prepareSignature(pdf, {
        field: place.name,
        name: subject.name,
        reason,
        place: 'Trujillo',
        when,
        certify: 2,
        stamp,
      }),
    );
    return embedSignature(prepared, await buildCms(prepared.digest, key));
  };
};

async function issueKey(): Promise<SignerKey> {
  const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2036-01-01T00:00:00Z') };
  const officeKeys = await generateSigningKeys();
  const certificate = await createAuthority({ name: `AC ${organization}`, organization, keys: officeKeys, ...dates });
  const keys = await generateSigningKeys();
  const own = await issueCertificate({
    subject,
    publicKey: keys.publicKey,
    authority: { certificate, privateKey: officeKeys.privateKey },
    ...dates,
  });
  return webCryptoSigner(keys.privateKey, own, [certificate]);
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code} ${JSON.stringify(result.fault.detail)}`);
  return result.value;
}
