import { Text, View } from '@tarojs/components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { requestAtDesk } from '@/api/client';
import { HoursField } from '@/features/store/components/HoursField';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { NoteField } from '@/ui/NoteField';
import { PicturesField } from '@/ui/PicturesField';
import { say, useWrite } from '@/ui/useWrite';
import type { DeskStore } from '../api/queries';
import type { Desk } from '../desk';
import { draftOf, frontOf, MOST_PICTURES, problemOf, type StoreDraft } from '../storeDraft';
import './StoreForm.scss';

/** What a store's own people change of its page. What was typed stays when it is refused. */
export function StoreForm({ desk, store }: { desk: Desk; store: DeskStore }) {
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(store));
  const set = (change: Partial<StoreDraft>): void => setDraft((now) => ({ ...now, ...change }));
  const problem = problemOf(draft);
  // May be repeated without harm.
  const save = useWrite(async () => {
    const saved = await requestAtDesk(desk.id, 'PUT /api/desk/stores/:id', {
      ...{ params: { id: store.id }, body: frontOf(draft, store) },
    });
    setDraft(draftOf(saved));
    await client.invalidateQueries({ queryKey: ['desk', desk.id] });
    void client.invalidateQueries({ queryKey: ['stores'] });
    void client.invalidateQueries({ queryKey: ['store', store.id] });
    say('已保存，门店页已更新');
  });
  return (
    <>
      <Card>
        <Text className="store-form__name">营业时间</Text>
        <HoursField spans={draft.hours} onChange={(hours) => set({ hours })} />
      </Card>
      <Card className="card--menu">
        <Field
          name="时间说明"
          value={draft.hoursText}
          placeholder="不填则按上面的时间显示"
          maxLength={64}
          className="t-hours-text"
          onChange={(hoursText) => set({ hoursText })}
        />
        <Field
          name="电话"
          value={draft.phone}
          placeholder="手机、座机或 400 电话"
          maxLength={20}
          className="t-store-phone"
          onChange={(phone) => set({ phone })}
        />
      </Card>
      <NoteField
        value={draft.notice}
        max={200}
        placeholder="店铺公告，最多 200 个字"
        className="t-desk-notice"
        onChange={(notice) => set({ notice })}
      />
      <Card>
        <Text className="store-form__name">门店图片</Text>
        <Text className="muted store-form__note">第一张是主图；点一下图片就移除</Text>
        <View className="t-store-pictures">
          <PicturesField
            paths={draft.pictures}
            max={MOST_PICTURES}
            route="POST /api/desk/uploads"
            merchant={desk.id}
            onChange={(pictures) => set({ pictures })}
          />
        </View>
      </Card>
      {problem !== null && <Text className="store-form__problem t-store-problem">{problem}</Text>}
      <ActionBar>
        <Button
          kind="main"
          className="button--wide t-save-store"
          text="保存"
          busy={save.busy}
          disabled={problem !== null}
          onTap={save.run}
        />
      </ActionBar>
    </>
  );
}
