import { open, openTab } from '@/navigation';
import { say } from '@/ui/useWrite';
import type { Scene } from './api/queries';

/** Opens the page that a scene is for. The pages of cashiers and applications read the scene themselves, as they do when they open cold. */
export function openScene(scene: string, opened: Scene): void {
  switch (opened.kind) {
    case 'cashier':
      return open('/packages/store/cashier/index', { scene });
    case 'store':
      return open('/packages/store/detail/index', { id: opened.storeId });
    case 'product':
      return open('/packages/shop/product/index', { id: opened.productId });
    case 'staff':
      return open('/packages/desk/join/index', { code: opened.code });
    case 'merchantInvite':
      return open('/packages/merchant/apply/index', { scene });
    case 'invite':
      openTab('home');
      say(`${opened.inviterName} 邀请你来逛逛`);
  }
}
