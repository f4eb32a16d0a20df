import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { timeInHonduras } from '../../shared/kernel/plain-date.ts';
import { commonName } from '../../shared/signature/common-name.ts';
import { spokenFingerprint } from '../../shared/signature/spoken-fingerprint.ts';
import type { PdfVerdict } from '../../shared/signature/verdict.ts';
import { button, h } from '../outside/dom.ts';
import { fileButton } from '../outside/file-button.ts';
import { languageButtons, type Language } from '../outside/languages.ts';
import { checkFile, LARGEST_PDF_BYTES } from './check-file.ts';
import { drawComparison, type Anchor } from './draw-comparison.ts';
import { drawSealed } from './draw-sealed.ts';
import { drawVerdict } from './draw-verdict.ts';
import { readGiven } from './read-given.ts';
import { findOpening, SealedDesk, type Told } from './sealed-desk.ts';
import { isPart, isSealed, joinParts } from './sealed-file.ts';
import { day, speak, type Say } from './words.ts';

/** without a secure context, or in a browser of years ago, there is nothing to verify with */
const canVerify = 'DecompressionStream' in window && 'crypto' in window && 'subtle' in crypto;

type Stage =
  | { readonly kind: 'waiting'; readonly problem?: Told }
  | { readonly kind: 'checking'; readonly name: string }
  | {
      readonly kind: 'done';
      readonly name: string;
      readonly pdf: Bytes;
      readonly verdict: PdfVerdict;
      /** who vouches for themselves at the ends of the chains */
      readonly anchors: readonly Anchor[];
    }
  | { readonly kind: 'sealed'; readonly desk: SealedDesk };

const page = h('main');
document.body.replaceChildren(page);

// Spanish is the language of the papers and of whoever is called; others are one press away
let language: Language = 'es';
let stage: Stage = { kind: 'waiting' };
/** the person's own doing, forgotten when the page is closed */
const compared: (Anchor & { readonly at: string })[] = [];
/** a bundle out of which the paper on the screen came */
let behind: SealedDesk | undefined;
const given: { readonly anchors: Anchor[]; readonly lists: Bytes[]; readonly notes: Told[] } = {
  anchors: [],
  lists: [],
  notes: [],
};

function draw(): void {
  const say = speak(language);
  document.documentElement.lang = language;
  document.title = say('verifierPage.title');
  page.replaceChildren(
    h(
      'header',
      {},
      languageButtons(language, say('verifierPage.language'), (chosen) => {
        language = chosen;
        draw();
      }),
      h('h1', {}, say('verifierPage.title')),
      h('p', {}, say('verifierPage.intro')),
    ),
    ...(canVerify
      ? [chooser(say), ...result(say), extras(say)]
      : [h('p', { class: 'warning', role: 'alert' }, say('verifierPage.needsBrowser'))]),
    h(
      'footer',
      {},
      h('details', {}, h('summary', {}, say('verifierPage.genuine')), h('p', {}, say('verifierPage.genuineText'))),
    ),
  );
}

function chooser(say: Say): HTMLElement {
  const isDone = stage.kind === 'done' || stage.kind === 'sealed';
  const label = say(isDone ? 'verifierPage.another' : 'verifierPage.choose');
  const problem = stage.kind === 'waiting' ? stage.problem?.(say) : undefined;
  return h(
    'section',
    { class: 'chooser', 'aria-label': label },
    ...fileButton(label, { id: 'choose', class: isDone ? '' : 'main', multiple: true }, check),
    h('span', { class: 'hint' }, say('verifierPage.drop')),
    problem === undefined ? undefined : h('p', { class: 'warning', role: 'alert' }, problem),
    h('p', { role: 'status' }, stage.kind === 'checking' ? say('verify.checking', { name: stage.name }) : ''),
  );
}

async function check(files: readonly File[]): Promise<void> {
  const [file, ...more] = files;
  if (file === undefined || stage.kind === 'checking') return;
  behind = undefined;
  try {
    if (files.some(isPart) || (await isSealed(file))) await offer(files);
    else if (more.length > 0) wait((say) => say('verify.onlyOne'));
    else await checkPdf(file.name, file);
  } catch {
    // the stick was pulled out, or a folder was dropped
    wait((say) => say('verify.unreadable'));
  }
}

async function checkPdf(name: string, file: Blob): Promise<void> {
  if (file.size > LARGEST_PDF_BYTES) wait((say) => say('verify.tooLarge', { limit: LARGEST_PDF_BYTES / 1024 / 1024 }));
  else await verify(name, ownBytes(new Uint8Array(await file.arrayBuffer())));
}

/** Puts a sealed bundle on the desk, where it is opened. */
async function offer(files: readonly File[]): Promise<void> {
  const file = joinParts(files);
  const opens = file && (await findOpening(file));
  if (file === undefined || opens === undefined) {
    wait((say) => say(file === undefined ? 'verifierPage.partsMissing' : 'verifierPage.refused.none'));
    return;
  }
  if (stage.kind === 'sealed') stage.desk.stop();
  const isShown = (): boolean => stage.kind === 'sealed' && stage.desk === desk;
  const desk: SealedDesk = new SealedDesk(file, opens, {
    draw: () => {
      // another file may be on the screen by now
      if (isShown()) drawFrom('result');
    },
    onProgress: (part) => {
      const bar = document.getElementById('read-so-far');
      if (isShown() && bar instanceof HTMLProgressElement) bar.value = part;
    },
    roots: () => compared.map(({ der }) => der),
    verifyPdf: (name, pdf) => {
      behind = desk;
      void checkPdf(name, pdf);
    },
  });
  stage = { kind: 'sealed', desk };
  drawFrom('result');
}

