import { Button, Card, Form, Modal, Select, Space, Statistic } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { MerchantId } from '@paifan/shared/ids/ids';
import { PAYOUT_METHODS } from '@paifan/shared/merchants/payablePayouts';
import { PAYOUT_PERIODS, type PayoutPeriod } from '@paifan/shared/merchants/payables';
import { fen } from '@paifan/shared/money/fen';
import { useRead, useWrite } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Loaded } from '../../ui/Loaded';
import { FenInput } from '../settings/inputs';

type Payee = ResponseOf<'GET /api/admin/merchants/:id/payables'>['payee'];

/** What a merchant is owed, where that stands, and how it is paid. */
export function MerchantPayables({ id }: { id: MerchantId }) {
  const query = useRead('GET /api/admin/merchants/:id/payables', { params: { id } });
  const mayChange = useMay('money.adjust');
  const [isEditing, setEditing] = useState(false);
  return (
    <Card
      title="应付与结算"
      extra={
        <Space>
          <Link to={`/statements?merchantId=${id}`}>日结</Link>
          <Link to={`/merchant-payouts?tab=payouts&merchantId=${id}`}>结算单</Link>
          {mayChange ? (
            <Button size="small" onClick={() => setEditing(true)}>
              结算周期
            </Button>
          ) : null}
        </Space>
      }
    >
      <Loaded query={query}>
        {({ standing, payee }) => (
          <>
            <div className="balance-grid">
              {(
                [
                  ['应付合计', standing.balanceFen],
                  ['未结账', standing.unclosedFen],
                  ['已结账未结算', standing.openFen],
                  ['结算中', standing.inPayoutFen],
                  ['累计已打款', standing.paidFen],
                ] as const
              ).map(([title, amount]) => (
                <Statistic key={title} title={title} value={moneyText(amount)} />
              ))}
            </div>
            <p>{payeeText(payee)}</p>
            {isEditing ? <Period id={id} payee={payee} onClose={() => setEditing(false)} /> : null}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function payeeText({ period, minFen, account }: Payee): string {
  const to =
    account === null
      ? '商家还没有填写收款账户'
      : `${account.bankName ?? PAYOUT_METHODS[account.method].label}，${account.holder}，尾号 ${account.numberEnd}`;
  return `${PAYOUT_PERIODS[period]}结算，满 ${moneyText(minFen)} 起付；收款账户：${to}`;
}

function Period({ id, payee, onClose }: { id: MerchantId; payee: Payee; onClose: () => void }) {
  const [period, setPeriod] = useState<PayoutPeriod>(payee.period);
  const [minFen, setMinFen] = useState<number>(payee.minFen);
  const save = useWrite('PUT /api/admin/merchants/:id/payee', '已保存', onClose);
  return (
    <Modal
      open
      title="结算周期"
      okText="保存"
      cancelText="取消"
      confirmLoading={save.isPending}
      onOk={() => save.mutate({ params: { id }, body: { period, minFen: fen(minFen) } })}
      onCancel={onClose}
    >
      <Form layout="vertical">
        <Form.Item label="周期">
          <Select
            aria-label="周期"
            value={period}
            onChange={setPeriod}
            options={(Object.keys(PAYOUT_PERIODS) as PayoutPeriod[]).map((value) => ({
              value,
              label: PAYOUT_PERIODS[value],
            }))}
          />
        </Form.Item>
        <Form.Item label="起付金额" extra="收款账户只能由商家负责人自己填写">
          <FenInput label="起付金额" value={minFen} onChange={setMinFen} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
