import { App, Descriptions, Typography } from 'antd';
import type { ReactNode } from 'react';

/** What is about to be done, in numbers. */
export interface Deed {
  readonly title: string;
  /** What will happen, as pairs of name and number. */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
  readonly warning?: string;
  /** The word on the button: 暂停队列, never 确定. */
  readonly verb: string;
  readonly run: () => Promise<unknown>;
}

/** The question that waits for its answer: who presses Enter twice is asked once. An answer may lead to the next question. */
let waiting: object | null = null;

/** Asks before a dangerous act, saying what will happen in numbers. */
export function useConfirm(): (deed: Deed) => void {
  const { modal } = App.useApp();
  return ({ title, facts, warning, verb, run }) => {
    if (waiting !== null) return;
    const mine = {};
    waiting = mine;
    const answered = (): void => {
      if (waiting === mine) waiting = null;
    };
    const question = modal.confirm({
      afterClose: answered,
      title,
      width: 520,
      okText: verb,
      okButtonProps: { danger: true },
      cancelText: '不做了',
      content: (
        <>
          <Descriptions
            column={1}
            size="small"
            items={facts.map(([label, children]) => ({ key: label, label, children }))}
          />
          {warning === undefined ? null : (
            <Typography.Text type="danger" style={{ display: 'block', marginTop: 8 }}>
              {warning}
            </Typography.Text>
          )}
        </>
      ),
      // A refusal is told by the write itself; the question stays open.
      onOk: (close: () => void) => {
        question.update({ okButtonProps: { danger: true, loading: true } });
        answered();
        run().then(close, () => {
          waiting ??= mine;
          question.update({ okButtonProps: { danger: true, loading: false } });
        });
      },
    });
  };
}
