import { useEffect, useRef, useState } from 'react';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { FaultNotice } from './fault-notice.tsx';
import { host } from '../host.ts';
import './pdf-preview.css';
import { t } from '../text/index.ts';
import { Spinner } from '../ui/spinner.tsx';

/**
 * The reader without its own bar: its print and save buttons would pass by the log. See "PDF Open Parameters" of
 * Adobe, which Chromium follows. A page is as wide as the frame, so that reading needs no sideways scrolling.
 */
const READER = '#toolbar=0&navpanes=0&view=FitH';

/**
 * The reader of Chromium 114 lays pages out for the width its frame had before (seen as a page that starts far to the
 * right, or is cut there). After each change of size the frame is made one pixel narrower and wider again.
 */
const NUDGES_MS = [500, 1500, 3000];

/**
 * Shows exactly the given bytes in the reader that is built into the window. They are served from memory under a
 * one-time address, which is closed when the part leaves the screen.
 * @param label what it shows, for a screen reader
 */
export function PdfPreview({ pdf, label }: { readonly pdf: Bytes; readonly label: string }) {
  const [url, setUrl] = useState<string>();
  const [fault, setFault] = useState<Fault>();
  const [narrow, setNarrow] = useState(false);
  const frameRoom = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const room = frameRoom.current;
    if (url === undefined || room === null) return;
    let timers: readonly number[] = [];
    const stop = (): void => timers.forEach((timer) => window.clearTimeout(timer));
    // also called once for the first size
    const observer = new ResizeObserver(() => {
      stop();
      timers = NUDGES_MS.map((delay) => window.setTimeout(() => setNarrow((was) => !was), delay));
    });
    observer.observe(room);
    return () => {
      stop();
      observer.disconnect();
    };
  }, [url]);
  useEffect(() => {
    let left = false;
    let token: string | undefined;
    const close = (open: string): void => void host.closePreview({ token: open });
    void host.openPreview({ pdf }).then((opened) => {
      if (!opened.ok) setFault(opened.fault);
      else if (left) close(opened.value.token);
      else {
        token = opened.value.token;
        setFault(undefined);
        setUrl(opened.value.url);
      }
    });
    return () => {
      left = true;
      setUrl(undefined);
      if (token !== undefined) close(token);
    };
  }, [pdf]);

  if (fault) return <FaultNotice fault={fault} />;
  return (
    <div className="pdf-preview" ref={frameRoom}>
      {url === undefined ? (
        <Spinner size={24} label={t('common.loading')} />
      ) : (
        <iframe
          key={url}
          className={narrow ? 'pdf-preview-frame pdf-preview-narrow' : 'pdf-preview-frame'}
          src={`${url}${READER}`}
          title={label}
        />
      )}
    </div>
  );
}
