import { Alert, Button, Space } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { moneyText } from '@paifan/shared/client/moneyText';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Money } from '../../ui/Money';
import { useConfirm } from '../../ui/useConfirm';
import { queueTitle } from './words';

type Offer = ResponseOf<'GET /api/admin/queue-merges'>['offers'][number];

const NAMED = 5;

/** Queues by their names, the first of them. */
export const queueNames = (sources: Offer['sources']): string =>
  sources
    .slice(0, NAMED)
    .map(({ key, owner }) => queueTitle(key, owner))
    .join('、') + (sources.length > NAMED ? ` 等 ${sources.length} 个` : '');

/** After sharing was switched: old lines that could be merged into those that succeed them. Nothing where there are none. */
export function MergeOffers() {
  return useMay('queues.read') ? <Offers /> : null;
}

function Offers() {
  const offered = useRead('GET /api/admin/queue-merges', {});
  if (offered.data === undefined) return null;
  const { offers, left } = offered.data;
  if (offers.length === 0 && left.length === 0) return null;
  return (
    <Space orientation="vertical" size={8} style={{ width: '100%', marginBottom: 16 }}>
      {offers.map((offer) => (
        <OfferedMerge key={offer.target} offer={offer} />
      ))}
      {left.map(({ key, waitingCount, outstandingFen }) => (
        <Alert
          key={key}
          type="info"
          showIcon
          title={`${queueTitle(key)}已不再共用`}
          description={`还有 ${waitingCount} 份权益在等 ${moneyText(outstandingFen)}。它没有唯一的后继队列，只由之前下的订单继续供给；可以到该队列合并或结束它。`}
        />
      ))}
    </Space>
  );
}

function OfferedMerge({ offer }: { offer: Offer }) {
  const mayManage = useMay('queues.manage');
  const confirm = useConfirm();
  const merge = useWrite('POST /api/admin/queue-merges', '正在合并，稍后即可看到');
  const { target, sources, waitingCount, outstandingFen, poolFen } = offer;
  const ask = (): void =>
    confirm({
      title: `合并到${queueTitle(target)}`,
      facts: [
        ['合并的队列', queueNames(sources)],
        ['权益', `${waitingCount} 份`],
        ['待奖励', <Money key="outstanding" fen={outstandingFen} />],
        ['带来的奖金池', <Money key="pool" fen={poolFen} />],
      ],
      warning: '所有人按加入时间重新站成一队，合并后不能拆开。',
      verb: '合并',
      run: () => merge.mutateAsync({ body: { target } }),
    });
  return (
    <Alert
      type="warning"
      showIcon
      title={`新订单已排到${queueTitle(target)}，还有 ${sources.length} 个旧队列在等`}
      description={
        <>
          {queueNames(sources)}：{waitingCount} 份权益，待奖励 <Money fen={outstandingFen} />
          。建议按加入时间合并；不合并则各自由之前下的订单继续供给。
        </>
      }
      action={mayManage ? <Button onClick={ask}>合并</Button> : null}
    />
  );
}
