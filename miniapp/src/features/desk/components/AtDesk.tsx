import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { StaffPermission } from '@paifan/shared/merchants/permissions';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { Skeleton } from '@/ui/Skeleton';
import { deskQuery } from '../api/queries';
import { deskOf, deskOfPage, type Desk } from '../desk';

interface Props {
  /** What the page is for. Whose role does not allow it is told so. */
  permission: StaffPermission;
  /** Whose desk, where the page knows better than its address. */
  merchant?: string | undefined;
  children(desk: Desk): ReactNode;
}

/** A page of the desk that its address names, once it is known who works there and as what. */
export function AtDesk({ permission, merchant, children }: Props) {
  const [named] = useState(deskOfPage);
  const query = useQuery(deskQuery(merchant ?? named));
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
      {(answer) => {
        const desk = deskOf(answer);
        if (desk.may(permission)) return children(desk);
        return <Empty icon="people" title="你的角色看不了这一页" text="需要的话，请店里的负责人调整" />;
      }}
    </Loaded>
  );
}
