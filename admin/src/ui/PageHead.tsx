import { Typography } from 'antd';
import { useEffect, type ReactNode } from 'react';

/** What a page is about, and what can be done on it. The browser's window is called like the page. */
export function PageHead({ title, about, actions }: { title: string; about?: string; actions?: ReactNode }) {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · 排返`;
    return () => {
      document.title = before;
    };
  }, [title]);
  return (
    <header className="page-head">
      <div>
        <h1>{title}</h1>
        {about === undefined ? null : <Typography.Text type="secondary">{about}</Typography.Text>}
      </div>
      <div>{actions}</div>
    </header>
  );
}
