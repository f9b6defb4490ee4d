import { Result } from 'antd';
import type { ReactNode } from 'react';
import type { Permission } from '@paifan/shared/operators/permissions';
import { useMay } from '../api/whoAmI';

/** A page for those whose role allows it. The server refuses the others anyhow. */
export const Guarded = ({ permission, children }: { permission: Permission; children: ReactNode }) =>
  useMay(permission) ? (
    children
  ) : (
    <Result status="403" title="没有权限" subTitle="您的角色不能查看此页，请联系店主" />
  );
