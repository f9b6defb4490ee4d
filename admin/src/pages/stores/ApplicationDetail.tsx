import { Alert, Button, Card, Descriptions, Space } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { nextApplicationState } from '@paifan/shared/merchants/applicationStates';
import { hoursText } from '@paifan/shared/merchants/hours';
import {
  APPLICATION_STATE_TEXT,
  APPLICATION_STATE_TONE,
  MERCHANT_KIND_TEXT,
} from '@paifan/shared/texts/states';
import { useRead } from '../../api/queries';
import { ApproveDrawer } from '../../features/merchants/ApproveDrawer';
import { OfferDialog } from '../../features/merchants/OfferDialog';
import { RejectDialog } from '../../features/merchants/RejectDialog';
import { Loaded } from '../../ui/Loaded';
import { OneTimePassword } from '../../ui/OneTimePassword';
import { PageHead } from '../../ui/PageHead';
import { Pictures } from '../../ui/Pictures';
import { PlaceLink } from '../../ui/PlaceLink';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

type Application = ResponseOf<'GET /api/admin/applications/:no'>;

const hoursOf = ({ weeklyHours }: Application): string =>
  weeklyHours === null ? '没有填写' : hoursText(weeklyHours);

/** An application, looked at to decide. */
export default function ApplicationDetail() {
  const { no = '' } = useParams();
  const query = useRead('GET /api/admin/applications/:no', { params: { no } });
  return <Loaded query={query}>{(found) => <Shown application={found} />}</Loaded>;
}

function Shown({ application }: { application: Application }) {
  const { state, kind, name, proposedRatio, offeredRatio, accepted, recruiterId, memberId, merchantId } =
    application;
  const [open, setOpen] = useState<'offer' | 'reject' | 'approve' | null>(null);
  const [login, setLogin] = useState<{ login: string; password: string } | null>(null);
  const may = (event: 'offer' | 'reject' | 'approve'): boolean => nextApplicationState(state, event) !== null;
  return (
    <>
      <PageHead
        title={`${MERCHANT_KIND_TEXT[kind]}入驻：${name}`}
        actions={
          <Space>
            {may('approve') ? (
              <Button type="primary" onClick={() => setOpen('approve')}>
                通过
              </Button>
            ) : null}
            {may('offer') && kind === 'store' ? (
              <Button onClick={() => setOpen('offer')}>提议抽成</Button>
            ) : null}
            {may('reject') ? (
              <Button danger onClick={() => setOpen('reject')}>
                驳回
              </Button>
            ) : null}
          </Space>
        }
      />
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        {merchantId === null ? null : (
          <Alert
            type="success"
            showIcon
            title={<Link to={`/merchants/${merchantId}`}>已入驻，查看商家</Link>}
          />
        )}
        <Card>
          <Descriptions
            column={{ xs: 1, lg: 3 }}
            items={[
              {
                label: '状态',
                children: (
                  <StateTag tone={APPLICATION_STATE_TONE[state]} text={APPLICATION_STATE_TEXT[state]} />
                ),
              },
              { label: '编号', children: application.no },
              { label: '提交', children: <Time iso={application.submittedAt} /> },
              { label: '行业', children: application.trade },
              { label: '联系人', children: application.contactName },
              { label: '电话', children: application.phone },
              { label: '地址', span: 2, children: `${application.district} ${application.address}` },
              { label: '位置', children: <PlaceLink place={application.place} name={name} /> },
              ...(kind === 'supplier' ? [] : [{ label: '营业时间', children: hoursOf(application) }]),
              { label: '申请抽成', children: percentText(proposedRatio) },
              {
                label: '平台提议',
                children:
                  offeredRatio === null
                    ? '—'
                    : `${percentText(offeredRatio)}（${accepted ? '申请人已同意' : '待申请人确认'}）`,
              },
              {
                label: state === 'rejected' ? '驳回原因' : '给申请人的话',
                children: application.reason ?? '—',
              },
              {
                label: '申请人',
                children:
                  memberId === null ? '网页表单' : <Link to={`/members/${memberId}`}>会员 {memberId}</Link>,
              },
              {
                label: '招商人',
                children:
                  recruiterId === null ? '—' : <Link to={`/members/${recruiterId}`}>会员 {recruiterId}</Link>,
              },
              { label: '审核', children: <Time iso={application.reviewedAt} /> },
            ]}
          />
        </Card>
        <Card title={kind === 'store' ? '门店图片' : '商品图片'}>
          <Pictures paths={application.pictures} label="图片" />
        </Card>
        <Card title="证照">
          <Pictures paths={application.licences} label="证照" />
        </Card>
      </Space>
      {open === 'offer' ? <OfferDialog application={application} onClose={() => setOpen(null)} /> : null}
      {open === 'reject' ? <RejectDialog application={application} onClose={() => setOpen(null)} /> : null}
      {open === 'approve' ? (
        <ApproveDrawer application={application} onClose={() => setOpen(null)} onLogin={setLogin} />
      ) : null}
      <OneTimePassword shown={login} onClose={() => setLogin(null)} />
    </>
  );
}
