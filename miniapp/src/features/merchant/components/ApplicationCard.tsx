import { Text, View } from '@tarojs/components';
import { useQueryClient } from '@tanstack/react-query';
import { percentText } from '@paifan/shared/client/moneyText';
import { hoursText } from '@paifan/shared/merchants/hours';
import { nextApplicationState } from '@paifan/shared/merchants/applicationStates';
import { MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import { requestPublic, session } from '@/api/client';
import { open } from '@/navigation';
import { ask } from '@/ui/ask';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { PictureStrip } from '@/ui/PictureStrip';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import { say, useWrite } from '@/ui/useWrite';
import type { Application } from '../api/queries';
import { standingText, stateText, stateTone } from '../words';
import './ApplicationCard.scss';

/** One application: where it stands, what the shop says, and what the applicant can do now. */
export function ApplicationCard({ application }: { application: Application }) {
  const { no, state, kind, proposedRatio, offeredRatio, reason, merchantId } = application;
  const writes = useApplicationWrites(application);
  const canCorrect = nextApplicationState(state, 'resubmit') !== null;
  return (
    <Card className="t-application">
      <View className="application__head">
        <Text className="application__name">{application.name}</Text>
        <Tag className="t-application-state" tone={stateTone(application)} text={stateText(application)} />
      </View>
      <Text className="muted application__standing">{standingText(application)}</Text>
      {reason !== null && <Text className="application__reason t-application-reason">{reason}</Text>}
      {kind === 'store' && (
        <Line name="你提议的抽成">
          <Text>{percentText(proposedRatio)}</Text>
        </Line>
      )}
      {kind === 'store' && offeredRatio !== null && (
        <Line name={state === 'negotiating' ? '平台的提议' : '商定的抽成'}>
          <Text className="t-offered">{percentText(offeredRatio)}</Text>
        </Line>
      )}
      <Line name="申请成为">
        <Text>{MERCHANT_KIND_TEXT[kind]}</Text>
      </Line>
      {application.weeklyHours !== null && (
        <Line name="营业时间">
          <Text className="t-application-hours">{hoursText(application.weeklyHours)}</Text>
        </Line>
      )}
      <Line name="提交">
        <Text>{timeText(application.submittedAt)}</Text>
      </Line>
      <PictureStrip paths={application.pictures} />
      <View className="application__actions">
        {state === 'negotiating' && offeredRatio !== null && (
          <Button
            kind="main"
            className="t-accept-offer"
            text={`接受 ${percentText(offeredRatio)}`}
            busy={writes.accept.busy}
            onTap={() => writes.accept.run(offeredRatio)}
          />
        )}
        {state === 'approved' && merchantId !== null && (
          <Button
            kind="main"
            className="t-to-desk"
            text="进入工作台"
            onTap={() => open('/packages/desk/home/index', { merchant: merchantId })}
          />
        )}
        {canCorrect && (
          <Button
            className="t-correct"
            text="修改后重新提交"
            onTap={() => open('/packages/merchant/apply/index', { no })}
          />
        )}
        {canCorrect && (
          <Button
            kind="quiet"
            className="t-withdraw-application"
            text="撤回"
            busy={writes.withdraw.busy}
            onTap={writes.withdraw.run}
          />
        )}
      </View>
    </Card>
  );
}

/** Both may be repeated without harm: they answer the same. */
function useApplicationWrites({ no, name }: Application) {
  const client = useQueryClient();
  const params = { no };
  const done = async (text: string) => {
    await client.invalidateQueries({ queryKey: ['applications'] });
    say(text);
  };
  const accept = useWrite(async (commissionRatio: string) => {
    const agreed = await ask({
      title: `接受 ${percentText(commissionRatio)} 的抽成？`,
      content: '接受后等待平台通过，通过后按这个比例结算。',
      confirmText: '接受',
    });
    if (!agreed) return;
    await session.token();
    await requestPublic('POST /api/applications/:no/accept', { params, body: { commissionRatio } });
    await done('已接受，等待平台通过');
  });
  const withdraw = useWrite(async () => {
    if (!(await ask({ title: '撤回申请？', content: `「${name}」撤回后不能恢复，需要时可以重新申请。` })))
      return;
    await session.token();
    await requestPublic('POST /api/applications/:no/withdraw', { params, body: {} });
    await done('已撤回');
  });
  return { accept, withdraw };
}
