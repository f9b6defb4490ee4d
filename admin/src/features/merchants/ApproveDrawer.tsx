import { Button, Descriptions, Drawer, Form, Input } from 'antd';
import { useState } from 'react';
import { percentText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { agreedRatio } from '@paifan/shared/merchants/applicationStates';
import { MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import { useWrite } from '../../api/queries';
import { FilterDays } from '../../ui/FilterDays';
import { useConfirm } from '../../ui/useConfirm';
import { isMarginRefusal, useOverrule } from '../rules/useOverrule';

/** A login: small letters, digits, dot, underscore, hyphen. */
const LOGIN = /^[a-z][a-z0-9._-]{1,31}$/;

/** Takes a merchant in: with its contract, its store and its owner at the desk. */
export function ApproveDrawer({
  application,
  onClose,
  onLogin,
}: {
  application: ResponseOf<'GET /api/admin/applications/:no'>;
  onClose: () => void;
  onLogin: (login: { login: string; password: string } | null) => void;
}) {
  const { no, name, kind, memberId } = application;
  const commissionRatio = agreedRatio(application);
  const [contract, setContract] = useState<{ from: string | undefined; to: string | undefined }>({
    from: undefined,
    to: undefined,
  });
  const confirm = useConfirm();
  const overrule = useOverrule();
  const approve = useWrite(
    'POST /api/admin/applications/:no/approve',
    '已通过，商家已入驻',
    ({ login }) => {
      onClose();
      onLogin(login);
    },
    isMarginRefusal,
  );
  const send = (login: string | undefined) =>
    overrule((overruled) =>
      approve.mutateAsync({
        params: { no },
        body: {
          ...{ commissionRatio, overruled },
          contractFrom: contract.from ?? null,
          contractUntil: contract.to ?? null,
          ...(login ? { login } : {}),
        },
      }),
    );
  return (
    <Drawer open title={`通过「${name}」的申请`} size={720} onClose={onClose}>
      <Descriptions
        column={1}
        style={{ marginBottom: 16 }}
        items={[
          { label: '类型', children: MERCHANT_KIND_TEXT[kind] },
          {
            label: '平台抽成',
            children:
              kind === 'supplier'
                ? '按供货价结算，没有抽成'
                : `${percentText(commissionRatio)}（双方已同意）`,
          },
          { label: '将建立', children: kind === 'store' ? '商家、门店、收银码与负责人' : '供应商与负责人' },
        ]}
      />
      <Form<{ login?: string }>
        layout="vertical"
        onFinish={({ login }) =>
          confirm({
            title: '通过入驻申请',
            facts: [
              ['名称', name],
              ['平台抽成', percentText(commissionRatio)],
              ['合同期', `${contract.from ?? '即日'} 至 ${contract.to ?? '长期'}`],
            ],
            verb: '通过',
            run: () => send(login?.trim()),
          })
        }
      >
        <Form.Item label="合同期" extra="首尾两天都包含；不填为即日起、长期">
          <FilterDays from={contract.from} to={contract.to} onChange={setContract} />
        </Form.Item>
        <Form.Item
          name="login"
          label="负责人的登录名"
          extra={
            memberId === null
              ? '申请来自网页表单，负责人用登录名进入工作台；初始密码只显示一次'
              : '可不填：申请人已可从小程序进入工作台'
          }
          rules={[
            {
              required: memberId === null,
              pattern: LOGIN,
              message: '2 到 32 个小写字母、数字、点、下划线或连字符，以字母开头',
            },
          ]}
        >
          <Input autoComplete="off" style={{ width: 320 }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={approve.isPending}>
          通过
        </Button>
      </Form>
    </Drawer>
  );
}
