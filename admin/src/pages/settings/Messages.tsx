import { SentMessages } from '../../features/messages/SentMessages';
import { PageHead } from '../../ui/PageHead';

/** What members were told. */
export default function Messages() {
  return (
    <>
      <PageHead title="消息记录" about="会员收到的每一条消息：说了什么，读了没有，微信推送的结果" />
      <SentMessages />
    </>
  );
}
