import { Card } from 'antd';
import type { ReactNode } from 'react';

/** A number that matters, with its name and, if need be, what it says. */
export interface Figure {
  readonly name: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
}

/** Numbers side by side. */
export const Figures = ({ figures }: { figures: readonly Figure[] }) => (
  <div className="figures">
    {figures.map(({ name, value, note }) => (
      <Card key={name} size="small">
        <div className="quiet">{name}</div>
        <div className="figure">{value}</div>
        {note === undefined ? null : <div className="quiet">{note}</div>}
      </Card>
    ))}
  </div>
);
