import { useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { fileOfCanvas, loadPicture } from '@platform/canvas';
import type { PosterCanvas } from '@/platform/interface';
import { inviteCodeQuery, posterQuery } from '../api/queries';
import { drawPoster, POSTER, SCALE } from '../poster';

/** The canvas with this id, once it is on the page. */
const canvasOf = (id: string): Promise<PosterCanvas | null> =>
  new Promise((resolve) => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true })
      .exec(([found]: Array<{ node?: PosterCanvas } | null>) => resolve(found?.node ?? null));
  });

/**
 * Draws the member's poster on a canvas of the page.
 * @returns the drawn picture as a file; null while it is being drawn, and why it cannot be
 */
export function usePoster(canvasId: string) {
  const content = useQuery(posterQuery());
  const code = useQuery(inviteCodeQuery());
  const [file, setFile] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const { data } = content;
    const picture = code.data;
    if (data === undefined || picture === undefined) return;
    const draw = async () => {
      const canvas = await canvasOf(canvasId);
      const context = canvas?.getContext('2d') ?? null;
      if (canvas === null || context === null) throw new Error('the canvas is not on the page');
      canvas.width = POSTER.width * SCALE;
      canvas.height = POSTER.height * SCALE;
      drawPoster(context, { ...data, code: await loadPicture(canvas, picture) });
      setFile(await fileOfCanvas(canvas));
    };
    setFailed(false);
    Taro.nextTick(() => void draw().catch(() => setFailed(true)));
  }, [content.data, code.data, canvasId]);

  return { file, failed: failed || content.isError || code.isError };
}
