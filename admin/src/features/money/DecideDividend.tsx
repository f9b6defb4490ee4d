import { Alert, Button, Checkbox, Descriptions, Drawer, Form, Input, Space } from 'antd';
import { useState } from 'react';
import { moneyText } from '@paifan/shared/client/moneyText';
import { useRead, useWrite, type ItemOf } from '../../api/queries';
import { useOperator } from '../../api/whoAmI';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { DividendSplit, splitFacts, type Split } from './DividendSplit';
import { MUST_BE_CHECKED } from './PrepareDividend';
import { ReasonDialog } from './ReasonDialog';

export type Dividend = ItemOf<'GET /api/admin/dividends'>;

/** Looks at a dividend that was prepared, as it would be split now: another operator approves it, anybody who may takes it off. */
export function DecideDividend({ dividend, onClose }: { dividend: Dividend; onClose: () => void }) {
  const { name, amountFen, requestedBy, requestedAt, paidFen, members } = dividend;
  const isOwn = useOperator().id === requestedBy.id;
  const split = useRead('GET /api/admin/dividends/preview', { query: { amountFen } });
  return (
    <Drawer open title={`复核分红「${name}」`} size={720} onClose={onClose}>
      <Descriptions
        size="small"
        column={2}
        items={[
          { label: '发起人', children: requestedBy.name },
          { label: '发起时间', children: <Time iso={requestedAt} /> },
          { label: '发起时共发放', children: <Money fen={paidFen} /> },
          { label: '发起时发给', children: `${members} 位会员` },
        ]}
      />
      <Loaded query={split}>
        {(found) => (
          <>
            <Changed dividend={dividend} split={found} />
            <DividendSplit split={found} />
            {isOwn ? (
              <Alert
                type="info"
                showIcon
                style={{ marginTop: 16 }}
                title="自己发起的分红要由另一位操作员复核；您可以撤回"
              />
            ) : (
              <Approve dividend={dividend} split={found} onDone={onClose} />
            )}
          </>
        )}
      </Loaded>
      {isOwn ? (
        <div style={{ marginTop: 16 }}>
          <Reject dividend={dividend} verb="撤回" onDone={onClose} />
        </div>
      ) : null}
    </Drawer>
  );
}

/** What the levels of the members have changed since it was prepared. */
const Changed = ({ dividend, split }: { dividend: Dividend; split: Split }) =>
  dividend.paidFen === split.paidFen && dividend.members === split.members ? null : (
    <Alert
      type="warning"
      showIcon
      style={{ marginTop: 16 }}
      title={`发起后有变化：现在共发放 ${moneyText(split.paidFen)}，发给 ${split.members} 位会员`}
    />
  );

function Approve({ dividend, split, onDone }: { dividend: Dividend; split: Split; onDone: () => void }) {
  const confirm = useConfirm();
  const approve = useWrite('POST /api/admin/dividends/:id/approve', '已发放', onDone);
  const ask = ({ note = '' }: { note?: string }): void =>
    confirm({
      title: `发放分红「${dividend.name}」`,
      facts: splitFacts(split),
      warning: '立即进入会员的可用余额，不能撤回；您的确认会连同姓名与时间记录下来。',
      verb: '通过并发放',
      run: () =>
        approve.mutateAsync({
          params: { id: dividend.id },
          body: { expectedPaidFen: split.paidFen, confirmed: true, note },
        }),
    });
  return (
    <Form name="approve" layout="vertical" onFinish={ask} style={{ marginTop: 16 }}>
      <Form.Item name="note" label="复核意见" extra="可以不填">
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <Form.Item name="confirmed" valuePropName="checked" rules={[MUST_BE_CHECKED]}>
        <Checkbox>我确认按以上数字发放分红</Checkbox>
      </Form.Item>
      <Space>
        <Button danger type="primary" htmlType="submit" loading={approve.isPending}>
          通过并发放
        </Button>
        <Reject dividend={dividend} verb="驳回" onDone={onDone} />
      </Space>
    </Form>
  );
}

function Reject({ dividend, verb, onDone }: { dividend: Dividend; verb: string; onDone: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const reject = useWrite('POST /api/admin/dividends/:id/reject', `已${verb}`, onDone);
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {verb}
      </Button>
      {isOpen ? (
        <ReasonDialog
          title={`${verb}分红「${dividend.name}」`}
          verb={verb}
          facts={[['本次分红', <Money key="amount" fen={dividend.amountFen} />]]}
          label="理由（记入分红记录）"
          isPending={reject.isPending}
          onReason={(note) => reject.mutate({ params: { id: dividend.id }, body: { note } })}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
