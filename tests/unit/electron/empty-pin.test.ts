import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { signWithToken } from '../../../electron/tokens/pkcs11-tool.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { faultOf, newFolder } from '../../support/vault-builder.ts';

test.skipIf(process.platform === 'win32')(
  'an empty PIN is never sent to a token, which would count it as a wrong one',
  async () => {
    const folder = newFolder();
    const seen = path.join(folder, 'asked');
    const program = path.join(folder, 'tool.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${seen}\nexit 1\n`, { mode: 0o755 });
    const sign = (pin: string) =>
      signWithToken({ program, module: '/lib/token.so' }, { keyId: '01', keyType: 'ec', pin }, utf8('acta'));
    expect(faultOf(await sign(''))).toEqual({ code: 'sign/wrong-pin' });
    expect(existsSync(seen)).toBe(false);
    expect(faultOf(await sign('1234'))).toEqual({ code: 'sign/token-silent' });
    expect(existsSync(seen)).toBe(true);
  },
);
