import type { ReactNode } from 'react';
import { Component } from 'react';
import { t } from '../text/index.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { placeInCode } from './place-in-code.ts';

interface Props {
  readonly children: ReactNode;
  /** what "back to the start" does; absent where only a fresh window helps */
  readonly onHome?: () => void;
}

/** Catches a screen that broke while being drawn, says so, and keeps the rest of the window alive. */
export class ErrorBoundary extends Component<Props, { readonly broken: Error | undefined }> {
  override state: { readonly broken: Error | undefined } = { broken: undefined };

  static getDerivedStateFromError(error: unknown): { readonly broken: Error } {
    return { broken: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    const { children, onHome } = this.props;
    if (!broken) return children;
    return (
      <Notice
        kind="error"
        title={t('common.broken.title')}
        safe={t('common.broken.safe')}
        todo={t('common.broken.todo')}
        actions={
          <>
            {onHome && (
              <Button
                kind="primary"
                onPress={() => {
                  this.setState({ broken: undefined });
                  onHome();
                }}
              >
                {t('common.broken.home')}
              </Button>
            )}
            <Button onPress={() => location.reload()}>{t('common.broken.reload')}</Button>
          </>
        }
      >
        {t('common.broken.detail', { detail: placeInCode(broken) })}
      </Notice>
    );
  }
}
