import { useState } from 'react';
import { Link } from 'react-router';
import { memberId } from '@paifan/shared/ids/ids';
import { useList, useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { MEMBER_COLUMNS } from '../../features/members/columns';
import { ExportButton } from '../../ui/ExportButton';
import { FilterDays } from '../../ui/FilterDays';
import { FilterSelect } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { ListTable } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';

const FILTERS = ['id', 'nickname', 'inviteCode', 'level', 'joinedFrom', 'joinedTo'] as const;
const ID = /^[1-9]\d{0,18}$/;
const PHONE = /^\d{5,20}$/;

/** Members, who joined last first. */
export default function Members() {
  const [filters, setFilters, clear] = useUrlState(FILTERS);
  // Not in the address: a phone number is a person's, and addresses are kept by browsers and sent around.
  const [phone, setPhone] = useState('');
  const levels = useRead('GET /api/admin/levels', {});
  const maySettings = useMay('settings.read');
  const { id, joinedFrom, joinedTo, ...texts } = filters;
  const sifted = {
    ...{ ...texts, joinedFrom, joinedTo },
    ...(id !== undefined && ID.test(id) ? { id: memberId(id) } : {}),
    ...(PHONE.test(phone) ? { phone } : {}),
  };
  const list = useList('GET /api/admin/members', { query: sifted });
  const levelWords = Object.fromEntries((levels.data?.items ?? []).map((level) => [level.id, level.name]));
  return (
    <>
      <PageHead
        title="会员"
        actions={maySettings ? <Link to="/settings#setting-inviteTitle">邀请设置</Link> : null}
      />
      <div className="filters">
        <FilterText name="编号" width={140} value={id} onChange={(value) => setFilters({ id: value })} />
        <FilterText name="完整手机号" width={180} value={phone} onChange={setPhone} />
        <FilterText
          name="完整昵称"
          width={180}
          value={filters.nickname}
          onChange={(value) => setFilters({ nickname: value })}
        />
        <FilterText
          name="邀请码"
          width={140}
          value={filters.inviteCode}
          onChange={(value) => setFilters({ inviteCode: value })}
        />
        <FilterSelect
          name="等级"
          words={levelWords}
          value={filters.level}
          onChange={(value) => setFilters({ level: value })}
        />
        <FilterDays
          from={joinedFrom}
          to={joinedTo}
          onChange={({ from, to }) => setFilters({ joinedFrom: from, joinedTo: to })}
        />
      </div>
      <ListTable
        name="members"
        columns={MEMBER_COLUMNS}
        list={list}
        rowKey={(row) => row.id}
        exported={<ExportButton kind="exportMembers" filters={sifted} />}
        empty="还没有会员"
        hint="打开小程序并登录的人成为会员"
        onClear={
          phone === ''
            ? clear
            : () => {
                setPhone('');
                clear?.();
              }
        }
      />
    </>
  );
}
