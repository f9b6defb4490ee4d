import { Button, Result } from 'antd';
import { useRouteError } from 'react-router';

/** A page that broke, or whose code could not be loaded because a new version is out: reading it anew mends both mostly. */
export function PageError() {
  const error = useRouteError();
  return (
    <Result
      status="warning"
      title="页面没有打开"
      subTitle={error instanceof Error ? error.message : '出了点问题'}
      extra={<Button onClick={() => window.location.reload()}>重新加载</Button>}
    />
  );
}
