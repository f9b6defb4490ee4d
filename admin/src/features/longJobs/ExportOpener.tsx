import { Button } from 'antd';
import { useState } from 'react';
import type { CallOf, ConsoleRoute } from '../../api/client';
import { useWrite } from '../../api/queries';
import type { Side } from '../sides';
import { ExportDialog } from './ExportDialog';

type ExportRoute = Extract<ConsoleRoute, `POST /api/${Side}/exports/${string}`>;

/** What of a list is exported. */
export interface Exported {
  /** As its route takes them. */
  readonly filters?: object;
  /** The days that the list shows now; absent: the last thirty. */
  readonly days?: { from?: string | undefined; to?: string | undefined };
  /** Filters in use, by their names, that the export does not follow. */
  readonly unheeded?: readonly string[];
}

interface ExportOpenerProps extends Exported {
  readonly side: Side;
  readonly label: string;
  readonly route: ExportRoute;
  /** It is of a span of days, which must be said. */
  readonly byDays: boolean;
}

/** A button that asks for an export, follows it, and downloads its file. */
export function ExportOpener(props: ExportOpenerProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      {isOpen ? <Asking {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Asking({ route, filters, onClose, ...shown }: ExportOpenerProps & { onClose: () => void }) {
  const [job, setJob] = useState<string | null>(null);
  const ask = useWrite(route, null, ({ id }) => setJob(id));
  return (
    <ExportDialog
      {...{ ...shown, job, isAsking: ask.isPending, onClose }}
      onStart={(asked) =>
        // Which filters go with which route is said by the buttons' props.
        ask.mutate({ body: { ...filters, ...asked } } as unknown as Omit<
          CallOf<ExportRoute>,
          'idempotencyKey'
        >)
      }
    />
  );
}
