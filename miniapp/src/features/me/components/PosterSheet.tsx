import { Canvas, Text, View } from '@tarojs/components';
import { platform } from '@platform/platform';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { say, useWrite } from '@/ui/useWrite';
import { usePoster } from '../hooks/usePoster';
import './PosterSheet.scss';

const CANVAS_ID = 'invite-poster';

/** The poster of an invitation, drawn here, to be saved and sent on. */
export function PosterSheet({ onClose }: { onClose(): void }) {
  const { file, failed } = usePoster(CANVAS_ID);
  const saving = useWrite(async () => {
    if (file === null) return;
    say((await platform.savePicture(file)) ? '已保存' : '没有保存');
  });
  return (
    <Sheet title="邀请海报" className="t-poster" onClose={onClose}>
      <View className="poster">
        <Canvas type="2d" id={CANVAS_ID} canvasId={CANVAS_ID} className="poster__canvas" />
        {failed && <Text className="muted t-poster-failed">海报没能画出来，请稍后再试</Text>}
        <Button
          kind="main"
          className={file === null ? 't-poster-drawing' : 't-poster-save'}
          text="保存到相册"
          busy={saving.busy}
          disabled={file === null}
          onTap={saving.run}
        />
      </View>
    </Sheet>
  );
}
