import { Canvas, Text, View } from '@tarojs/components';
import { platform } from '@platform/platform';
import { useState } from 'react';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { say, useWrite } from '@/ui/useWrite';
import { usePoster } from '../hooks/usePoster';
import './PosterSheet.scss';

const CANVAS_ID = 'invite-poster';

/** The poster of an invitation, drawn here, to be saved and sent on. */
export function PosterSheet({ onClose }: { onClose(): void }) {
  const { file, failed } = usePoster(CANVAS_ID);
  const { sharePicture } = platform;
  const [unsaved, setUnsaved] = useState(false);
  const saving = useWrite(async () => {
    if (file === null) return;
    const saved = await platform.savePicture(file);
    setUnsaved(!saved);
    if (saved) say('已保存');
  });
  const sending = useWrite(async () => {
    if (file !== null) await sharePicture?.(file);
  });
  return (
    <Sheet title="邀请海报" className="t-poster" onClose={onClose}>
      <View className="poster">
        <Canvas type="2d" id={CANVAS_ID} canvasId={CANVAS_ID} className="poster__canvas" />
        {failed && <Text className="muted t-poster-failed">海报没能画出来，请稍后再试</Text>}
        {unsaved && (
          <Text className="muted t-poster-unsaved">
            没有保存。点右上角「…」→「设置」，允许「添加到相册」，再点一次保存。
          </Text>
        )}
        <Button
          kind="main"
          className={file === null ? 't-poster-drawing' : 't-poster-save'}
          text="保存到相册"
          busy={saving.busy}
          disabled={file === null}
          onTap={saving.run}
        />
        {sharePicture !== null && (
          <Button
            className="t-poster-send"
            text="发给朋友"
            busy={sending.busy}
            disabled={file === null}
            onTap={sending.run}
          />
        )}
      </View>
    </Sheet>
  );
}
