// First, so that the question is on its way while React is still being read.
import { firstLookInTime } from './first-look.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
const page = createRoot(root);
// The window shows its background until then: drawing "opening" only to replace it at once would cost every start.
void firstLookInTime().then((seen) =>
  page.render(
    <StrictMode>
      <App seen={seen} />
    </StrictMode>,
  ),
);
