import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MERCHANT_KINDS } from '@paifan/shared/merchants/permissions';
import { degreesText } from '@paifan/shared/merchants/place';
import { readScene } from '@paifan/shared/merchants/scenes';
import { MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import { sceneQuery } from '@/features/scenes/api/queries';
import { HoursField } from '@/features/store/components/HoursField';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { Line } from '@/ui/Line';
import { PicturesField } from '@/ui/PicturesField';
import { Segments } from '@/ui/Segments';
import { say } from '@/ui/useWrite';
import { LENGTHS, MOST_PICTURES, problemsOf, type Draft, type DraftField } from '../draft';
import { useApply } from '../hooks/useApply';
import './ApplicationForm.scss';

const KINDS = MERCHANT_KINDS.map((value) => ({ value, text: MERCHANT_KIND_TEXT[value] }));
const ROUTE = 'POST /api/applications/uploads';

interface Props {
  /** Of a member's code for merchants; empty: none. */
  scene: string;
  /** The application that is corrected; null: a new one. */
  correcting: { no: string; draft: Draft } | null;
}

/** What an applicant tells. What is missing is said where it is missing, once somebody has tried to send it. */
export function ApplicationForm({ scene: openedBy, correcting }: Props) {
  const { draft, scene, edit, choosing, sending } = useApply(openedBy, correcting);
  const [tried, setTried] = useState(false);
  const opened = useQuery({
    ...sceneQuery(scene),
    enabled: readScene(scene)?.kind === 'merchantInvite',
  }).data;
  const problems = problemsOf(draft);
  const isStore = draft.kind === 'store';
  const set = (change: Partial<Draft>): void => edit((now) => ({ ...now, ...change }));

  const send = (): void => {
    setTried(true);
    if (Object.keys(problems).length === 0) sending.run();
    else say('请补全标出的内容');
  };

  const field = (name: Exclude<DraftField, 'commission' | 'hours'>, label: string, placeholder = '') => (
    <>
      <Field
        name={label}
        value={draft[name]}
        placeholder={placeholder}
        maxLength={LENGTHS[name][1]}
        className={`t-apply-${name}`}
        onChange={(value) => set({ [name]: value })}
      />
      {tried && <Problem text={problems[name]} />}
    </>
  );

  return (
    <>
      <View className="stack">
        {opened?.kind === 'merchantInvite' && (
          <Text className="muted t-recruiter">{opened.inviterName} 邀请你入驻</Text>
        )}
        <Segments name="t-kind" options={KINDS} value={draft.kind} onChange={(kind) => set({ kind })} />
        <Card className="card--menu">
          {field('name', isStore ? '门店名称' : '名称')}
          {field('trade', '行业', isStore ? '餐饮、理发…' : '茶叶、粮油…')}
          {field('contactName', '联系人')}
          {field('phone', '电话', '手机或座机')}
        </Card>
        <Card className="card--menu">
          {field('district', '地区', '杭州市上城区')}
          {field('address', '地址', '街道和门牌')}
          {isStore && (
            <Line name="地图位置" className="t-choose-place" onTap={choosing.run}>
              <Text className={draft.place === null ? 'muted' : 't-place'}>
                {draft.place === null
                  ? '在地图上选择'
                  : `${degreesText(draft.place.latitudeE6)}, ${degreesText(draft.place.longitudeE6)}`}
              </Text>
            </Line>
          )}
        </Card>
        {isStore && (
          <Card>
            <Text className="apply__name">营业时间</Text>
            <Text className="muted apply__note">通过后显示在门店页，以后可以在工作台修改</Text>
            <HoursField spans={draft.hours} onChange={(hours) => set({ hours })} />
          </Card>
        )}
        {isStore && (
          <Card className="card--menu">
            <Field
              name="抽成 %"
              kind="digit"
              value={draft.commission}
              maxLength={7}
              className="t-apply-commission"
              onChange={(commission) => set({ commission })}
            />
            {tried && <Problem text={problems.commission} />}
            <Text className="muted apply__note">
              顾客付款中归平台的部分，由你提议；平台可能另提一个比例，由你决定接不接受。
            </Text>
          </Card>
        )}
        <Card>
          <Text className="apply__name">{isStore ? '门店图片' : '商品图片'}</Text>
          <Text className="muted apply__note">第一张会显示在门店页</Text>
          <View className="t-apply-pictures">
            <PicturesField
              paths={draft.pictures}
              max={MOST_PICTURES}
              route={ROUTE}
              onChange={(pictures) => set({ pictures })}
            />
          </View>
        </Card>
        <Card>
          <Text className="apply__name">营业执照等证照</Text>
          <Text className="muted apply__note">只用于审核，只有你和审核人员看得到</Text>
          <View className="t-apply-licences">
            <PicturesField
              paths={draft.licences}
              max={MOST_PICTURES}
              route={ROUTE}
              onChange={(licences) => set({ licences })}
            />
          </View>
        </Card>
        <Text className="muted">
          入驻不收费用。{correcting === null && '没写完可以先离开，内容留在这台手机上。'}
        </Text>
      </View>
      <ActionBar>
        <Button
          kind="main"
          className="button--wide t-apply-send"
          text={correcting === null ? '提交申请' : '重新提交'}
          busy={sending.busy}
          onTap={send}
        />
      </ActionBar>
    </>
  );
}

const Problem = ({ text }: { text: string | undefined }) =>
  text === undefined ? null : <Text className="apply__problem t-problem">{text}</Text>;
