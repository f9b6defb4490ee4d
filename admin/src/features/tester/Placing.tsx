import { Alert, Descriptions } from 'antd';
import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useMay } from '../../api/whoAmI';
import { Explanation } from '../queues/Explanation';
import { OddsText } from '../queues/OddsText';
import { queuePath, queueTitle } from '../queues/words';

type Found = ResponseOf<'POST /api/admin/rules/test'>['placing'];

const OWNERS = { product: '商品', store: '门店', cashier: '收银台', platform: '平台' } as const;

const switchText = (enabled: boolean | null): string =>
  enabled === null ? '未设置' : enabled ? '开启' : '关闭';

/** What is fixed when an order is placed: is the rebate on, which ratios, and which rules were asked for them. */
export function Placing({ placing }: { placing: Found }) {
  const mayOpen = useMay('queues.read');
  const queue = queueTitle(placing.queueKey);
  return (
    <>
      {placing.notice === null ? null : (
        <Alert type="warning" showIcon title={placing.notice} style={{ marginBottom: 16 }} />
      )}
      <Descriptions
        size="small"
        bordered
        column={1}
        items={[
          {
            label: '排到',
            children: mayOpen ? <Link to={queuePath(placing.queueKey)}>{queue}</Link> : queue,
          },
          {
            label: '排队返利',
            children: `${placing.rebateOn ? '参加' : '不参加'}（${placing.switches
              .map(({ owner, enabled }) => `${OWNERS[owner]}${switchText(enabled)}`)
              .join('，')}）`,
          },
          {
            label: '提取比例',
            children: `${percentText(placing.extractionRatio)}（${placing.extraction
              .map(({ owner, ratio }) => `${OWNERS[owner]} ${ratio === null ? '未设置' : percentText(ratio)}`)
              .join('，')}）`,
          },
          {
            label: '权益比例',
            children: (
              <>
                <strong>{percentText(placing.entitlementRatio)}</strong>（{placing.sourceText}）
                <Explanation asked={placing.entitlement} />
              </>
            ),
          },
          ...(placing.odds === null ? [] : [{ label: '抽奖', children: <OddsText odds={placing.odds} /> }]),
          ...(placing.conditions.length === 0
            ? []
            : [
                {
                  label: '付款时再判断',
                  children: placing.conditions.map((condition) => <div key={condition}>{condition}</div>),
                },
              ]),
        ]}
      />
    </>
  );
}