/** Draws the page and goes on from a heading of it. */
function drawFrom(id: string): void {
  draw();
  document.getElementById(id)?.focus();
}

async function verify(name: string, pdf: Bytes): Promise<void> {
  stage = { kind: 'checking', name };
  draw();
  const verdict = await checkFile(pdf, { roots: compared.map(({ der }) => der), crls: given.lists });
  if (verdict === undefined) {
    wait((say) => say('verifierPage.noWorker'));
    return;
  }
  const found = verdict.kind === 'signed' ? verdict.signatures.flatMap(({ anchor }) => anchor ?? []) : [];
  const anchors = await Promise.all(found.map(withWords));
  stage = { kind: 'done', name, pdf, verdict, anchors };
  drawFrom('result');
}

async function withWords(anchor: Omit<Anchor, 'words'>): Promise<Anchor> {
  return { ...anchor, words: await spokenFingerprint(anchor.der) };
}

function wait(problem: Told): void {
  stage = { kind: 'waiting', problem };
  drawFrom('choose');
}

function result(say: Say): readonly HTMLElement[] {
  const verdict = stage.kind === 'done' ? stage.verdict : undefined;
  const head =
    stage.kind === 'done' && verdict
      ? [
          h(
            'section',
            { 'aria-labelledby': 'result' },
            h('h2', { id: 'result', tabindex: -1 }, say('verifierPage.result', { name: stage.name })),
            ...drawVerdict(verdict, say, (fingerprint) => findCompared(fingerprint)?.at),
            behind && button(say('verifierPage.back'), back),
          ),
        ]
      : stage.kind === 'sealed'
        ? drawSealed(stage.desk, say, findCompared(stage.desk.anchor?.fingerprint)?.at)
        : [];
  return [...head, ...openAnchors().map((anchor) => drawComparison(anchor, say, () => void accept(anchor)))];
}

/** Goes back to the bundle that the paper on the screen came out of. */
function back(): void {
  if (behind === undefined) return;
  stage = { kind: 'sealed', desk: behind };
  drawFrom('result');
}

function findCompared(wanted: string | undefined): (Anchor & { readonly at: string }) | undefined {
  return compared.find(({ fingerprint }) => fingerprint === wanted);
}

/** The issuers that nobody has compared yet: those in the file that is shown, and those that were given. */
function openAnchors(): readonly Anchor[] {
  const inFile =
    stage.kind === 'done' ? stage.anchors : stage.kind === 'sealed' ? [stage.desk.anchor ?? []].flat() : [];
  const found = new Map([...inFile, ...given.anchors].map((anchor) => [anchor.fingerprint, anchor]));
  return [...found.values()].filter(({ fingerprint }) => findCompared(fingerprint) === undefined);
}

async function accept(anchor: Anchor): Promise<void> {
  compared.push({ ...anchor, at: timeInHonduras(instantFrom(Date.now())) });
  given.notes.push(
    (say) =>
      `${say('verifierPage.issuer', { name: anchor.name })}. ${say('verifierPage.same', { words: anchor.words.join(' ') })}`,
  );
  await again();
}

/** Verifies the file on the screen once more, with what is known now. */
async function again(): Promise<void> {
  if (stage.kind === 'done') await verify(stage.name, stage.pdf);
  else drawFrom('result');
}

function extras(say: Say): HTMLElement {
  return h(
    'section',
    { 'aria-labelledby': 'given' },
    h('h2', { id: 'given' }, say('verifierPage.given')),
    h('p', {}, say('verifierPage.givenIntro')),
    ...fileButton(say('verifierPage.give'), { accept: '.cer,.crt,.pem,.der,.crl', multiple: true }, take),
    h('ul', { role: 'status' }, ...given.notes.map((note) => h('li', {}, note(say)))),
  );
}

async function take(files: readonly File[]): Promise<void> {
  for (const file of files) {
    const read = await readGiven(ownBytes(new Uint8Array(await file.arrayBuffer())));
    if (read.kind === 'certificate') {
      const { subject, fingerprint, der } = read.certificate;
      const name = subject.commonName ?? subject.text;
      given.anchors.push(await withWords({ name, fingerprint, der }));
      given.notes.push((say) => say('verifierPage.givenCertificate', { name }));
    } else if (read.kind === 'list') {
      const name = commonName(read.list.issuer.text);
      given.lists.push(read.der);
      given.notes.push((say) => say('verifierPage.givenList', { name, at: day(read.list.thisUpdate) }));
    } else {
      given.notes.push((say) => say('verifierPage.givenNothing', { name: file.name }));
    }
  }
  await again();
}

document.addEventListener('dragover', (event) => event.preventDefault());
document.addEventListener('drop', (event) => {
  event.preventDefault();
  void check([...(event.dataTransfer?.files ?? [])]);
});
draw();
