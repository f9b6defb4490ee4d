import { useState } from 'react';
import { memberId, storeId } from '@paifan/shared/ids/ids';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Choice } from './Choice';

interface ChoiceProps {
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

const DIGITS = /^[1-9]\d{0,18}$/;

/** A product on sale, of the mall or of a store. */
export function ProductChoice({ store, ...props }: ChoiceProps & { store: string | undefined }) {
  const [search, setSearch] = useState('');
  const found = useRead('GET /api/products', {
    query: {
      ...(search === '' || DIGITS.test(search) ? {} : { search }),
      ...(store === undefined ? {} : { storeId: storeId(store) }),
    },
  });
  return (
    <Choice
      {...props}
      name="商品"
      empty="没有找到；不在售的商品可以输入编号"
      isLoading={found.isFetching}
      onSearch={setSearch}
      options={found.data?.items.map(({ id, title }) => ({ value: id, label: title })) ?? []}
    />
  );
}

export function StoreChoice(props: ChoiceProps) {
  const [search, setSearch] = useState('');
  const found = useRead('GET /api/stores', {
    query: search === '' || DIGITS.test(search) ? {} : { search },
  });
  return (
    <Choice
      {...props}
      name="门店"
      empty="没有找到；不接单的门店可以输入编号"
      isLoading={found.isFetching}
      onSearch={setSearch}
      options={found.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
    />
  );
}

/** A member by the whole nickname or the number; the newest until something is typed. */
export function MemberChoice(props: ChoiceProps) {
  const [search, setSearch] = useState('');
  const mayRead = useMay('members.read');
  const found = useRead(
    'GET /api/admin/members',
    {
      query: search === '' ? {} : DIGITS.test(search) ? { id: memberId(search) } : { nickname: search },
    },
    { enabled: mayRead },
  );
  return (
    <Choice
      {...props}
      name="会员"
      empty="没有找到；请输入完整昵称或编号"
      isLoading={found.isFetching}
      onSearch={setSearch}
      options={
        found.data?.items.map(({ id, nickname, level }) => ({
          value: id,
          label: level === null ? nickname : `${nickname}（${level}）`,
        })) ?? []
      }
    />
  );
}
