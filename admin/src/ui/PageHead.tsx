import { Typography } from 'antd';
import type { ReactNode } from 'react';

/** What a page is about, and what can be done on it. */
export const PageHead = ({
  title,
  about,
  actions,
}: {
  title: string;
  about?: string;
  actions?: ReactNode;
}) => (
  <header className="page-head">
    <div>
      <h1>{title}</h1>
      {about === undefined ? null : <Typography.Text type="secondary">{about}</Typography.Text>}
    </div>
    <div>{actions}</div>
  </header>
);
