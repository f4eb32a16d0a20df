"""A second reader of the formats, written from docs/formats alone. Prints what it found as JSON, or fails with a sentence.

  formats.py journal FOLDER|FILE...    order, completeness, every digest; no key
  formats.py snapshot FILE             the archive, its manifest, every part, the journal in it; no key
  formats.py bundle FILE.age IDENTITY CERTIFICATE.pem ROOT.pem    everything; needs age and openssl
  formats.py paper FILE.pdf            the attached record and what its code must say; needs qpdf
"""
import base64, gzip, hashlib, json, os, re, struct, subprocess, sys, tempfile, uuid


class Wrong(Exception):
    pass


def need(condition, sentence):
    if not condition:
        raise Wrong(sentence)


def sha(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def b43(data):
    return base64.urlsafe_b64encode(data).decode().rstrip('=')


def from_b64url(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def jcs(value):
    """RFC 8785, for the values that the formats have: no fractions."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode('utf-16-be'))
        return '{' + ','.join(jcs(name) + ':' + jcs(value[name]) for name in names) + '}'
    if isinstance(value, list):
        return '[' + ','.join(jcs(item) for item in value) + ']'
    return json.dumps(value, ensure_ascii=False)


def read_jcs(data, what):
    value = json.loads(data.decode('utf-8'))
    need(jcs(value).encode() == data, f'{what} is not canonical')
    return value


# the journal

ZERO = bytes(32)


def file_header(data):
    for at in (0, 128):
        copy = data[at:at + 128]
        if len(copy) == 128 and copy[:8] == b'ATJOURN1' and sha(copy[:96]) == copy[96:]:
            kind, = copy[8:9]
            need(kind in (1, 2, 3), 'unknown kind of file')
            before, = struct.unpack('>Q', copy[32:40])
            return kind, str(uuid.UUID(bytes=copy[16:32])), before, copy[40:72]
    need(re.match(rb'ATJOURN[2-9]', data[:8]) is None, 'a newer version wrote this journal')
    raise Wrong('no header')


def frames_of(data):
    at = 256
    while at < len(data):
        magic = data[at:at + 4]
        need(magic in (b'ATJF', b'ATJB'), f'no frame at {at}')
        is_base = magic == b'ATJB'
        head = 124 if is_base else 84
        length, seq = struct.unpack('>IQ', data[at + 4:at + 16])
        start, place = seq, None
        if is_base:
            start, = struct.unpack('>Q', data[at + 16:at + 24])
            place = data[at + 24:at + 56]
        before_at = at + head - 68
        before, check, own = data[before_at:before_at + 32], data[before_at + 32:before_at + 36], data[before_at + 36:at + head]
        need(sha(data[at:before_at + 32])[:4] == check, f'header of frame {seq} is damaged')
        need(at + head + length <= len(data), f'frame {seq} was cut off')
        payload = data[at + head:at + head + length]
        need(sha(data[at:before_at + 36], payload) == own, f'frame {seq} is damaged')
        need(payload[:2] == b'\x01\x01' and (length - 30) % 256 == 0, f'payload of frame {seq} is not sealed')
        yield start, seq, before, place if is_base else own
        at += head + length


def read_journal(files):
    """files: bytes in the order of their numbers"""
    kinds = [file_header(data) for data in files]
    begin = max((i for i, (kind, *_) in enumerate(kinds) if kind != 1), default=0)
    vault, last, digest, count = kinds[begin][1], kinds[begin][2], kinds[begin][3], 0
    for data, (_, owner, before_seq, before_digest) in list(zip(files, kinds))[begin:]:
        need(owner == vault, 'files of two offices')
        need((before_seq, before_digest) == (last, digest), 'a file does not follow the one before')
        for start, seq, before, named in frames_of(data):
            need(start == last + 1, f'frame {start} comes after {last}')
            need(before == digest, f'frame {start} does not follow the one before')
            last, digest, count = seq, named, count + 1
    return {'vaultId': vault, 'frames': count, 'seq': last, 'digest': digest.hex()}


def journal(*paths):
    if len(paths) == 1 and os.path.isdir(paths[0]):
        names = [name for name in os.listdir(paths[0]) if re.fullmatch(r'\d{6,12}\.atj', name)]
        paths = [os.path.join(paths[0], name) for name in sorted(names, key=lambda name: int(name[:-4]))]
    return read_journal([open(path, 'rb').read() for path in paths])


# archives


def entries(data):
    """The regular files of a strict ustar: name, header, bytes. Nothing may be left over."""
    at, empty = 0, 0
    while at < len(data):
        header = data[at:at + 512]
        if header == bytes(512):
            need(data[at:] == bytes(1024), 'something stands behind the end of the archive')
            return
        need(header[257:265] == b'ustar\x0000' and header[156:157] in (b'0',), 'not a regular file of ustar')
        told = int(header[148:154], 8)
        need(sum(header[:148]) + 8 * 32 + sum(header[156:]) == told, 'checksum of a tar header')
        name, size = header[:100].rstrip(b'\0').decode('ascii'), int(header[124:135], 8)
        need(not any(data[at + 512 + size:at + 512 + -(-size // 512) * 512]), 'padding is not zeros')
        yield name, header, data[at + 512:at + 512 + size]
        at += 512 + -(-size // 512) * 512
    raise Wrong('the archive has no end')


def snapshot(path):
    found = list(entries(open(path, 'rb').read()))
    need(found and found[0][0] == 'copia.json', 'no manifest')
    manifest = json.loads(found[0][2])
    need(manifest.get('format') in (1, 2), 'a newer version made this copy')
    need(manifest['layout'] <= 2, 'a newer version made this copy')
    check = manifest.pop('check')
    need(sha(jcs(manifest).encode()).hex() == check, 'the manifest was changed')
    told = [(part['name'], part['size'], part['sha256']) for part in manifest['parts']]
    need(told == [(name, len(data), sha(data).hex()) for name, _, data in found[1:]], 'parts are not as the manifest says')
    read = read_journal([data for name, _, data in found if name.startswith('journal/')])
    need((read['vaultId'], read['seq'], read['digest']) == (manifest['vaultId'], manifest['seq'], manifest['digest']), 'another journal')
    return {key: manifest[key] for key in ('format', 'vaultId', 'office', 'madeAt', 'appVersion', 'seq', 'counts')} | {
        'parts': [name for name, *_ in told],
        'evidence': len(manifest.get('evidence', [])),
    }


# bundles


def run(*command, given=None):
    done = subprocess.run(command, input=given, capture_output=True)
    need(done.returncode == 0, f'{command[0]}: {done.stderr.decode(errors="replace").strip()}')
    return done.stdout


def der_signature(raw):
    def integer(half):
        half = half.lstrip(b'\0') or b'\0'
        half = b'\0' + half if half[0] & 0x80 else half
        return b'\x02' + bytes([len(half)]) + half
    body = integer(raw[:32]) + integer(raw[32:])
    return b'\x30' + bytes([len(body)]) + body


def certificates_by_hash(folder):
    """b43 of the DER -> file with the public key"""
    known = {}
    for name in os.listdir(folder):
        pem = os.path.join(folder, name)
        key = os.path.join(folder, name + '.key')
        if name.endswith('.pem'):
            open(key, 'wb').write(run('openssl', 'x509', '-in', pem, '-noout', '-pubkey'))
            known[b43(sha(run('openssl', 'x509', '-in', pem, '-outform', 'DER')))] = key
    return known


def bundle(path, tar_or_identity, certificates, root):
    """tar_or_identity: `-` when the file is the archive itself, opened by other means"""
    data = open(path, 'rb').read()
    if tar_or_identity != '-':
        data = run('age', '-d', '-i', tar_or_identity, path)
    found = list(entries(data))
    names = [name for name, *_ in found]
    need(names[:2] == ['traspaso/firma/sobre.json', 'traspaso/firma/sobre.p7s'], 'no envelope')
    raw, signature = found[0][2], found[1][2]
    with tempfile.TemporaryDirectory() as work:
        files = {'sobre': raw, 'p7s': signature}
        for name, content in files.items():
            open(os.path.join(work, name), 'wb').write(content)
        run('openssl', 'cms', '-verify', '-binary', '-inform', 'DER', '-purpose', 'any', '-no_check_time', '-in', os.path.join(work, 'p7s'),
            '-content', os.path.join(work, 'sobre'), '-CAfile', root, '-out', os.devnull)
        envelope = read_jcs(raw, 'the envelope')
        need(envelope['ctx'] == 'traspaso/v1', 'a newer version made this bundle')
        told = [('traspaso/' + file['ruta'], file['bytes'], file['sha256']) for file in envelope['archivos']]
        need(told == [(name, len(content), sha(content).hex()) for name, _, content in found[2:]], 'files are not as the envelope says')
        made = {file['tipo'] for file in envelope['archivos']}
        packed = next(content for name, _, content in found if name.endswith('cambios.jsonl.gz'))
        changes, seals = read_changes(gzip.decompress(packed), envelope, certificates_by_hash(certificates), work)
    return {
        'identity': sha(raw).hex(), 'tipo': envelope['tipo'], 'emisor': envelope['emisor']['oficina'], 'changes': changes,
        'seals': seals, 'cases': [case['id'] for case in envelope['casos']], 'kinds': sorted(made),
    }


def read_changes(text, envelope, keys, work):
    lines = text.split(b'\n')
    need(lines.pop() == b'', 'the last line has no end')
    told = next(file for file in envelope['archivos'] if file['tipo'] == 'cambios')
    need((len(text), len(lines)) == (told['desc'], told['lineas']), 'lines are not as many as announced')
    series, sealed, tips = {}, set(), {}
    for line in lines:
        entry = read_jcs(line, 'a line')
        if 'sello' in entry:
            seal = entry['sello']
            signed = b'traspaso/sello/v1\0' + jcs({key: seal[key] for key in ('c', 'r', 'n', 'h', 't', 'cert')}).encode()
            need(seal['cert'] in keys, 'a seal by nobody known')
            place = os.path.join(work, 'sig')
            open(place, 'wb').write(der_signature(from_b64url(seal['sig'])))
            run('openssl', 'dgst', '-sha256', '-verify', keys[seal['cert']], '-signature', place, given=signed)
            sealed.add(seal['h'])
            continue
        op = entry['op']
        own = b43(sha(b'traspaso/asiento/v1\0', jcs(op).encode()))
        if 'x' in entry:
            value = entry['x']
            need(op['h'] == b43(sha(b'traspaso/valor/v1\0', value['sal'].encode(), b'\0', jcs(value['val']).encode())), 'a value was changed')
        series[own] = op
    reached = set()
    for end in sealed:
        while end is not None and end in series and end not in reached:
            reached.add(end)
            end = series[end]['p']
    need(reached == set(series), 'changes without a seal')
    before = {op['p'] for op in series.values()}
    for own, op in series.items():
        if own not in before:
            tips.setdefault(op['c'], set()).add((op['r'], op['n'], own))
    said = {case['id']: {(tip['r'], tip['n'], tip['h']) for tip in case['series']} for case in envelope['casos']}
    need(tips == said, 'the ends of the series are not those of the envelope')
    return len(series), len(sealed)


# papers


def paper(path):
    listed = run('qpdf', '--list-attachments', path).decode().strip().split('\n')
    need(len(listed) == 1, 'not one attachment')
    name = listed[0].split(' -> ')[0]
    raw = run('qpdf', f'--show-attachment={name}', path)
    record = read_jcs(raw, 'the record')
    need(re.fullmatch(r'atalaya/[a-z_]+/v1', record['format']) is not None, 'a record of another format')
    need(set(record) - {'reason'} == {'format', 'number', 'version', 'addressee', 'office', 'values', 'tables'}, 'members of the record')
    return {
        'name': name, 'number': record['number'], 'format': record['format'], 'office': record['office']['code'],
        'employer': record['values'].get('employerName'),
        'code': f"ATALAYA:1:{record['number']}:{record['version']}:{sha(raw).hex()}",
        'revisions': open(path, 'rb').read().count(b'%%EOF'),
    }


if __name__ == '__main__':
    try:
        print(json.dumps({'journal': journal, 'snapshot': snapshot, 'bundle': bundle, 'paper': paper}[sys.argv[1]](*sys.argv[2:])))
    except Wrong as wrong:
        sys.exit(str(wrong))
