import { Avatar, Button, Card, Descriptions, Space, Statistic, Tabs } from 'antd';
import { useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { moneyText, hundredthsText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { memberId } from '@paifan/shared/ids/ids';
import type { Permission } from '@paifan/shared/operators/permissions';
import { useRead } from '../../api/queries';
import { useMay, useOperator } from '../../api/whoAmI';
import { Bill } from '../../features/members/Bill';
import { Entries } from '../../features/members/Entries';
import { InviteTree } from '../../features/members/InviteTree';
import { LevelDialog } from '../../features/members/LevelDialog';
import { Rewards } from '../../features/members/Rewards';
import { SentMessages } from '../../features/messages/SentMessages';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

export type FoundMember = ResponseOf<'GET /api/admin/members/:id'>;

/** A member with all that is known: balances, figures, who invited whom, entries, rewards and bill. */
export default function MemberDetail() {
  const { id = '' } = useParams();
  const query = useRead('GET /api/admin/members/:id', { params: { id: memberId(id) } });
  // Another member's page is another page: what was open and typed stays behind.
  return <Loaded query={query}>{(found) => <Shown key={found.member.id} found={found} />}</Loaded>;
}

function Shown({ found }: { found: FoundMember }) {
  const { member, figures, inviters, handLevel } = found;
  const [isGiving, setGiving] = useState(false);
  const mayGive = useMay('members.write');
  return (
    <>
      <PageHead
        title={`会员 ${member.nickname}`}
        actions={
          <Space size={16}>
            <Links id={member.id} />
            {mayGive ? <Button onClick={() => setGiving(true)}>设置等级</Button> : null}
          </Space>
        }
      />
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        <Card>
          <Descriptions
            column={{ xs: 1, lg: 3 }}
            items={[
              {
                label: '会员',
                children: (
                  <Space>
                    <Avatar size={24} src={member.avatar} alt="" />
                    {`${member.nickname}（${member.id}）`}
                  </Space>
                ),
              },
              { label: '手机号', children: found.phone ?? '未绑定' },
              { label: '加入', children: <Time iso={member.joinedAt} /> },
              {
                label: '等级',
                children: `${member.level ?? '无'}${handLevel === null ? '' : `（手动不低于 ${handLevel}）`}`,
              },
              { label: '邀请码', children: member.inviteCode },
              { label: '邀请了', children: `${found.inviteeCount} 人` },
              { label: '已完成实付', children: <Money fen={figures.spentFen} /> },
              { label: '已完成订单', children: `${figures.completedOrders} 单` },
              { label: '有效邀请', children: `${figures.invitees} 人` },
              { label: '邀请链', children: <InviterPath inviters={inviters} /> },
            ]}
          />
        </Card>
        <Wallet wallet={found.wallet} />
        <Parts found={found} />
      </Space>
      {isGiving ? <LevelDialog found={found} onClose={() => setGiving(false)} /> : null}
    </>
  );
}

function InviterPath({ inviters }: Pick<FoundMember, 'inviters'>) {
  if (inviters.length === 0) return <>没有邀请人</>;
  return (
    <Space separator="←" wrap>
      {inviters.map(({ id, nickname, level }) => (
        <Link key={id} to={`/members/${id}`}>
          {nickname}
          {level === null ? '' : `（${level}）`}
        </Link>
      ))}
    </Space>
  );
}

function Links({ id }: { id: string }) {
  const { permissions } = useOperator();
  const all: readonly (readonly [Permission, string, string])[] = [
    ['orders.read', `/orders?memberId=${id}`, '订单'],
    ['money.read', `/adjustments?memberId=${id}`, '调账'],
  ];
  return (
    <Space size={16}>
      {all
        .filter(([permission]) => permissions.includes(permission))
        .map(([, to, name]) => (
          <Link key={to} to={to}>
            {name}
          </Link>
        ))}
    </Space>
  );
}

const Wallet = ({ wallet }: Pick<FoundMember, 'wallet'>) => (
  <Card title="账户">
    <div className="balance-grid">
      {(
        [
          ['可用余额', moneyText(wallet.cashFen)],
          ['冻结奖励', moneyText(wallet.frozenFen)],
          ['提现中', moneyText(wallet.reservedFen)],
          ['积分', hundredthsText(wallet.points)],
          ['爱心值', hundredthsText(wallet.love)],
          ['冻结爱心值', hundredthsText(wallet.loveFrozen)],
          ['购物券', hundredthsText(wallet.voucher)],
        ] as const
      ).map(([title, value]) => (
        <Statistic
          key={title}
          title={title}
          value={value}
          formatter={(text) => <span className="amount">{text}</span>}
        />
      ))}
    </div>
  </Card>
);

function Parts({ found: { member, inviteeCount } }: { found: FoundMember }) {
  const [{ tab }, setUrl] = useUrlState(['tab']);
  const mayMoney = useMay('money.read');
  const items: { key: string; label: string; children: ReactNode }[] = [
    { key: 'entries', label: '排队', children: <Entries id={member.id} /> },
    { key: 'rewards', label: '奖励', children: <Rewards id={member.id} /> },
    { key: 'invitees', label: `邀请（${inviteeCount}）`, children: <InviteTree id={member.id} /> },
    { key: 'messages', label: '消息', children: <SentMessages of={member.id} /> },
    ...(mayMoney ? [{ key: 'bill', label: '账单', children: <Bill id={member.id} /> }] : []),
  ];
  return (
    <Card>
      <Tabs
        activeKey={items.some(({ key }) => key === tab) ? tab : 'entries'}
        onChange={(key) => setUrl({ tab: key })}
        destroyOnHidden
        items={items}
      />
    </Card>
  );
}
