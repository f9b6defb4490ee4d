import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Descriptions, Form, Space, Typography } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { hoursText } from '@paifan/shared/merchants/hours';
import {
  APPLICATION_STATE_TEXT,
  APPLICATION_STATE_TONE,
  MERCHANT_KIND_TEXT,
} from '@paifan/shared/texts/states';
import { request } from '../../api/client';
import { useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { PageHead } from '../../ui/PageHead';
import { Pictures } from '../../ui/Pictures';
import { PlaceLink } from '../../ui/PlaceLink';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import {
  ApplicationFields,
  applicationOfTyped,
  typedOfApplication,
  type Application,
  type TypedApplication,
} from '../parts/ApplicationFields';

/** An application, for whoever has the link that came with it: where it stands, and what comes next. */
export default function OwnApplication() {
  const { no = '' } = useParams();
  const key = useLocation().hash.slice(1);
  const query = useQuery({
    queryKey: ['application', no, key],
    queryFn: () => request('POST /api/applications/:no/read', { params: { no }, body: { key } }),
  });
  return (
    <main className="public-page">
      <Loaded query={query}>{(found) => <Shown found={found} applicationKey={key} />}</Loaded>
    </main>
  );
}

interface ShownProps {
  readonly found: Application;
  readonly applicationKey: string;
}

function Shown({ found, applicationKey: key }: ShownProps) {
  const [isEditing, setEditing] = useState(false);
  const { no, state } = found;
  const confirm = useConfirm();
  const withdraw = useWrite('POST /api/applications/:no/withdraw', '申请已撤回');
  const isOver = state === 'approved' || state === 'withdrawn';
  return (
    <>
      <PageHead
        title={`入驻申请 ${no}`}
        actions={
          isOver ? null : (
            <Space>
              <Button onClick={() => setEditing(!isEditing)}>
                {isEditing ? '不改了' : '修改后重新提交'}
              </Button>
              <Button
                danger
                onClick={() =>
                  confirm({
                    title: '撤回申请',
                    facts: [['名称', found.name]],
                    warning: '撤回后不能恢复，需要时可以重新申请。',
                    verb: '撤回',
                    run: () => withdraw.mutateAsync({ params: { no }, body: { key } }),
                  })
                }
              >
                撤回申请
              </Button>
            </Space>
          )
        }
      />
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        {isOver ? null : (
          <Alert
            type="info"
            showIcon
            title="请保存此页的链接，凭它查看审核进度"
            description={<Typography.Text copyable>{window.location.href}</Typography.Text>}
          />
        )}
        <Standing found={found} applicationKey={key} />
        {isEditing ? (
          <Card title="修改后重新提交">
            <Correct found={found} applicationKey={key} onDone={() => setEditing(false)} />
          </Card>
        ) : (
          <Told found={found} />
        )}
      </Space>
    </>
  );
}

/** Where it stands; an offer of the shop is accepted here. */
function Standing({ found, applicationKey: key }: ShownProps) {
  const { no, state, offeredRatio, proposedRatio, reason } = found;
  const confirm = useConfirm();
  const accept = useWrite('POST /api/applications/:no/accept', '已接受，等待平台通过');
  return (
    <Card>
      <Descriptions
        column={{ xs: 1, lg: 3 }}
        items={[
          {
            key: 'state',
            label: '状态',
            children: <StateTag tone={APPLICATION_STATE_TONE[state]} text={APPLICATION_STATE_TEXT[state]} />,
          },
          { key: 'submittedAt', label: '提交', children: <Time iso={found.submittedAt} /> },
          ...(found.kind === 'supplier'
            ? []
            : [{ key: 'proposed', label: '您提议的抽成', children: percentText(proposedRatio) }]),
          ...(reason === null ? [] : [{ key: 'reason', label: '平台的说明', children: reason }]),
        ]}
      />
      {state === 'negotiating' && offeredRatio !== null ? (
        <Alert
          type="warning"
          showIcon
          title={`平台提议抽成 ${percentText(offeredRatio)}`}
          action={
            <Button
              type="primary"
              loading={accept.isPending}
              onClick={() =>
                confirm({
                  title: '接受平台的提议',
                  facts: [
                    ['您提议', percentText(proposedRatio)],
                    ['平台提议', percentText(offeredRatio)],
                  ],
                  verb: '接受',
                  run: () =>
                    accept.mutateAsync({ params: { no }, body: { commissionRatio: offeredRatio, key } }),
                })
              }
            >
              接受 {percentText(offeredRatio)}
            </Button>
          }
        />
      ) : null}
      {state === 'approved' ? (
        <Alert
          type="success"
          showIcon
          title="审核通过"
          description="平台会把登录名与初始密码交给联系人。"
          action={<Link to="/desk">去登录</Link>}
        />
      ) : null}
    </Card>
  );
}

const Told = ({ found }: { found: Application }) => (
  <Card title="申请内容">
    <Descriptions
      column={{ xs: 1, lg: 2 }}
      items={[
        { key: 'kind', label: '申请成为', children: MERCHANT_KIND_TEXT[found.kind] },
        { key: 'name', label: '名称', children: found.name },
        { key: 'trade', label: '行业', children: found.trade },
        { key: 'contact', label: '联系人', children: `${found.contactName} ${found.phone}` },
        { key: 'address', label: '地址', children: `${found.district} ${found.address}` },
        { key: 'place', label: '位置', children: <PlaceLink place={found.place} name={found.name} /> },
        ...(found.weeklyHours === null
          ? []
          : [{ key: 'hours', label: '营业时间', children: hoursText(found.weeklyHours) }]),
        { key: 'pictures', label: '图片', children: <Pictures paths={found.pictures} label="图片" /> },
        { key: 'licences', label: '证照', children: <Pictures paths={found.licences} label="证照" /> },
      ]}
    />
  </Card>
);

function Correct({ found, applicationKey: key, onDone }: ShownProps & { onDone: () => void }) {
  const [form] = Form.useForm<TypedApplication>();
  const kind = Form.useWatch('kind', form);
  const save = useWrite('PUT /api/applications/:no', '已重新提交', onDone);
  return (
    <Form<TypedApplication>
      form={form}
      layout="vertical"
      initialValues={typedOfApplication(found)}
      onFinish={() =>
        save.mutate({
          params: { no: found.no },
          body: { ...applicationOfTyped(form.getFieldsValue(true) as TypedApplication), key },
        })
      }
    >
      <ApplicationFields kind={kind} />
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        重新提交
      </Button>
    </Form>
  );
}
