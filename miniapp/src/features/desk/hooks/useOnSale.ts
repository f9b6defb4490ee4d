import { useQueryClient } from '@tanstack/react-query';
import { requestAtDesk } from '@/api/client';
import { ask } from '@/ui/ask';
import { say, useWrite } from '@/ui/useWrite';
import type { DeskProduct } from '../api/queries';
import type { Desk } from '../desk';
import { waitingText } from '../waiting';

/** Puts a product on sale or takes it off; may be repeated without harm. While people wait in its own queue, it asks once more. */
export function useOnSale(desk: Desk, { id, title }: DeskProduct) {
  const client = useQueryClient();
  const put = (onSale: boolean, confirmWaiting: boolean) =>
    requestAtDesk(desk.id, 'PUT /api/desk/products/on-sale', {
      body: { ids: [id], onSale, confirmWaiting },
    });

  async function turn(onSale: boolean): Promise<boolean> {
    try {
      await put(onSale, false);
    } catch (thrown) {
      const content = waitingText(thrown);
      if (content === null) throw thrown;
      if (!(await ask({ title: '仍有会员在等待', content, confirmText: '仍然下架' }))) return false;
      await put(onSale, true);
    }
    return true;
  }

  return useWrite(async (onSale: boolean) => {
    const again = desk.merchant.kind === 'supplier' ? '重新上架须由平台审核。' : '随时可以重新上架。';
    const question = { title: `下架「${title}」？`, content: `下架后顾客不能再买。${again}` };
    if (!onSale && !(await ask({ ...question, confirmText: '下架' }))) return;
    if (!(await turn(onSale))) return;
    await client.invalidateQueries({ queryKey: ['desk', desk.id, 'products'] });
    say(onSale ? '已上架' : '已下架');
  });
}
