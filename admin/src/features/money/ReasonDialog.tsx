import { Descriptions } from 'antd';
import type { ReactNode } from 'react';
import { TextDialog } from '../../ui/TextDialog';

/** Says no, with the numbers of what is refused and the reason, which is kept while it is refused itself. */
export const ReasonDialog = ({
  facts,
  isPending,
  onReason,
  ...asked
}: {
  title: string;
  verb: string;
  facts: readonly (readonly [name: string, value: ReactNode])[];
  label: string;
  isPending: boolean;
  onReason: (reason: string) => void;
  onClose: () => void;
}) => (
  <TextDialog {...asked} danger isSending={isPending} onText={onReason}>
    <Descriptions
      column={1}
      size="small"
      items={facts.map(([name, children]) => ({ key: name, label: name, children }))}
    />
  </TextDialog>
);
