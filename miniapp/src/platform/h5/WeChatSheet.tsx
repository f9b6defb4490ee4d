import { useState, type ReactNode } from 'react';

interface Props {
  /** What a screen reader calls it. */
  label: string;
  note: string;
  confirmText: string;
  busyText: string;
  /** Class names for tests: `<name>-sheet`, `<name>-confirm`, `<name>-cancel`. */
  name: string;
  children: ReactNode;
  /** Its failure is told in the sheet, which stays. */
  confirm(): Promise<void>;
  onCancel(): void;
}

/** A sheet that stands in for one of WeChat's own, with what it asks the person to agree to. */
export function WeChatSheet({
  label,
  note,
  confirmText,
  busyText,
  name,
  children,
  confirm,
  onCancel,
}: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const agree = () => {
    setBusy(true);
    setProblem(null);
    confirm().catch((thrown: unknown) => {
      setProblem(thrown instanceof Error ? thrown.message : '没有成功，请稍后再试');
      setBusy(false);
    });
  };

  return (
    <div className="pay-sheet" onKeyDown={(event) => event.key === 'Escape' && !busy && onCancel()}>
      <form
        className={`pay-sheet__panel ${name}-sheet`}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          agree();
        }}
      >
        <button
          type="button"
          className={`pay-sheet__cancel ${name}-cancel`}
          disabled={busy}
          onClick={onCancel}
        >
          取消
        </button>
        {children}
        {problem !== null && (
          <p className="pay-sheet__problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" className={`pay-sheet__pay ${name}-confirm`} disabled={busy} autoFocus>
          {busy ? busyText : confirmText}
        </button>
        <p className="pay-sheet__note">{note}</p>
      </form>
    </div>
  );
}
