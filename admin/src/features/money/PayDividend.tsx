import { Alert, Button, Checkbox, Descriptions, Drawer, Form, Input, Table } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead, useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { useConfirm } from '../../ui/useConfirm';
import { FenInput, Part } from '../settings/inputs';

type Split = ResponseOf<'GET /api/admin/dividends/preview'>;

/** Pays a dividend: the amount, how it would be split by the levels of now, a name and an express confirmation. */
export function PayDividend({ onClose }: { onClose: () => void }) {
  const [amountFen, setAmount] = useState(0);
  const split = useRead('GET /api/admin/dividends/preview', { query: { amountFen } });
  return (
    <Drawer open title="发放分红" size={720} onClose={onClose}>
      <Part name="本次分红">
        <FenInput label="本次分红" value={amountFen} onChange={setAmount} />
      </Part>
      <Loaded query={split}>{(found) => <Previewed split={found} onDone={onClose} />}</Loaded>
    </Drawer>
  );
}

function Previewed({ split, onDone }: { split: Split; onDone: () => void }) {
  const confirm = useConfirm();
  const pay = useWrite('POST /api/admin/dividends', '已发放', onDone);
  const facts = [
    ['本次分红', <Money key="amount" fen={split.amountFen} />],
    ['上次余下', <Money key="before" fen={split.restBeforeFen} />],
    ['发给', `${split.members} 位会员`],
    ['共发放', <Money key="paid" fen={split.paidFen} />],
    ['余到下次', <Money key="after" fen={split.restAfterFen} />],
  ] as const;
  const ask = ({ name }: { name: string }): void =>
    confirm({
      title: `发放分红「${name}」`,
      facts,
      warning: '立即进入会员的可用余额，不能撤回；您的确认会连同姓名与时间记录下来。',
      verb: '发放',
      run: () =>
        pay.mutateAsync({
          body: { name, amountFen: split.amountFen, expectedPaidFen: split.paidFen, confirmed: true },
        }),
    });
  return (
    <>
      <Descriptions
        size="small"
        column={2}
        style={{ marginBlock: 16 }}
        items={facts.map(([label, children]) => ({ key: label, label, children }))}
      />
      <Table
        size="small"
        pagination={false}
        rowKey="level"
        dataSource={split.levels}
        locale={{ emptyText: '没有设置分红权重：请在设置中为会员等级设置' }}
        columns={[
          { title: '会员等级', dataIndex: 'level' },
          { title: '权重', align: 'right', dataIndex: 'weight' },
          { title: '人数', align: 'right', dataIndex: 'members' },
          { title: '每人', align: 'right', render: (_, { eachFen }) => <Money fen={eachFen} /> },
        ]}
      />
      {split.paidFen === 0 ? (
        <Alert type="info" showIcon title="没有可以发放的金额" style={{ marginTop: 16 }} />
      ) : (
        <Form layout="vertical" onFinish={ask} style={{ marginTop: 16 }}>
          <Form.Item
            name="name"
            label="名称"
            extra="每个名称只发放一次，会员可以看到"
            rules={[{ required: true, whitespace: true, max: 64, message: '请输入名称，例如 2026 年 3 月' }]}
          >
            <Input maxLength={64} />
          </Form.Item>
          <Form.Item
            name="confirmed"
            valuePropName="checked"
            rules={[
              {
                validator: (_, checked: boolean | undefined) =>
                  checked === true ? Promise.resolve() : Promise.reject(new Error('请先确认')),
              },
            ]}
          >
            <Checkbox>我确认按以上数字发放分红</Checkbox>
          </Form.Item>
          <Button danger type="primary" htmlType="submit" loading={pay.isPending}>
            发放
          </Button>
        </Form>
      )}
    </>
  );
}
