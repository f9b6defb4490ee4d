import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { Button, Modal, Typography } from 'antd';
import { keepSession, type Side } from '../api/session';
import { LAYER } from '../theme/tokens';
import { SignInFields, type OpenSession } from './SignInFields';

interface SignInAgainProps<Who> {
  readonly side: Side;
  readonly login: string;
  readonly who: Who;
  /** Where it is kept who works here with a token. */
  readonly keyOf: (token: string) => QueryKey;
  readonly open: OpenSession;
}

/**
 * A session has ended over something that is not saved: the same person signs in above the page, which stays as it is. Nobody else
 * can: the page is not theirs to see.
 */
export function SignInAgain<Who>({ side, login, who, keyOf, open }: SignInAgainProps<Who>) {
  const queries = useQueryClient();
  const goOn = (token: string): void => {
    // The page is not drawn anew while it is asked who works here.
    queries.setQueryData(keyOf(token), who);
    // Then the session is kept, and all is read with it.
    setTimeout(() => void queries.invalidateQueries());
  };
  return (
    <Modal
      open
      title="登录已过期"
      width={380}
      zIndex={LAYER.signIn}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
    >
      <Typography.Paragraph>填写的内容还在。重新登录后，可以接着填写和保存。</Typography.Paragraph>
      <SignInFields side={side} login={login} open={open} onOpened={goOn} />
      <Button type="link" block style={{ marginTop: 8 }} onClick={() => keepSession(null)}>
        放弃填写的内容，退出
      </Button>
    </Modal>
  );
}
