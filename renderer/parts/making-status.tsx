import { Spinner } from '../ui/spinner.tsx';
import './making-status.css';

/** That a paper is being made, and how far it is once that is known. */
export function MakingStatus({ label, share }: { readonly label: string; readonly share: number | undefined }) {
  return (
    <div className="making-status">
      <p role="status">
        <Spinner /> {label}
      </p>
      {share !== undefined && <progress aria-label={label} max={1} value={share} />}
    </div>
  );
}
